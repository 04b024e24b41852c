"""Versions, changes, provisions and quarantine as the api gives them."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

ClauseChangeKind = Literal["added", "removed", "modified", "moved"]
Level = Literal["high", "medium", "low"]
Direction = Literal["worse", "better", "neutral", "unclear"]
QuarantineState = Literal["waiting", "confirmed", "released", "accepted", "rejected"]


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Version(_Shown):
    """A wording of a document that was in force, with the hashes that prove it."""

    document_id: str
    number: int
    outcome: Literal["baseline", "changed", "cosmetic"]
    captured_at: datetime
    first_seen_at: datetime
    last_seen_at: datetime
    verifications: int = Field(description="Captures that confirmed it after the first")
    language: str | None
    declared_updated_on: date | None = Field(description="The date that the document itself gives as its last update")
    declared_effective_on: date | None
    capture_id: UUID
    text_sha256: str
    chain_sha256: str = Field(description="SHA-256 of the previous version's, a newline, and this text's hash")


class Clause(_Shown):
    """One clause of a version: `text` is the exact substring of the version's text from `start` to `end`."""

    ordinal: int
    kind: str
    provision_id: str
    heading_path: list[str]
    start: int = Field(description="In Unicode code points from 0")
    end: int
    text: str


class Source(_Shown):
    """Where one part of a version's capture came from."""

    url: str
    final_url: str
    status: int
    media_type: str
    sha256: str = Field(description="Of the bytes as received")
    size_bytes: int


class VersionText(Version):
    """A version with its canonical text as the current extractor reads it."""

    title: str
    text: str
    rendition_sha256: str = Field(description="SHA-256 of `text` in UTF-8")
    extractor_version: int
    declaration_revision: int
    clauses: list[Clause]
    sources: list[Source]


class Segment(_Shown):
    """A stretch of a redline."""

    kind: Literal["equal", "deleted", "inserted"]
    text: str


class Quoted(_Shown):
    """Words of a clause, verbatim, with their offsets in it."""

    start: int
    end: int
    text: str


class Signal(_Shown):
    """One thing that a clause change does, read off its words."""

    kind: str
    what: str
    before: Quoted | None
    after: Quoted | None
    direction: Direction
    because: str


class ClauseChangeReading(_Shown):
    """What one clause change means."""

    types: list[str] = Field(description="Clause types of the newer wording, of the older where it was removed")
    types_gained: list[str]
    types_lost: list[str]
    severity: Level
    severity_because: str
    direction: Direction = Field(description="For the reader")
    direction_because: str
    line: str = Field(description="What happened, in a sentence that the signals carry")
    signals: list[Signal]


class Affected(_Shown):
    """Whom a change names, and by which words, or by which type of document; both null where it concerns everyone."""

    who: str
    quote: str | None
    document_type: str | None = None


class Action(_Shown):
    """What a reader can do about clauses of a type."""

    clause_type: str
    text: str


class Deadline(_Shown):
    """A day that matters, and the words that name it; null where the document's own date does."""

    on: date
    what: str
    quote: str | None


class ChangeReading(_Shown):
    """What a change means, in sentences that its clauses carry."""

    headline: str
    severity: Level
    severity_because: str
    direction: Direction
    direction_because: str
    affected: list[Affected]
    actions: list[Action]
    deadlines: list[Deadline]


class GeneratedPoint(_Shown):
    """A generated sentence with the words of the change that it stands on."""

    text: str
    quote: str = Field(description="Checked to stand verbatim in a wording before or after")


class GeneratedSummary(_Shown):
    """A change in plain language, written by a language model: generated, and to be read as such."""

    summary: str
    points: list[GeneratedPoint]
    model: str
    asked_at: datetime


class ClauseChange(_Shown):
    """What became of one provision in a change."""

    kind: ClauseChangeKind
    provision_id: str
    heading_path: list[str]
    before_text: str | None
    after_text: str | None
    redline: list[Segment] = Field(description="Equal and deleted join to the text before, equal and inserted to after")
    is_substantive: bool
    reason: str
    reading: ClauseChangeReading | None = Field(default=None, description="Null for what changed in form alone")


class Change(_Shown):
    """What happened between two consecutive versions of a document."""

    id: str
    document_id: str
    platform_slug: str
    platform_name: str
    document_type: str
    from_version: int
    to_version: int
    captured_at: datetime
    detected_at: datetime
    origin: Literal["live", "import"]
    is_substantive: bool
    is_silent_edit: bool = Field(description="The text changed and the document's own date did not")
    is_rollback: bool
    added: int
    removed: int
    modified: int
    moved: int
    headline: str | None = Field(default=None, description="Null for what changed in form alone")
    severity: Level | None = None
    direction: Direction | None = None


class ChangeDetail(Change):
    """A change clause by clause, with its evidence and what it means."""

    reading: ChangeReading | None
    generated: GeneratedSummary | None = Field(description="Null where no language model is asked, or gave nothing")

    clause_changes: list[ClauseChange]
    before: Version
    after: Version
    sources: list[Source]


class Wording(_Shown):
    """One wording of a provision, in force from the first to the last of its versions."""

    text: str
    heading_path: list[str]
    first_version: int
    last_version: int
    first_seen_at: datetime
    last_seen_at: datetime
    change_id: str | None = Field(description="The change that brought it; null for the first")
    redline: list[Segment] = Field(description="Against the wording before; empty for the first")


class Provision(_Shown):
    """A clause's identity through time."""

    id: str
    document_id: str
    platform_slug: str
    platform_name: str
    document_type: str
    is_present: bool = Field(description="Whether the version in force has it")
    first_seen_at: datetime
    last_seen_at: datetime
    last_verified_at: datetime | None = Field(description="The last capture in which it was seen in force")
    split_from: str | None
    merged_into: str | None


class ProvisionType(_Shown):
    """What a provision is about, by its current or last wording, with the words and the rule that say so."""

    clause_type: str
    severity: Level
    severity_rule: str
    severity_because: str
    confidence: Level
    basis: Literal["explicit", "inferred"]
    rule: str = Field(description="The cue that gave the type, or the model")
    evidence: Quoted = Field(description="Offsets in the clause")
    note: str
    first_seen_at: datetime = Field(description="When the provision first carried the type: it can be older than that")


class Control(_Shown):
    """What a clause lets its reader do, in its own words, with the address that it links to."""

    kind: str
    text: str
    href: str | None
    is_specific: bool = Field(description="Whether its sentence names what it is a control of")


class Stability(_Shown):
    """How often a provision changed while it was watched."""

    changes: int = Field(description="Substantive clause changes")
    months_watched: float


class ProvisionHistory(Provision):
    """A provision with every wording it had, newest first: the first of them is the current or the last one."""

    wordings: list[Wording]
    types: list[ProvisionType] = Field(description="Gravest first")
    controls: list[Control]
    stability: Stability


class QuarantinedCapture(_Shown):
    """A capture that waits because it may not be the policy."""

    capture_id: UUID
    document_id: str
    platform_name: str
    document_type: str
    captured_at: datetime
    reason: str = Field(description="The gate that fired")
    evidence: dict[str, Any]
    excerpt: str = Field(description="The beginning of its text, 1,000 characters at most")
    state: QuarantineState
    decided_at: datetime | None
