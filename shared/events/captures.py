"""A capture may not be the policy and waits in quarantine."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.events.base import Event, Schema


class CaptureQuarantined(Event):
    """A gate held a capture back; where a repetition could confirm it, the fetcher is asked to look again soon."""

    subject: ClassVar[str] = "captures.quarantined"
    producer: ClassVar[Schema] = "archive"

    capture_id: UUID
    document_id: str
    reason: str = Field(description="The gate that fired: a slug such as error_page")
    look_again: bool = Field(description="Whether seeing it again could confirm it")
    times_seen: int = Field(ge=1, description="How often this text has been seen in a row, this time included")

    @property
    def key(self) -> str:
        return self.document_id
