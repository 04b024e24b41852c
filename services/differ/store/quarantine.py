"""Captures that may not be the policy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.differ.capture import Capture
from services.differ.document_state import WaitingCapture
from services.differ.explanation import Figure
from services.differ.extract.document import CanonicalDocument
from shared.database import Connection

State = Literal["waiting", "confirmed", "released", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A text in quarantine: the captures that showed it first and last, and what has become of it."""

    capture_id: UUID
    last_capture_id: UUID
    last_seen_at: datetime
    state: State


_KEEP = """
    insert into archive.quarantine
        (capture_id, document_id, captured_at, last_capture_id, last_seen_at, times_seen, reason, evidence,
         comparison_sha256, text, is_confirmable, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting')
    on conflict (capture_id) do update
    set last_capture_id = excluded.last_capture_id, last_seen_at = excluded.last_seen_at,
        times_seen = excluded.times_seen, reason = excluded.reason, evidence = excluded.evidence,
        comparison_sha256 = excluded.comparison_sha256, text = excluded.text
"""

# What came before the capture that ended the wait, the many that were not loaded for the decision included.
_RELEASE = """
    update archive.quarantine
    set state = case when capture_id = any($2::uuid[]) then 'confirmed' else 'released' end, decided_at = $3
    where document_id = $1 and state = 'waiting'
"""

_FIND = """
    select capture_id, last_capture_id, last_seen_at, state
    from archive.quarantine
    where document_id = $1 and (capture_id = $2 or last_capture_id = $2)
    order by last_seen_at desc limit 1
"""

_IS_REJECTED = """
    select exists (
        select from archive.quarantine where document_id = $1 and comparison_sha256 = $2 and state = 'rejected')
"""

_SETTLE = "update archive.quarantine set state = $2, decided_at = $3 where capture_id = $1"


async def keep(
    connection: Connection,
    capture: Capture,
    entry: WaitingCapture,
    page: CanonicalDocument,
    evidence: Mapping[str, object],
) -> None:
    """Keeps what `capture` showed waiting, or counts that it was seen again: what an operator is shown, and accepts,
    is what was seen last.
    """
    await connection.execute(
        _KEEP,
        UUID(entry.capture_id),
        capture.document_id,
        entry.first_seen_at,
        capture.id,
        capture.captured_at,
        entry.times_seen,
        entry.reason,
        dict(evidence),
        page.comparison_sha256,
        page.text,
        entry.is_confirmable,
    )


async def release(connection: Connection, document_id: str, confirms: Sequence[str], now: datetime) -> None:
    """Ends the wait of everything that waits: what `confirms` names was the policy, the rest was not."""
    await connection.execute(_RELEASE, document_id, [UUID(one) for one in confirms], now)


async def find(connection: Connection, document_id: str, capture_id: UUID) -> Entry | None:
    """The entry that a capture was the first or the last to show, or None."""
    row = await connection.fetchrow(_FIND, document_id, capture_id)
    return None if row is None else Entry(**dict(row))


async def settle(connection: Connection, capture_id: UUID, state: State, now: datetime) -> None:
    """Writes what an operator decided of an entry."""
    await connection.execute(_SETTLE, capture_id, state, now)


async def is_rejected(connection: Connection, document_id: str, comparison_sha256: str) -> bool:
    """Whether an operator has said that this text is not the document."""
    return bool(await connection.fetchval(_IS_REJECTED, document_id, comparison_sha256))


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """A text that waits, as an operator is shown it, beside the text in force; None where nothing is in force yet."""

    capture_id: UUID
    last_capture_id: UUID
    document_id: str
    platform_name: str
    document_type: str
    captured_at: datetime
    last_seen_at: datetime
    times_seen: int
    reason: str
    is_confirmable: bool
    evidence: Mapping[str, Figure]
    text: str
    text_in_force: str | None


_ALL_WAITING = """
    select entry.capture_id, entry.last_capture_id, entry.document_id, document.platform_name, document.document_type,
           entry.captured_at, entry.last_seen_at, entry.times_seen, entry.reason, entry.is_confirmable, entry.evidence,
           entry.text, rendition.text as text_in_force
    from archive.quarantine as entry
    join catalog.readable_documents as document on document.id = entry.document_id
    left join archive.documents as kept on kept.document_id = entry.document_id
    left join archive.renditions as rendition
        on rendition.document_id = entry.document_id and rendition.version = kept.version_in_force
        and rendition.is_current
    where entry.state = 'waiting'
    order by entry.captured_at, entry.capture_id
"""


async def waiting(connection: Connection) -> list[WaitingEntry]:
    """Every text that waits, the longest wait first."""
    return [WaitingEntry(**dict(row)) for row in await connection.fetch(_ALL_WAITING)]


@dataclass(frozen=True, slots=True)
class Returned:
    """A document that shows an earlier text while another is in force."""

    document_id: str
    platform_name: str
    document_type: str
    version_in_force: int
    earlier_version: int | None
    is_variant: bool
    captures: int
    since: datetime


# A text that was never a version is a variant: only the other half of a known pair is taken for a return.
_ALL_RETURNED = """
    select kept.document_id, document.platform_name, document.document_type, kept.version_in_force,
           earlier.number as earlier_version, coalesce(earlier.is_variant, true) as is_variant,
           (kept.streak ->> 'captures')::integer as captures, (kept.streak ->> 'since')::timestamptz as since
    from archive.documents as kept
    join catalog.readable_documents as document on document.id = kept.document_id
    left join lateral (
        select version.number, version.is_variant
        from archive.versions as version
        join archive.renditions as rendition
            on rendition.document_id = version.document_id and rendition.version = version.number
            and rendition.is_current
        where version.document_id = kept.document_id
          and rendition.comparison_sha256 = kept.streak ->> 'comparison_sha256'
        order by version.number desc limit 1
    ) as earlier on true
    where kept.streak is not null
    order by since, kept.document_id
"""


async def returned(connection: Connection) -> list[Returned]:
    """Every document that shows an earlier text now, the longest stay first."""
    return [Returned(**dict(row)) for row in await connection.fetch(_ALL_RETURNED)]
