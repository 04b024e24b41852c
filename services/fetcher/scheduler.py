"""The loop that captures what is due: claims with a lease, works on several at a time, and stops in order."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.fetcher import schedule_store
from services.fetcher.capture import Capturer, LeaseLost
from services.fetcher.metrics import IN_HAND, LEASES_LOST
from services.fetcher.schedule_store import ClaimedDocument
from services.fetcher.settings import FetcherSettings
from shared.clock import Clock
from shared.database import OUTAGES, Database
from shared.ids import new_id
from shared.telemetry import get_logger

_log = get_logger(__name__)

# The supervisor ends a service by force 20 seconds after it asked it to stop.
STOP_SECONDS = 12.0
LEASE_EXTENSIONS = 3
# Several documents of a host are in hand for each that is fetched, so that its turns never wait for a claim.
CLAIMS_PER_TURN = 4
# Claiming for each free place by itself costs more than it gains.
FINISHED_PER_CLAIM = 4


@dataclass(frozen=True, slots=True)
class _InHand:
    claimed: ClaimedDocument
    task: asyncio.Task[None]


class Scheduler:
    """One process's share of the work that is due."""

    def __init__(self, database: Database, capturer: Capturer, settings: FetcherSettings, clock: Clock) -> None:
        self._database = database
        self._capturer = capturer
        self._settings = settings
        self._clock = clock
        self._in_hand: dict[tuple[UUID, str], _InHand] = {}
        self._woken = asyncio.Event()
        self._finished = 0

    def wake(self) -> None:
        """Makes the loop look at once: something has become due."""
        self._woken.set()

    async def run(self) -> None:
        """Runs until cancelled, then finishes what is in hand; what takes too long is given back."""
        renewing = asyncio.create_task(self._keep_leases())
        try:
            while True:
                self._woken.clear()
                claimed = await self._claim()
                for document in claimed:
                    self._take_up(document)
                await self._wait(has_more=len(claimed) > 0 and self._free > 0)
        except asyncio.CancelledError:
            await self._finish()
            raise
        finally:
            renewing.cancel()

    @property
    def _free(self) -> int:
        return self._settings.concurrency - len(self._in_hand)

    async def _claim(self) -> list[ClaimedDocument]:
        if self._free <= 0:
            return []
        self._finished = 0
        now = self._clock.now()
        async with self._database.connection() as connection:
            return await schedule_store.claim_due(
                connection,
                now=now,
                leased_until=now + timedelta(seconds=self._settings.lease_seconds),
                lease=new_id(),
                per_host=CLAIMS_PER_TURN * self._settings.host_concurrency,
                limit=self._free,
            )

    def _take_up(self, claimed: ClaimedDocument) -> None:
        task = asyncio.create_task(self._capture(claimed), name=f"capture {claimed.document_id}")
        self._in_hand[claimed.lease, claimed.document_id] = _InHand(claimed, task)
        IN_HAND.set(len(self._in_hand))

    async def _capture(self, claimed: ClaimedDocument) -> None:
        try:
            await self._capturer.capture(claimed)
        except LeaseLost:
            LEASES_LOST.inc()
            _log.warning("A capture came too late and was thrown away", document=claimed.document_id)
        except OUTAGES as outage:
            _log.warning("Not recorded; due again when its lease ends", document=claimed.document_id, error=str(outage))
        except Exception:  # noqa: BLE001 - one document's trouble stops no other; its lease ends and it is due again
            _log.exception("Not captured; due again when its lease ends", document=claimed.document_id)
        finally:
            del self._in_hand[claimed.lease, claimed.document_id]
            IN_HAND.set(len(self._in_hand))
            self._finished += 1
            if self._finished >= FINISHED_PER_CLAIM or not self._in_hand:
                self._woken.set()

    async def _wait(self, *, has_more: bool) -> None:
        """Until a place is free, the next document is due, the loop is woken, or the poll interval is over."""
        if has_more:
            return
        seconds = self._settings.poll_seconds
        if self._free > 0:
            now = self._clock.now()
            async with self._database.connection() as connection:
                due_at = await schedule_store.next_due_at(connection, now)
            if due_at is not None:
                seconds = min(seconds, (due_at - now).total_seconds())
        try:
            async with asyncio.timeout(max(seconds, 0.001)):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(self._settings.lease_seconds / LEASE_EXTENSIONS)
            if not self._in_hand:
                continue
            leased_until = self._clock.now() + timedelta(seconds=self._settings.lease_seconds)
            try:
                async with self._database.connection() as connection:
                    await schedule_store.extend_leases(connection, *self._held(), leased_until)
            except OUTAGES as outage:
                _log.warning("Leases could not be kept", error=str(outage))

    def _held(self) -> tuple[list[UUID], list[str]]:
        held = [one.claimed for one in self._in_hand.values()]
        return [claimed.lease for claimed in held], [claimed.document_id for claimed in held]

    async def _finish(self) -> None:
        tasks = [one.task for one in self._in_hand.values()]
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        held = self._held()
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        if late:
            async with self._database.connection() as connection:
                await schedule_store.release_leases(connection, *held)
