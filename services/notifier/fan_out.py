"""Finds a change's subscribers chunk by chunk, each chunk one transaction, from the job's cursor."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from services.notifier import matching_store as store
from services.notifier.match import Interest, Telling, tellings
from services.notifier.matching_store import Job, Opening
from services.notifier.settings import NotifierSettings
from services.notifier.timing import next_digest, retry_delay
from shared.clock import Clock
from shared.database import OUTAGES, Connection, Database
from shared.ids import new_id
from shared.telemetry import get_logger, log_fields

_log = get_logger(__name__)

_IDLE_SECONDS = 1.0


class FanOut:
    """Works on matching jobs, in a task of its own; several notifiers share them."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        settings: NotifierSettings,
        domain: str,
        after_chunk: Callable[[], None],
    ) -> None:
        """`domain` is that of the Message-IDs; `after_chunk` is called when a chunk has committed."""
        self._database = database
        self._clock = clock
        self._settings = settings
        self._domain = domain
        self._after_chunk = after_chunk
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Has it look at once."""
        self._woken.set()

    async def run(self) -> None:
        """Runs until cancelled."""
        while True:
            self._woken.clear()
            while await self.work():
                self._after_chunk()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), _IDLE_SECONDS)

    async def work(self) -> bool:
        """Does one chunk of one job. False where there is none to do now."""
        job: Job | None = None
        try:
            async with self._database.transaction() as connection:
                job = await store.next_job(connection, self._clock.now())
                if job is None:
                    return False
                with log_fields(event_id=str(job.event_id), trace_id=job.trace_id):
                    await self._chunk(connection, job)
        except OUTAGES:
            raise
        except Exception as failure:
            if job is None:
                raise
            _log.exception("Subscribers of a change could not be found, and are looked for again", change=job.change_id)
            until = self._clock.now() + retry_delay(job.failures + 1)
            async with self._database.connection() as connection:
                await store.put_job_off(connection, job, f"{type(failure).__name__}: {failure}", until)
        return True

    async def _chunk(self, connection: Connection, job: Job) -> None:
        now = self._clock.now()
        targets = await store.change_targets(connection, job.change_id)
        found: list[Interest] = []
        if targets is not None:
            found = await store.interests(
                connection, targets, job.detected_at, job.after_subscriber, self._settings.chunk_size
            )
        if not found:
            await store.finish_job(connection, job, now)
            return
        if alerts := tellings(found, "alert"):
            await store.collect(connection, "alert", job, self._alert_openings(alerts, now), now)
        if digests := tellings(found, "digest"):
            openings = await self._digest_openings(connection, digests, now)
            await store.collect(connection, "digest", job, openings, now)
        if len(found) < self._settings.chunk_size:
            await store.finish_job(connection, job, now)
        else:
            await store.move_cursor(connection, job, found[-1].subscriber_id)
        _log.info("Subscribers found", change=job.change_id, alerts=len(alerts), digests=len(digests))

    def _alert_openings(self, alerts: list[Telling], now: datetime) -> list[Opening]:
        due_at = now + self._settings.alert_window
        return [self._opening(telling, due_at, None) for telling in alerts]

    async def _digest_openings(self, connection: Connection, digests: list[Telling], now: datetime) -> list[Opening]:
        schedules = await store.schedules(connection, [telling.subscriber_id for telling in digests])
        return [
            self._opening(telling, next_digest(now, schedule), str(schedule))
            for telling in digests
            if (schedule := schedules.get(telling.subscriber_id)) is not None
        ]

    def _opening(self, telling: Telling, due_at: datetime, schedule: str | None) -> Opening:
        delivery_id = new_id()
        return Opening(
            delivery_id=delivery_id,
            message_id=f"<{delivery_id}@{self._domain}>",
            subscriber_id=telling.subscriber_id,
            subscription_id=telling.subscription_id,
            due_at=due_at,
            schedule=schedule,
        )
