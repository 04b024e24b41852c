"""Keeps collecting digests at the times that their subscribers choose, and opens those that may stay empty."""

import asyncio
from datetime import datetime

from services.notifier import delivery_store, matching_store
from services.notifier.matching_store import Opening
from services.notifier.metrics import DELIVERIES_WAITING
from services.notifier.settings import NotifierSettings
from services.notifier.timing import next_digest
from shared.clock import Clock
from shared.database import Connection, Database
from shared.ids import new_id
from shared.telemetry import new_trace_id

_PLAN_SECONDS = 30.0


class DigestPlanner:
    """Plans digests, in a task of its own. Two at once do no harm."""

    def __init__(self, database: Database, clock: Clock, settings: NotifierSettings, domain: str) -> None:
        """`domain` is that of the Message-IDs."""
        self._database = database
        self._clock = clock
        self._settings = settings
        self._domain = domain

    async def run(self) -> None:
        """Runs until cancelled."""
        while True:
            await self.plan()
            await asyncio.sleep(_PLAN_SECONDS)

    async def plan(self) -> None:
        """Follows changed choices, opens digests for those who want even an empty one, and measures the queue."""
        now = self._clock.now()
        async with self._database.connection() as connection:
            await self._follow_choices(connection, now)
            while await self._open_empty(connection, now) == self._settings.chunk_size:
                pass
            DELIVERIES_WAITING.set(await delivery_store.count_waiting(connection, now))

    async def _follow_choices(self, connection: Connection, now: datetime) -> None:
        moved = await matching_store.digests_to_reschedule(connection)
        if moved:
            planned = [(delivery_id, next_digest(now, schedule), schedule) for delivery_id, schedule in moved]
            await matching_store.reschedule(connection, planned)

    async def _open_empty(self, connection: Connection, now: datetime) -> int:
        found = await matching_store.without_digest(connection, self._settings.chunk_size)
        openings = []
        for subscriber_id, schedule in found:
            delivery_id = new_id()
            openings.append(
                Opening(
                    delivery_id=delivery_id,
                    message_id=f"<{delivery_id}@{self._domain}>",
                    subscriber_id=subscriber_id,
                    subscription_id=None,
                    due_at=next_digest(now, schedule),
                    schedule=str(schedule),
                )
            )
        if openings:
            await matching_store.open_empty_digests(connection, openings, new_trace_id(), now)
        return len(openings)
