"""What is on record of one capture's decision, and of what it was held against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from services.differ.document_state import ReturnStreak
from services.differ.explained_clauses import RecordedClauseChange
from services.differ.explanation import ExplainedRendition, Figure
from shared.database import Connection

_STREAK = TypeAdapter(ReturnStreak)


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A capture's outcome with the rule and figures behind it, and the change that it led to.

    `streak` is the document's as it is now; `due_at` is when the document is captured next.
    """

    document_id: str
    platform_name: str
    document_type: str
    due_at: datetime | None
    captured_at: datetime
    decided_at: datetime
    outcome: str
    reason: str
    evidence: Mapping[str, Figure]
    version: int | None
    change_id: str | None
    streak: ReturnStreak | None


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """A version as it read when a capture was held against it, with its clauses' provisions by offsets."""

    number: int
    captured_at: datetime
    language: str | None
    declared_updated_on: date | None
    declared_effective_on: date | None
    rendition_id: UUID
    text: str
    comparison_sha256: str
    extractor_version: int


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A change with its clause changes, and the two texts that it is between."""

    id: str
    from_version: int
    to_version: int
    from_rendition: UUID
    to_rendition: UUID
    is_substantive: bool
    is_silent_edit: bool
    is_rollback: bool
    before_text: str
    after_text: str
    clause_changes: Sequence[RecordedClauseChange]


@dataclass(frozen=True, slots=True)
class TextRecord:
    """The text that a capture was first read as."""

    text_sha256: str
    extractor_version: int


@dataclass(frozen=True, slots=True)
class WaitRecord:
    """A text in quarantine."""

    capture_id: UUID
    last_capture_id: UUID
    first_seen_at: datetime
    last_seen_at: datetime
    times_seen: int
    reason: str
    is_confirmable: bool
    state: str
    text: str
    comparison_sha256: str


_DECISION = """
    select outcome.document_id, document.platform_name, document.document_type, document.due_at, outcome.captured_at,
           outcome.decided_at, outcome.outcome, outcome.reason, outcome.evidence, outcome.version, outcome.change_id,
           state.streak
    from archive.outcomes as outcome
    join catalog.readable_documents as document on document.id = outcome.document_id
    left join archive.documents as state on state.document_id = outcome.document_id
    where outcome.capture_id = $1
"""

# A version has a rendition for each way in which it was read: the last one made before the decision is meant.
_VERSION = """
    select version.number, version.captured_at, version.language, version.declared_updated_on,
           version.declared_effective_on, rendition.id as rendition_id, rendition.text, rendition.comparison_sha256,
           rendition.extractor_version
    from archive.versions as version
    join archive.renditions as rendition
        on rendition.document_id = version.document_id and rendition.version = version.number
    where version.document_id = $1 and version.number = $2
    order by rendition.made_at <= $3 desc, case when rendition.made_at <= $3 then rendition.made_at end desc,
             rendition.made_at
    limit 1
"""

_LAST_BEFORE = "select max(number) from archive.versions where document_id = $1 and captured_at < $2"

_CHANGE = """
    select change.id, change.from_version, change.to_version, change.from_rendition, change.to_rendition,
           change.is_substantive, change.is_silent_edit, change.is_rollback,
           older.text as before_text, newer.text as after_text
    from archive.changes as change
    join archive.renditions as older on older.id = change.from_rendition
    join archive.renditions as newer on newer.id = change.to_rendition
    where change.id = $1
"""

_CLAUSE_CHANGES = """
    select provision_id, kind, is_substantive, reason, heading_path, before_text, after_text
    from archive.clause_changes where change_id = $1 order by ordinal
"""

_FIRST_READING = """
    select text_sha256, extractor_version
    from archive.renditions where document_id = $1 and capture_id = $2 order by made_at limit 1
"""

_RENDITIONS = """
    select id, version, capture_id, extractor_version as extractor, declaration_revision, made_at, is_current,
           text_sha256
    from archive.renditions where document_id = $1 and version = $2 order by made_at, id
"""

_WAITS = """
    select capture_id, last_capture_id, captured_at as first_seen_at, last_seen_at, times_seen, reason, is_confirmable,
           state, text, comparison_sha256
    from archive.quarantine
    where document_id = $1 and (state = 'waiting' or capture_id = $2 or last_capture_id = $2)
    order by last_seen_at desc, capture_id
"""

_VARIANTS = "select number from archive.versions where document_id = $1 and is_variant order by number"


async def decision(connection: Connection, capture_id: UUID) -> DecisionRecord | None:
    """What was decided of a capture, or None where nothing was."""
    row = await connection.fetchrow(_DECISION, capture_id)
    if row is None:
        return None
    streak = None if row["streak"] is None else _STREAK.validate_python(row["streak"])
    return DecisionRecord(**{**dict(row), "streak": streak})


async def version(connection: Connection, document_id: str, number: int, decided_at: datetime) -> VersionRecord | None:
    """A version as it read at a moment, or None where there is no such version."""
    row = await connection.fetchrow(_VERSION, document_id, number, decided_at)
    return None if row is None else VersionRecord(**dict(row))


async def last_version_before(connection: Connection, document_id: str, captured_at: datetime) -> int | None:
    """The newest version of captures before a moment, or None."""
    found: int | None = await connection.fetchval(_LAST_BEFORE, document_id, captured_at)
    return found


async def change(connection: Connection, change_id: str) -> ChangeRecord:
    """A change that is on record, with its clause changes in order."""
    row: Any = await connection.fetchrow(_CHANGE, change_id)
    entries = await connection.fetch(_CLAUSE_CHANGES, change_id)
    return ChangeRecord(**dict(row), clause_changes=tuple(RecordedClauseChange(**dict(entry)) for entry in entries))


async def first_reading(connection: Connection, document_id: str, capture_id: UUID) -> TextRecord | None:
    """The text that a capture was first read as, or None where it gave no version its text."""
    row = await connection.fetchrow(_FIRST_READING, document_id, capture_id)
    return None if row is None else TextRecord(**dict(row))


async def renditions(connection: Connection, document_id: str, number: int) -> tuple[ExplainedRendition, ...]:
    """Every reading of a version, the oldest first."""
    rows = await connection.fetch(_RENDITIONS, document_id, number)
    return tuple(ExplainedRendition(**dict(row)) for row in rows)


async def waits(connection: Connection, document_id: str, capture_id: UUID) -> tuple[WaitRecord, ...]:
    """What waits of a document, and what a capture was the first or last to show, whatever became of it."""
    rows = await connection.fetch(_WAITS, document_id, capture_id)
    return tuple(WaitRecord(**dict(row)) for row in rows)


async def variants(connection: Connection, document_id: str) -> tuple[int, ...]:
    """The versions of a document that alternate with another text."""
    return tuple(row[0] for row in await connection.fetch(_VARIANTS, document_id))
