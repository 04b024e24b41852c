"""Clause types, regulations and what platforms say under them, as the api gives them."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from services.api.archive.models import Level, ProvisionType

Group = Literal["data", "ai", "disputes", "control", "commerce"]
Relevance = Literal["applies", "may_apply", "related"]


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Prevalence(_Shown):
    """How common a clause type is among what is watched, in versions in force."""

    platforms: int = 0
    documents: int = 0
    provisions: int = 0


class ClauseType(_Shown):
    """What a clause can be about, and how common that is."""

    slug: str
    group: Group
    name: str
    definition: str
    base_severity: Level
    prevalence: Prevalence


class AppliedRegulation(_Shown):
    """What a regulation has to do with clauses of a type."""

    regulation: str
    short_name: str
    jurisdiction: str
    articles: str
    relevance: Relevance
    because: str


class ClauseTypeDetail(ClauseType):
    """A clause type with what it means to those whom it binds."""

    why_it_matters: str
    consumer_impact: str
    what_you_can_do: str
    regulations: list[AppliedRegulation]


class Regulation(_Shown):
    """A law or a set of rules."""

    slug: str
    name: str
    short_name: str
    jurisdiction: str = Field(
        description="ISO 3166 code, with a subdivision where it is a state's law; EU for the Union"
    )
    citation: str
    in_force_since: date | None = None
    status: str | None = Field(default=None, description="Why there is no one date, where there is none")
    source: str = Field(description="The official text")
    summary: str


class ConcernedType(_Shown):
    """A clause type that a regulation concerns."""

    slug: str
    name: str
    articles: str
    relevance: Relevance
    because: str
    prevalence: Prevalence


class RegulationDetail(Regulation):
    """A regulation with the clause types that it concerns, and how common clauses of any of them are."""

    clause_types: list[ConcernedType]
    prevalence: Prevalence


class TypedProvision(_Shown):
    """A provision in force under a clause type, with its wording."""

    provision_id: str
    document_id: str
    platform_slug: str
    platform_name: str
    document_type: str
    heading_path: list[str]
    text: str
    severity: Level
    severity_because: str
    confidence: Level
    basis: Literal["explicit", "inferred"]
    first_seen_at: datetime = Field(description="When the provision first carried the type")


class Side(_Shown):
    """One platform's side of a comparison."""

    platform_slug: str
    platform_name: str
    provisions: list[TypedProvision] = Field(description="Gravest first; empty where it says nothing of the kind")


class Comparison(_Shown):
    """What two to four platforms say under one clause type."""

    clause_type: ClauseType
    sides: list[Side]


class Peer(_Shown):
    """Another platform's provision of the same type that says the like."""

    provision: TypedProvision
    likeness: float = Field(description="0 to 1: the cosine of the sentences that carry the type")


class TypeRecord(_Shown):
    """What a provision's page says under one of its types: the label, what the type means, and who says the like."""

    label: ProvisionType
    about: ClauseTypeDetail
    peers: list[Peer]
