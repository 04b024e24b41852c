"""Ids as routes take them: what cannot be one is not looked up."""

from typing import Annotated

from fastapi import Path, Query

SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
DOCUMENT_PATTERN = "^CW-D-[0-9]{5,12}$"
CHANGE_PATTERN = "^CW-C-[0-9]{6,15}$"
PROVISION_PATTERN = "^CW-P-[0-9]{6,15}$"
TAXONOMY_PATTERN = "^[a-z][a-z0-9_]*$"

PlatformSlug = Annotated[str, Path(pattern=SLUG_PATTERN, max_length=100, examples=["linkedin"])]
LARGEST_NUMBER = 2_147_483_647
"""What a column of numbers can hold."""

DocumentId = Annotated[str, Path(pattern=DOCUMENT_PATTERN, examples=["CW-D-00090"])]
ChangeId = Annotated[str, Path(pattern=CHANGE_PATTERN, examples=["CW-C-002783"])]
ProvisionId = Annotated[str, Path(pattern=PROVISION_PATTERN, examples=["CW-P-007850"])]
VersionNumber = Annotated[int, Path(ge=1, le=LARGEST_NUMBER, description="Counts from 1 for each document")]
ComparedPlatforms = Annotated[
    list[Annotated[str, Query(pattern=SLUG_PATTERN, max_length=100)]],
    Query(alias="platform", description="Two to four platforms, by slug"),
]
ClauseTypeSlug = Annotated[str, Path(pattern=TAXONOMY_PATTERN, max_length=60, examples=["ai_training"])]
RegulationSlug = Annotated[str, Path(pattern=TAXONOMY_PATTERN, max_length=60, examples=["gdpr"])]
Token = Annotated[str, Path(max_length=200, description="From a mailed link")]
