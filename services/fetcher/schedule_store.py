"""The SQL of the schedule: which documents are due, who has them, and when they are due again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from services.fetcher.catalog.declaration import Source
from services.fetcher.schedule import DocumentState, Schedule
from shared.database import Connection


@dataclass(frozen=True, slots=True)
class EarlierPart:
    """One part of a document's latest live capture: what a 304 would confirm."""

    url: str
    final_url: str
    media_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ClaimedDocument:
    """A due document under a lease, with all that capturing it needs."""

    document_id: str
    lease: UUID
    schedule: Schedule
    declaration_revision: int
    sources: tuple[Source, ...]
    obeys_robots: bool
    earlier_parts: tuple[EarlierPart, ...]


async def claim_due(
    connection: Connection, *, now: datetime, leased_until: datetime, lease: UUID, per_host: int, limit: int
) -> list[ClaimedDocument]:
    """At most `limit` due documents, now leased, oldest due time first and at most `per_host` of any host."""
    rows = await connection.fetch(_CLAIM_DUE, now, leased_until, lease, per_host, limit)
    return [_claimed(row) for row in rows]


async def next_due_at(connection: Connection, now: datetime) -> datetime | None:
    """When the next document becomes due after now; None when none will."""
    due_at: datetime | None = await connection.fetchval(_NEXT_DUE_AT, now)
    return due_at


async def extend_leases(
    connection: Connection, leases: Sequence[UUID], document_ids: Sequence[str], leased_until: datetime
) -> None:
    """Keeps documents that are still in hand."""
    await connection.execute(_EXTEND_LEASES, leases, document_ids, leased_until)


async def release_leases(connection: Connection, leases: Sequence[UUID], document_ids: Sequence[str]) -> None:
    """Gives documents back that were not captured, to be claimed by anyone at once."""
    await connection.execute(_RELEASE_LEASES, leases, document_ids)


async def make_due(connection: Connection, document_id: str, now: datetime) -> bool:
    """Makes a document due now at the latest; whether there is such a document."""
    return await connection.execute(_MAKE_DUE, document_id, now) == "UPDATE 1"


async def schedule_of(connection: Connection, document_id: str) -> Schedule | None:
    """A document's schedule, locked until the transaction ends; None when there is no such document."""
    row = await connection.fetchrow(_SCHEDULE_OF, document_id)
    return None if row is None else _schedule(row)


async def look_again(connection: Connection, document_id: str, schedule: Schedule) -> None:
    """Writes when a quarantined document is looked at again."""
    await connection.execute(
        _LOOK_AGAIN, document_id, schedule.due_at, schedule.looks, schedule.captures_since_quarantine
    )


async def record_failure(
    connection: Connection, claimed: ClaimedDocument, schedule: Schedule, reason: str, now: datetime
) -> bool:
    """Writes the schedule after a failed fetch and ends the lease; False when the lease was lost before."""
    kept = await connection.fetchval(
        _RECORD_FAILURE,
        claimed.document_id,
        claimed.lease,
        schedule.due_at,
        schedule.failures,
        schedule.failing_since,
        schedule.gone_since,
        reason,
        schedule.state.value,
        now,
        claimed.schedule.due_at,
    )
    return bool(kept)


def _claimed(row: asyncpg.Record) -> ClaimedDocument:
    return ClaimedDocument(
        document_id=row["document_id"],
        lease=row["leased_by"],
        schedule=_schedule(row),
        declaration_revision=row["declaration_revision"],
        sources=tuple(Source.model_validate(source) for source in row["sources"]),
        obeys_robots=row["obeys_robots"],
        earlier_parts=tuple(EarlierPart(**part) for part in _listed(row["earlier_parts"])),
    )


def _listed(parts: Any) -> list[dict[str, Any]]:
    return parts or []


def _schedule(row: asyncpg.Record) -> Schedule:
    return Schedule(
        due_at=row["due_at"],
        interval_seconds=row["cadence_seconds"],
        state=DocumentState(row["state"]),
        failures=row["failures"],
        failing_since=row["failing_since"],
        gone_since=row["gone_since"],
        looks=row["look_again_step"],
        captures_since_quarantine=row["captures_since_quarantine"],
    )


# Hosts at which enough is in hand (with whichever worker) are passed over, and of a host that many are due on only
# a few are taken: otherwise a big host's documents would fill every place and wait there for their turn. What was
# due when the candidates were read is checked again under the row lock.
_CLAIM_DUE = """
with busy_hosts as materialized (
    select host from catalog.schedule
    where leased_by is not null and leased_until > $1
    group by host having count(*) >= $4
), due as (
    select schedule.document_id, schedule.host, schedule.due_at
    from catalog.schedule as schedule
    where schedule.due_at <= $1
      and (schedule.leased_until is null or schedule.leased_until <= $1)
      and schedule.host not in (select host from busy_hosts)
    order by schedule.due_at limit 1000
), candidates as materialized (
    select document_id from (
        select document_id, row_number() over (partition by host order by due_at) as place from due
    ) as placed
    where place <= $4
), claimed as (
    select schedule.document_id
    from catalog.schedule as schedule
    where schedule.document_id in (select document_id from candidates)
      and schedule.due_at <= $1
      and (schedule.leased_until is null or schedule.leased_until <= $1)
    order by schedule.due_at limit $5
    for update skip locked
), leased as (
    update catalog.schedule as schedule
    set leased_until = $2, leased_by = $3, last_attempt_at = $1
    from claimed where schedule.document_id = claimed.document_id
    returning schedule.*
)
select leased.*, document.state, declaration.revision as declaration_revision, declaration.sources,
       declaration.cadence_seconds, declaration.obeys_robots, earlier.parts as earlier_parts
from leased
join catalog.documents as document on document.id = leased.document_id
cross join lateral (
    select revision, sources, cadence_seconds, obeys_robots from catalog.declarations
    where document_id = leased.document_id order by revision desc limit 1
) as declaration
left join lateral (
    select id from catalog.captures
    where document_id = leased.document_id and origin = 'live'
    order by captured_at desc limit 1
) as latest on true
left join lateral (
    select jsonb_agg(jsonb_build_object(
        'url', url, 'final_url', final_url, 'media_type', media_type, 'charset', charset, 'etag', etag,
        'last_modified', last_modified, 'sha256', sha256, 'size_bytes', size_bytes) order by ordinal) as parts
    from catalog.capture_parts where capture_id = latest.id
) as earlier on true
order by leased.due_at
"""

_NEXT_DUE_AT = "select min(due_at) from catalog.schedule where due_at > $1"

_EXTEND_LEASES = """
update catalog.schedule set leased_until = $3
where leased_by = any($1::uuid[]) and document_id = any($2::text[])
"""

_RELEASE_LEASES = """
update catalog.schedule set leased_until = null, leased_by = null
where leased_by = any($1::uuid[]) and document_id = any($2::text[])
"""

# What is being captured right now is due again right after: what was asked for may be newer than what is in hand.
_MAKE_DUE = """
update catalog.schedule set due_at = case when leased_by is null then least(due_at, $2) else $2 end
where document_id = $1
"""

_SCHEDULE_OF = """
select schedule.*, document.state, declaration.cadence_seconds
from catalog.schedule as schedule
join catalog.documents as document on document.id = schedule.document_id
cross join lateral (
    select cadence_seconds from catalog.declarations
    where document_id = schedule.document_id order by revision desc limit 1
) as declaration
where schedule.document_id = $1
for update of schedule
"""

_LOOK_AGAIN = """
update catalog.schedule set due_at = $2, look_again_step = $3, captures_since_quarantine = $4
where document_id = $1
"""

# The lease is the fence: whoever lost it (it expired and another worker has the document) writes nothing.
# A due time that is not the one of the claim ($10) was set by someone who asked in the meantime, and holds.
_RECORD_FAILURE = """
with kept as (
    update catalog.schedule
    set due_at = case when due_at = $10 then $3 else due_at end,
        failures = $4, failing_since = $5, gone_since = $6, last_error = $7,
        leased_until = null, leased_by = null
    where document_id = $1 and leased_by = $2
    returning document_id
), stated as (
    update catalog.documents as document set state = $8, state_since = $9
    from kept where document.id = kept.document_id and document.state <> $8
)
select exists (select from kept)
"""
