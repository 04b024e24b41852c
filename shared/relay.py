"""The relay: one per schema, gives committed events a position and rings the broker for each.

Positions follow the order in which rows become visible: whoever holds the schema's advisory lock numbers what it
sees, so a row that commits late gets a later position, and no reader that follows positions can pass it by.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from pydantic_core import to_json

from shared.database import OUTAGES, Connection, Database
from shared.events.base import Schema
from shared.telemetry import EVENTS_PUBLISHED, EVENTS_UNPUBLISHED, get_logger

_log = get_logger(__name__)

_BATCH = 500
_IDLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One row of the log, as the broker is rung for it."""

    position: int
    id: UUID
    key: str
    subject: str
    payload: bytes
    trace_id: str


class Doorbell(Protocol):
    """Rings the broker. Gives whether every event was acknowledged."""

    async def ring(self, events: list[LoggedEvent]) -> bool: ...


class Relay:
    """Numbers and publishes the events of one schema, in a task of its own."""

    def __init__(self, database: Database, schema: Schema, doorbell: Doorbell | None) -> None:
        """Without a doorbell it numbers alone: consumers then work by sweep."""
        self._database = database
        self._schema = schema
        self._doorbell = doorbell
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Has it look at once."""
        self._woken.set()

    async def run(self) -> None:
        """Runs until cancelled, as the one relay of its schema: others wait for the lock and take over."""
        while True:
            try:
                async with self._database.session() as connection:
                    await self._run_on(connection)
            except OUTAGES as outage:
                _log.warning("The relay lost the database and tries again", schema=self._schema, error=str(outage))
                await asyncio.sleep(_IDLE_SECONDS)

    async def _run_on(self, connection: Connection) -> None:
        def notified(*_: object) -> None:
            self._woken.set()

        channel = f"{self._schema}_events"
        await connection.add_listener(channel, notified)
        try:
            await self._serve(connection)
        finally:
            with suppress(*OUTAGES):
                await connection.remove_listener(channel, notified)

    async def _serve(self, connection: Connection) -> None:
        while not await connection.fetchval(  # noqa: ASYNC110 - another process gives the lock up, unannounced
            "select pg_try_advisory_lock(hashtextextended($1, 0))", f"relay {self._schema}"
        ):
            await asyncio.sleep(_IDLE_SECONDS)
        while True:
            self._woken.clear()
            numbered = await self.number(connection)
            published = await self._publish(connection)
            if numbered < _BATCH and published < _BATCH:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), _IDLE_SECONDS)

    async def number(self, connection: Connection) -> int:
        """Gives the committed events that have none their position; how many there were, 500 at most."""
        numbered = await connection.fetchval(_number_statement(self._schema), _BATCH)
        return int(numbered or 0)

    async def _publish(self, connection: Connection) -> int:
        if self._doorbell is None:
            return 0
        rows = await connection.fetch(_unpublished_statement(self._schema), _BATCH)
        if not rows:
            EVENTS_UNPUBLISHED.labels(self._schema).set(0)
            return 0
        EVENTS_UNPUBLISHED.labels(self._schema).set(len(rows))
        if not await self._doorbell.ring([_logged(row) for row in rows]):
            return 0
        await connection.execute(
            f"update {self._schema}.relay set published_position = $1",  # noqa: S608 - a literal
            rows[-1]["position"],
        )
        EVENTS_PUBLISHED.labels(self._schema).inc(len(rows))
        EVENTS_UNPUBLISHED.labels(self._schema).set(0)
        return len(rows)


def _logged(row: Any) -> LoggedEvent:
    return LoggedEvent(
        position=row["position"],
        id=row["id"],
        key=row["key"],
        subject=row["subject"],
        payload=to_json(row["payload"]),
        trace_id=row["trace_id"],
    )


def _number_statement(schema: Schema) -> str:
    # The base is kept apart from the events, so that dropping old ones never lets a position come twice.
    return f"""
        with pending as (
            select sequence, row_number() over (order by sequence) as ordinal
            from (select sequence from {schema}.events where position is null order by sequence limit $1) as oldest
        ), base as (
            update {schema}.relay set numbered_position = numbered_position + (select count(*) from pending)
            where exists (select from pending)
            returning numbered_position - (select count(*) from pending) as position
        ), numbered as (
            update {schema}.events as event set position = base.position + pending.ordinal
            from pending, base where event.sequence = pending.sequence
            returning 1
        )
        select count(*) from numbered
    """  # noqa: S608 - the schema is one of four literals


def _unpublished_statement(schema: Schema) -> str:
    return f"""
        select position, id, key, subject, payload, trace_id
        from {schema}.events
        where position > (select published_position from {schema}.relay)
        order by position limit $1
    """  # noqa: S608 - the schema is one of four literals
