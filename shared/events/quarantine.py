"""An operator decided what a quarantined capture is."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.events.base import Event, Schema


class QuarantineDecided(Event):
    """A quarantined capture is the policy after all (accepted), or is not (rejected)."""

    subject: ClassVar[str] = "quarantine.decided"
    producer: ClassVar[Schema] = "accounts"

    capture_id: UUID
    document_id: str
    decision: Literal["accepted", "rejected"]

    @property
    def key(self) -> str:
        return self.document_id
