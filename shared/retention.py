"""Drops old events from a log: those that every consumer is done with, a month after they happened."""

import asyncio
from datetime import timedelta

from shared.clock import Clock
from shared.database import Connection, Database
from shared.events.base import Schema
from shared.telemetry import get_logger
from shared.topology import INBOXES, SUBSCRIPTIONS

_log = get_logger(__name__)

_KEPT = timedelta(days=30)
_EVERY_SECONDS = 3600.0
_BATCH = 5000


class LogRetention:
    """Drops what is old of one schema's log, every hour."""

    def __init__(self, database: Database, schema: Schema, clock: Clock) -> None:
        self._database = database
        self._schema: Schema = schema
        self._clock = clock

    async def run(self) -> None:
        """Runs until cancelled."""
        while True:
            dropped = await self.drop_old()
            if dropped:
                _log.info("Dropped old events", schema=self._schema, count=dropped)
            await asyncio.sleep(_EVERY_SECONDS)

    async def drop_old(self) -> int:
        """Drops events at or below every consumer's floor that are 30 days old, in batches; how many."""
        total = 0
        while True:
            async with self._database.connection() as connection:
                dropped = await self._drop_batch(connection)
            total += dropped
            if dropped < _BATCH:
                return total

    async def _drop_batch(self, connection: Connection) -> int:
        status = await connection.execute(
            f"""
            delete from {self._schema}.events where sequence in (
                select sequence from {self._schema}.events
                where position <= ({_lowest_floor(self._schema)}) and occurred_at < $1
                order by position limit $2)
            """,  # noqa: S608 - schemas and consumers are literals of the topology
            self._clock.now() - _KEPT,
            _BATCH,
        )
        return int(status.split()[-1])


def _lowest_floor(schema: Schema) -> str:
    """The floor below which every consumer of `schema` is done; 0 while one of them has none yet."""
    services = sorted({one.service for one in SUBSCRIPTIONS if one.event.producer == schema})
    floors = [
        f"coalesce((select floor from {INBOXES[service]}.readable_floors "  # noqa: S608 - literals
        f"where consumer = '{service}' and source = '{schema}'), 0)"
        for service in services
    ]
    return f"select least({', '.join(floors)})"
