"""What became of each capture, with the figures behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.differ.capture import Capture
from services.differ.explanation import Figure
from shared.database import Connection

_RECORD = """
    insert into archive.outcomes
        (capture_id, document_id, captured_at, outcome, version, change_id, reason, evidence, decided_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (capture_id) do update
    set outcome = excluded.outcome, version = excluded.version, change_id = excluded.change_id,
        reason = excluded.reason, evidence = excluded.evidence, decided_at = excluded.decided_at
"""

_IS_DECIDED = "select exists (select from archive.outcomes where capture_id = $1)"


async def record(
    connection: Connection,
    capture: Capture,
    outcome: str,
    reason: str,
    evidence: Mapping[str, object],
    now: datetime,
    version: int | None = None,
    change_id: str | None = None,
) -> None:
    """Writes what became of `capture`; an operator's decision replaces what the gates said."""
    await connection.execute(
        _RECORD,
        capture.id,
        capture.document_id,
        capture.captured_at,
        outcome,
        version,
        change_id,
        reason,
        dict(evidence),
        now,
    )


async def is_decided(connection: Connection, capture_id: UUID) -> bool:
    """Whether a capture has its outcome already."""
    return bool(await connection.fetchval(_IS_DECIDED, capture_id))


@dataclass(frozen=True, slots=True)
class DecisivePassage:
    """What a clause said before and after, empty where it was added or removed, and the rule that weighed it."""

    before: str
    after: str
    reason: str
    is_substantive: bool


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """A change, how many clauses it added, removed, modified and moved, and its first passages, substance first."""

    id: str
    added: int
    removed: int
    modified: int
    moved: int
    is_substantive: bool
    is_silent_edit: bool
    is_rollback: bool
    passages: tuple[DecisivePassage, ...]


@dataclass(frozen=True, slots=True)
class DecidedCapture:
    """What became of a capture, with the figures behind it and the change that it led to.

    It was given up where there is no outcome.
    """

    capture_id: UUID
    captured_at: datetime
    source_commit: str | None
    outcome: str | None
    reason: str | None
    evidence: Mapping[str, Figure] | None
    change: ChangeCount | None


_HISTORY = """
    select capture.id as capture_id, capture.captured_at, capture.source_commit, outcome.outcome, outcome.reason,
           outcome.evidence, change.id, change.added, change.removed, change.modified, change.moved,
           change.is_substantive, change.is_silent_edit, change.is_rollback,
           coalesce(decisive.passages, '[]') as passages
    from catalog.readable_captures as capture
    left join archive.outcomes as outcome on outcome.capture_id = capture.id
    left join archive.changes as change on change.id = outcome.change_id
    left join lateral (
        select jsonb_agg(jsonb_build_object('before', coalesce(before_text, ''), 'after', coalesce(after_text, ''),
                                            'reason', reason, 'is_substantive', is_substantive)) as passages
        from (select * from archive.clause_changes where change_id = change.id
              order by is_substantive desc, ordinal limit 3) as entry
    ) as decisive on true
    where capture.document_id = $1
    order by capture.captured_at, capture.id
"""

_OF_CAPTURE = ("capture_id", "captured_at", "source_commit", "outcome", "reason", "evidence")

_COUNT_OPEN = """
    with given_up as materialized (
        select event.payload ->> 'capture_id' as capture_id
        from archive.inbox as entry
        join catalog.published_events as event on event.id = entry.event_id
        where entry.state = 'given_up'
    )
    select count(*)
    from unnest($1::uuid[]) as capture (id)
    where not exists (select from archive.outcomes as outcome where outcome.capture_id = capture.id)
      and not exists (select from given_up where given_up.capture_id = capture.id::text)
"""


async def history(connection: Connection, document_id: str) -> list[DecidedCapture]:
    """Every capture of a document in order of capture time, with what became of it."""
    return [_decided(row) for row in await connection.fetch(_HISTORY, document_id)]


def _decided(row: Any) -> DecidedCapture:
    fields = dict(row)
    of_capture = {name: fields.pop(name) for name in _OF_CAPTURE}
    passages = tuple(DecisivePassage(**passage) for passage in fields.pop("passages"))
    change = None if fields["id"] is None else ChangeCount(**fields, passages=passages)
    return DecidedCapture(**of_capture, change=change)


async def count_open(connection: Connection, capture_ids: Sequence[UUID]) -> int:
    """How many of these captures are neither decided nor given up."""
    return int(await connection.fetchval(_COUNT_OPEN, list(capture_ids)))
