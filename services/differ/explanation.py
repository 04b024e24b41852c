"""What can be said of one capture's decision: the structure that is printed, and served as JSON.

Plain values, without I/O. `explaining` fills it from what is on record and from the stored bytes read again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Figure = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class ExplainedSource:
    """One source of a capture as it was received."""

    url: str
    final_url: str
    status: int
    media_type: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ExplainedCapture:
    """The capture: when and how it was taken, and the declaration that it is read by."""

    id: UUID
    captured_at: datetime
    origin: Literal["live", "import"]
    declaration_revision: int
    sources: tuple[ExplainedSource, ...]


@dataclass(frozen=True, slots=True)
class ExplainedSelector:
    """How many elements a selector of the declaration matches on a source's page; `found` is None for no CSS."""

    source: int
    role: Literal["select", "remove"]
    selector: str
    found: int | None


@dataclass(frozen=True, slots=True)
class ExplainedRemoval:
    """Something on the page that is not in the text: by which rule, and how it begins."""

    rule: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class ExplainedDates:
    """What a document says of itself."""

    updated_on: date | None
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class ExplainedReading:
    """The capture's stored bytes, read again now.

    `failure` says why there is no text; all that follows is then empty. `recorded_sha256` is what was written down of
    the text (`text`) or of its words without typography (`words`), None where nothing was; `is_as_recorded` compares
    it with what is read now, which can differ where `recorded_extractor` is another than `extractor`.
    """

    extractor: int
    failure: str | None
    selectors: tuple[ExplainedSelector, ...]
    selection_missed: bool
    removed: tuple[ExplainedRemoval, ...]
    title: str
    language: str | None
    dates: ExplainedDates
    text_characters: int
    text_sha256: str | None
    recorded: Literal["text", "words"] | None
    recorded_sha256: str | None
    recorded_extractor: int | None
    is_as_recorded: bool | None


@dataclass(frozen=True, slots=True)
class ExplainedVersion:
    """The version that the capture was held against: the one in force before it, or the one that it verified."""

    number: int
    captured_at: datetime
    language: str | None
    dates: ExplainedDates


@dataclass(frozen=True, slots=True)
class ExplainedLimit:
    """A rule of the gates that weighs a figure, with its limit, and whether the figure is beyond it."""

    rule: str
    limit: str
    is_passed: bool


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure on record, with the limits that it is held against."""

    name: str
    value: Figure
    limits: tuple[ExplainedLimit, ...]


@dataclass(frozen=True, slots=True)
class ExplainedGate:
    """What the gates said: the rule that fired, if one did, and every figure on record."""

    rule: str | None
    in_words: str
    figures: tuple[ExplainedFigure, ...]


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """How a clause was matched: ordinals on both sides, and the method with its score from 0 to 1.

    `added` and `removed` have one side. The parts of a split or merge that are not the one most alike have no score.
    """

    before: int | None
    after: int | None
    method: str
    score: float | None
    provision_id: str | None
    heading_path: tuple[str, ...]
    excerpt: str


@dataclass(frozen=True, slots=True)
class ExplainedClauseChange:
    """One clause change on record, with the rule that weighed it and the method and score that found it."""

    provision_id: str
    kind: str
    is_substantive: bool
    reason: str
    in_words: str
    method: str | None
    score: float | None
    has_moved: bool
    heading_path: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ExplainedChange:
    """The change that the capture led to. `is_as_recorded`: aligning its texts again finds the same clause changes."""

    id: str
    from_version: int
    to_version: int
    is_substantive: bool
    is_silent_edit: bool
    is_rollback: bool
    is_as_recorded: bool
    clause_changes: tuple[ExplainedClauseChange, ...]


@dataclass(frozen=True, slots=True)
class ExplainedRendition:
    """One reading of the version: by which declaration and extractor, and whether quotes are taken from it now."""

    id: UUID
    version: int
    capture_id: UUID
    extractor: int
    declaration_revision: int
    made_at: datetime
    is_current: bool
    text_sha256: str


@dataclass(frozen=True, slots=True)
class ExplainedWait:
    """A text in quarantine, by the capture that showed it first."""

    capture_id: UUID
    first_seen_at: datetime
    last_seen_at: datetime
    times_seen: int
    rule: str
    is_confirmable: bool
    state: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class ExplainedStreak:
    """An earlier text that is being seen now while another is in force."""

    captures: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that can be said of one capture's decision.

    `clauses` tells how each clause of `compared_with` became which of the capture, in the order of the capture.
    `variants` are the document's versions that alternate with another text. `next_steps` is what follows, in words.
    """

    document_id: str
    platform: str
    document_type: str
    capture: ExplainedCapture
    outcome: str
    reason: str
    in_words: str
    decided_at: datetime
    version: int | None
    reading: ExplainedReading
    compared_with: ExplainedVersion | None
    gate: ExplainedGate
    clauses: tuple[ExplainedClause, ...]
    change: ExplainedChange | None
    renditions: tuple[ExplainedRendition, ...]
    waiting: tuple[ExplainedWait, ...]
    streak: ExplainedStreak | None
    variants: tuple[int, ...]
    next_steps: tuple[str, ...]
