"""A capture as the differ takes it up: where it came from, what it is made of, and how its page is to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.differ.extract.document import RangeSelector, Selection
from shared.events import CapturedPart, SnapshotCaptured
from shared.events.snapshots import Origin


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture, by the event that tells of it or by the catalogue's rows."""

    id: UUID
    document_id: str
    captured_at: datetime
    origin: Origin
    raw_sha256: str
    declaration_revision: int
    parts: tuple[CapturedPart, ...]
    trace_id: str
    is_reextraction: bool = False

    @classmethod
    def of(cls, event: SnapshotCaptured) -> "Capture":
        """The capture that `event` tells of."""
        return cls(
            id=event.capture_id,
            document_id=event.document_id,
            captured_at=event.captured_at,
            origin=event.origin,
            raw_sha256=event.raw_sha256,
            declaration_revision=event.declaration_revision,
            parts=event.parts,
            trace_id=event.trace_id,
            is_reextraction=event.is_reextraction,
        )


def selections(sources: Sequence[Mapping[str, Any]]) -> tuple[Selection, ...]:
    """What of each source is the policy, from a declaration's sources as the catalogue keeps them."""
    return tuple(
        Selection(
            select=tuple(_selector(one) for one in source.get("select", ())),
            remove=tuple(_selector(one) for one in source.get("remove", ())),
        )
        for source in sources
    )


def _selector(stored: str | Mapping[str, str | None]) -> str | RangeSelector:
    return stored if isinstance(stored, str) else RangeSelector(**stored)
