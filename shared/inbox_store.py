"""The inbox's SQL, the same for every consuming schema."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.database import Connection
from shared.events.base import Schema


@dataclass(frozen=True, slots=True)
class PendingEvent:
    """An event of a log that an inbox lacks, with what its earlier attempts left."""

    source: Schema
    position: int
    id: UUID
    key: str
    subject: str
    payload: dict[str, Any]
    trace_id: str
    last_error: str | None
    retry_at: datetime | None
    attempts: int


async def take_up(
    connection: Connection,
    schema: Schema,
    source: Schema,
    consumer: str,
    subjects: list[str],
    key: str,
    now: datetime,
) -> PendingEvent | None:
    """The first event of `key` that is to be handled: new above the floor, or tried and not ended.

    Counts the attempt before its work, in a statement of its own, unless the event waits for its next try.
    """
    row = await connection.fetchrow(
        f"""
        with pending as (
            select event.position, event.id, event.key, event.subject, event.payload, event.trace_id,
                   entry.last_error, entry.retry_at
            from {source}.published_events as event
            left join {schema}.inbox as entry on entry.consumer = $1 and entry.event_id = event.id
            where event.key = $2 and event.subject = any($3)
              and (entry.state = 'attempted' or entry.state is null and event.position > coalesce(
                  (select floor from {schema}.inbox_floors where consumer = $1 and source = $4), 0))
            order by event.position limit 1
        ), counted as (
            insert into {schema}.inbox as entry
                (consumer, event_id, source, position, key, subject, state, attempts)
            select $1, id, $4, position, key, subject, 'attempted', 1
            from pending where retry_at is null or retry_at <= $5
            on conflict (consumer, event_id) do update set attempts = entry.attempts + 1
            returning attempts
        )
        select pending.*, coalesce((select attempts from counted), 0) as attempts from pending
        """,  # noqa: S608 - schemas are literals
        consumer,
        key,
        subjects,
        source,
        now,
    )
    return None if row is None else PendingEvent(source=source, **dict(row))


async def uncount_attempt(connection: Connection, schema: Schema, consumer: str, event: PendingEvent) -> None:
    """Takes an attempt back that did nothing, because another worker had the event in hand."""
    await connection.execute(
        f"""
        update {schema}.inbox set attempts = attempts - 1
        where consumer = $1 and event_id = $2 and state = 'attempted'
        """,  # noqa: S608 - schemas are literals
        consumer,
        event.id,
    )


async def lock(connection: Connection, consumer: str, key: str) -> bool:
    """Takes the lock of (consumer, key) until the transaction ends; False when another worker has it."""
    taken = await connection.fetchval(
        "select pg_try_advisory_xact_lock(hashtextextended($1, 0))", f"inbox {consumer} {key}"
    )
    return bool(taken)


async def claim(connection: Connection, schema: Schema, consumer: str, event: PendingEvent, now: datetime) -> bool:
    """Marks `event` handled, to commit with its work. False when it is already, or an earlier one is not yet."""
    claimed = await connection.fetchval(
        f"""
        update {schema}.inbox as entry
        set state = 'handled', ended_at = $3, last_error = null, retry_at = null
        where entry.consumer = $1 and entry.event_id = $2 and entry.state = 'attempted'
          and not exists (
              select from {schema}.inbox as earlier
              where earlier.consumer = $1 and earlier.key = entry.key and earlier.source = entry.source
                and earlier.position < entry.position and earlier.state = 'attempted')
        returning true
        """,  # noqa: S608 - schemas are literals
        consumer,
        event.id,
        now,
    )
    return bool(claimed)


async def record_failure(
    connection: Connection,
    schema: Schema,
    consumer: str,
    event: PendingEvent,
    reason: str,
    retry_at: datetime,
) -> None:
    """Keeps why an attempt failed and when to try again."""
    await connection.execute(
        f"""
        update {schema}.inbox set last_error = $3, retry_at = $4
        where consumer = $1 and event_id = $2 and state = 'attempted'
        """,  # noqa: S608 - schemas are literals
        consumer,
        event.id,
        reason[:2000],
        retry_at,
    )


async def give_up(
    connection: Connection, schema: Schema, consumer: str, event: PendingEvent, reason: str, now: datetime
) -> None:
    """Keeps the event as given up, with its reason; later events of its key go on."""
    await connection.execute(
        f"""
        update {schema}.inbox set state = 'given_up', last_error = $3, retry_at = null, ended_at = $4
        where consumer = $1 and event_id = $2 and state = 'attempted'
        """,  # noqa: S608 - schemas are literals
        consumer,
        event.id,
        reason[:2000],
        now,
    )


async def raise_floor(
    connection: Connection,
    schema: Schema,
    source: Schema,
    consumer: str,
    subjects: list[str],
    before: datetime,
) -> list[str]:
    """The keys (500 at most) with events from before `before` that the inbox lacks; raises the floor below them.

    The floor stays under every event that is not handled or given up, whatever its age. Inbox rows of handled
    events at or below the floor are dropped; given-up ones stay until they are replayed.
    """
    rows = await connection.fetch(
        f"""
        with floors as (
            select coalesce(max(floor), 0) as floor from {schema}.inbox_floors
            where consumer = $1 and source = $2
        ), missing as (
            select event.key, event.position, event.occurred_at
            from {source}.published_events as event
            left join {schema}.inbox as entry on entry.consumer = $1 and entry.event_id = event.id
            where event.subject = any($3)
              and event.position > (select floor from floors)
              and (entry.state is null or entry.state = 'attempted')
            union all
            select event.key, event.position, event.occurred_at
            from {schema}.inbox as entry
            join {source}.published_events as event on event.id = entry.event_id
            where entry.consumer = $1 and entry.source = $2 and entry.state = 'attempted'
              and entry.position <= (select floor from floors)
        ), top as (
            select coalesce(
                (select min(position) - 1 from missing),
                (select max(position) from {source}.published_events),
                (select floor from floors)) as floor
        ), raised as (
            insert into {schema}.inbox_floors (consumer, source, floor)
            select $1, $2, floor from top
            on conflict (consumer, source) do update set floor = excluded.floor
            where inbox_floors.floor < excluded.floor
        ), dropped as (
            delete from {schema}.inbox as entry using top
            where entry.consumer = $1 and entry.source = $2 and entry.state = 'handled'
              and entry.position <= top.floor
        )
        select key from missing where occurred_at <= $4 group by key order by min(position) limit 500
        """,  # noqa: S608 - schemas are literals
        consumer,
        source,
        subjects,
        before,
    )
    return [row["key"] for row in rows]


_LOCK_NAME = "sweep {}"


async def start_sweep(connection: Connection, consumer: str) -> bool:
    """Takes the sweeper's lock of `consumer` for this connection; False when another process sweeps."""
    taken = await connection.fetchval(
        "select pg_try_advisory_lock(hashtextextended($1, 0))", _LOCK_NAME.format(consumer)
    )
    return bool(taken)


async def end_sweep(connection: Connection, consumer: str) -> None:
    """Gives the sweeper's lock back."""
    await connection.execute("select pg_advisory_unlock(hashtextextended($1, 0))", _LOCK_NAME.format(consumer))


async def count_given_up(connection: Connection, schema: Schema, consumer: str) -> int:
    """How many events of `consumer` failed for good and wait for replay."""
    counted = await connection.fetchval(
        f"select count(*) from {schema}.inbox where consumer = $1 and state = 'given_up'",  # noqa: S608
        consumer,
    )
    return int(counted)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that a consumer gave up on, with the reason."""

    consumer: str
    event_id: UUID
    source: str
    key: str
    subject: str
    attempts: int
    reason: str
    given_up_at: datetime


async def list_given_up(connection: Connection, schema: Schema) -> list[DeadLetter]:
    """Every event that this schema's consumers gave up on, oldest first."""
    rows = await connection.fetch(
        f"""
        select consumer, event_id, source, key, subject, attempts, last_error as reason, ended_at as given_up_at
        from {schema}.inbox where state = 'given_up' order by ended_at, position
        """  # noqa: S608 - schemas are literals
    )
    return [DeadLetter(**dict(row)) for row in rows]


async def replay_given_up(connection: Connection, schema: Schema, event_ids: list[UUID] | None) -> int:
    """Puts given-up events (all of them for None) up for handling again; the next sweep takes them. How many."""
    replayed = await connection.fetch(
        f"""
        update {schema}.inbox set state = 'attempted', attempts = 0, retry_at = null, ended_at = null
        where state = 'given_up' and ($1::uuid[] is null or event_id = any($1))
        returning event_id
        """,  # noqa: S608 - schemas are literals
        event_ids,
    )
    return len(replayed)
