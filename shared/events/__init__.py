"""The event contracts: past-tense facts and requests, each with its subject, key and producing schema.

An event is a frozen, versioned pydantic model. Events carry ids, never addresses or tokens. A change that an
older consumer could not read gets a new class with the next `schema_version`, published beside the old one.
"""

from shared.events.base import Event, parse_event
from shared.events.captures import CaptureQuarantined
from shared.events.changes import ChangeDetected
from shared.events.documents import DocumentEdited, DocumentEditRequested, DocumentUnreachable
from shared.events.fetches import FetchRequested
from shared.events.messages import MessageRequested
from shared.events.quarantine import QuarantineDecided
from shared.events.snapshots import CapturedPart, SnapshotCaptured

ALL_EVENTS: tuple[type[Event], ...] = (
    SnapshotCaptured,
    DocumentEdited,
    DocumentUnreachable,
    CaptureQuarantined,
    ChangeDetected,
    FetchRequested,
    DocumentEditRequested,
    QuarantineDecided,
    MessageRequested,
)

__all__ = [
    "ALL_EVENTS",
    "CaptureQuarantined",
    "CapturedPart",
    "ChangeDetected",
    "DocumentEditRequested",
    "DocumentEdited",
    "DocumentUnreachable",
    "Event",
    "FetchRequested",
    "MessageRequested",
    "QuarantineDecided",
    "SnapshotCaptured",
    "parse_event",
]
