"""A document really changed: the unit of alerting."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from shared.events.base import Event, Schema


class ChangeDetected(Event):
    """A substantive change between two versions of a watched document was committed to the archive.

    Published for live captures alone: a cosmetic change, an import and a re-base alert nobody.
    """

    subject: ClassVar[str] = "changes.detected"
    producer: ClassVar[Schema] = "archive"

    change_id: str
    document_id: str
    capture_id: UUID
    captured_at: AwareDatetime

    @property
    def key(self) -> str:
        return self.document_id
