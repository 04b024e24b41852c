"""What a mail is made of, as plain data: the change as the archive tells it, the reader, and the envelope."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.notifier.match import TargetKind

SegmentKind = Literal["equal", "deleted", "inserted"]
ClauseChangeKind = Literal["added", "removed", "modified", "moved"]
Level = Literal["high", "medium", "low"]
Direction = Literal["worse", "better", "neutral", "unclear"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a redline; `text` is verbatim."""

    kind: SegmentKind
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What happened to one provision. `redline` covers both texts of a modified clause; `line` tells it."""

    kind: ClauseChangeKind
    provision_id: str
    heading_path: tuple[str, ...]
    before_text: str | None
    after_text: str | None
    redline: tuple[Segment, ...]
    line: str | None = None
    severity: Level | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class TypeMeaning:
    """Why clauses of a type matter."""

    name: str
    why_it_matters: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that matters, with the words of the document that name it, or None where its own date does."""

    on: date
    what: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """What a change means: each sentence is carried by quotes that the change's page shows."""

    headline: str
    severity: Level
    severity_because: str
    direction: Direction
    direction_because: str
    affected: tuple[str, ...]
    meanings: tuple[TypeMeaning, ...]
    actions: tuple[str, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class VersionEvidence:
    """One version's proof: when it was captured, the SHA-256 of its text, and of the bytes as received."""

    number: int
    captured_at: datetime
    text_sha256: str
    raw_sha256: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change with its substantive clause changes, in the order of the document."""

    id: str
    platform_name: str
    document_type: str
    document_id: str
    source_url: str | None
    captured_at: datetime
    updated_on: date | None
    effective_on: date | None
    is_silent_edit: bool
    is_rollback: bool
    before: VersionEvidence
    after: VersionEvidence
    clauses: tuple[ClauseChange, ...]
    reading: ChangeReading | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """The subscription that made a mail be sent; `name` is its target for people."""

    subscription_id: UUID
    kind: TargetKind
    name: str


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change as one subscriber is told of it, with why."""

    change: Change
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a mail is for."""

    subscriber_id: UUID
    address: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Postmark:
    """What stays the same on every attempt at one delivery."""

    message_id: str
    date: datetime


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A document that the fetcher cannot reach."""

    document_id: str
    platform_name: str
    document_type: str
    state: Literal["failing", "moved", "gone"]
    since: datetime
    reason: str
