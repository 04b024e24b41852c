"""Claims what is due with a lease, sends it, and records what the server said."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from services.notifier import delivery_store as store
from services.notifier.delivery_store import Delivery
from services.notifier.errors import (
    AddressRefusedError,
    OutcomeUnknownError,
    RefusedError,
    SendError,
    ServerAwayError,
    WithdrawnError,
)
from services.notifier.letters import Letter, load_letters
from services.notifier.metrics import CAPTURE_TO_ACCEPTED_SECONDS, DELIVERIES, REPEATS, SERVER_AVAILABLE
from services.notifier.settings import NotifierSettings
from services.notifier.smtp import SmtpPool
from services.notifier.timing import has_failed, retry_delay
from services.notifier.writing import Writer
from shared.clock import Clock
from shared.database import OUTAGES, Connection, Database
from shared.telemetry import get_logger, log_fields

_log = get_logger(__name__)

_IDLE_SECONDS = 1.0
_SHORTEST_WAIT_SECONDS = 0.01
_OUTAGE_SECONDS = 0.5
_FIRST_AWAY_SECONDS = 0.5
_LONGEST_AWAY_SECONDS = 30.0


class _NotBegunError(Exception):
    """The process is stopping, or the lease went to another notifier."""


class Sender:
    """Sends deliveries, in a task of its own; several notifiers share them."""

    def __init__(
        self, database: Database, clock: Clock, settings: NotifierSettings, pool: SmtpPool, writer: Writer
    ) -> None:
        self._database = database
        self._clock = clock
        self._settings = settings
        self._pool = pool
        self._writer = writer
        self._woken = asyncio.Event()
        self._in_hand: dict[UUID, asyncio.Task[None]] = {}
        self._is_stopping = False
        self._away_failures = 0
        self._away_until = 0.0

    def wake(self) -> None:
        """Has it look at once."""
        self._woken.set()

    async def run(self) -> None:
        """Runs until cancelled; then finishes the mails in hand before it ends."""
        SERVER_AVAILABLE.set(0 if self._away_failures else 1)
        renewing = asyncio.create_task(self._keep_leases(), name="leases")
        try:
            while True:
                self._woken.clear()
                claimed = await self.turn()
                if not claimed:
                    await self._pool.close_idle()
                    seconds = await self._pause()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._woken.wait(), seconds)
        except asyncio.CancelledError:
            await self._finish()
            raise
        finally:
            renewing.cancel()

    async def turn(self) -> int:
        """Claims what is due and starts sending it; how many were claimed."""
        room = self._room()
        if room == 0:
            return 0
        now = self._clock.now()
        async with self._database.connection() as connection:
            deliveries = await store.claim(connection, now, now + self._lease, room, list(self._in_hand))
            letters = await self._letters(connection, deliveries)
        for letter in letters:
            self._in_hand[letter.delivery.id] = asyncio.create_task(self._deliver(letter))
        return len(deliveries)

    async def settle(self) -> None:
        """Waits until nothing is in hand."""
        while self._in_hand:
            await asyncio.wait(self._in_hand.values())

    @property
    def _lease(self) -> timedelta:
        return timedelta(seconds=self._settings.lease_seconds)

    def _room(self) -> int:
        if self._away_failures:
            # One mail finds out whether the server is back.
            return 0 if self._in_hand or self._away_seconds() > 0 else 1
        # Claims come in batches rather than one by one.
        room = self._settings.batch_size - len(self._in_hand)
        return room if room * 2 >= self._settings.batch_size else 0

    def _away_seconds(self) -> float:
        return self._away_until - asyncio.get_running_loop().time()

    async def _pause(self) -> float:
        """Seconds until there may be something to claim."""
        seconds = _IDLE_SECONDS
        if self._away_failures:
            seconds = self._away_seconds()
        elif self._room():
            async with self._database.connection() as connection:
                due_at = await store.next_due(connection, self._clock.now())
            if due_at is not None:
                seconds = (due_at - self._clock.now()).total_seconds()
        return min(_IDLE_SECONDS, max(_SHORTEST_WAIT_SECONDS, seconds))

    async def _letters(self, connection: Connection, deliveries: Sequence[Delivery]) -> list[Letter]:
        """The deliveries with what they are about; one that cannot be read keeps no other back."""
        if not deliveries:
            return []
        try:
            return await load_letters(connection, deliveries)
        except OUTAGES:
            raise
        except Exception as failure:  # noqa: BLE001 - logged with its trace; other mails must go on
            if len(deliveries) == 1:
                _log.exception("What a mail is to tell cannot be read", delivery=str(deliveries[0].id))
                await self._put_off(deliveries[0], deliveries[0].attempts + 1, f"{type(failure).__name__}: {failure}")
                return []
        return [letter for delivery in deliveries for letter in await self._letters(connection, [delivery])]

    async def _deliver(self, letter: Letter) -> None:
        delivery = letter.delivery
        with log_fields(delivery_id=str(delivery.id), trace_id=delivery.trace_id):
            try:
                await self._attempt(letter)
            except OUTAGES as outage:
                _log.warning("A mail is taken up again when its lease ends", error=str(outage) or type(outage).__name__)
            finally:
                del self._in_hand[delivery.id]
                self._woken.set()

    async def _attempt(self, letter: Letter) -> None:
        delivery = letter.delivery
        try:
            parcel = self._writer.write(letter, self._clock.now())
        except WithdrawnError as reason:
            await self._end(delivery, "withdrawn", str(reason))
            return
        except Exception as failure:  # noqa: BLE001 - logged with its trace, and visible with the delivery
            _log.exception("A mail could not be composed, and is tried again")
            await self._put_off(delivery, delivery.attempts + 1, f"{type(failure).__name__}: {failure}")
            return
        attempt = _Attempt()
        try:
            answer = await self._pool.send(parcel, self._admit, lambda: self._begin(delivery, attempt))
        except _NotBegunError:
            await self._record(lambda connection: store.release(connection, [delivery.id], None))
        except ServerAwayError as away:
            await self._server_away(delivery, attempt, away)
        except SendError as failure:
            self._server_answers()
            await self._not_sent(delivery, attempt, failure)
        else:
            self._server_answers()
            await self._sent(letter, answer)

    def _admit(self) -> None:
        if self._is_stopping or self._away_seconds() > 0:
            raise _NotBegunError

    async def _begin(self, delivery: Delivery, attempt: "_Attempt") -> None:
        async with self._database.connection() as connection:
            begun = await store.begin_attempt(connection, delivery.id, self._clock.now())
        if begun is None:
            raise _NotBegunError
        attempt.number, attempt.is_begun = begun.attempts, True
        if begun.is_repeat:
            REPEATS.inc()
            _log.warning("Sent again: whether the server accepted it before is unknown", attempt=begun.attempts)

    async def _sent(self, letter: Letter, answer: str) -> None:
        now = self._clock.now()
        await self._record(lambda connection: store.record_sent(connection, letter.delivery, answer, now))
        DELIVERIES.labels(letter.delivery.kind, "sent").inc()
        if letter.delivery.kind == "alert":
            captured_at = min(told.change.captured_at for told in letter.changes)
            CAPTURE_TO_ACCEPTED_SECONDS.observe((now - captured_at).total_seconds())
        _log.info("Sent", kind=letter.delivery.kind, answer=answer)

    async def _not_sent(self, delivery: Delivery, attempt: "_Attempt", failure: SendError) -> None:
        if isinstance(failure, RefusedError):
            await self._end(delivery, "failed", str(failure))
        else:
            await self._put_off(delivery, attempt.number, str(failure), isinstance(failure, OutcomeUnknownError))
        if isinstance(failure, AddressRefusedError) and delivery.subscriber_id is not None:
            subscriber_id, now = delivery.subscriber_id, self._clock.now()
            await self._record(lambda connection: store.suppress(connection, subscriber_id, str(failure), now))

    async def _server_away(self, delivery: Delivery, attempt: "_Attempt", away: ServerAwayError) -> None:
        if self._away_seconds() <= 0:
            self._away_failures += 1
            seconds = min(_FIRST_AWAY_SECONDS * 2.0 ** (self._away_failures - 1), _LONGEST_AWAY_SECONDS)
            self._away_until = asyncio.get_running_loop().time() + seconds
            SERVER_AVAILABLE.set(0)
            _log.warning("The mail server is away; every mail waits", seconds=seconds, error=str(away))
        now = self._clock.now()
        if attempt.is_begun:
            await self._record(
                lambda connection: store.put_off(connection, delivery.id, attempt.number, now, str(away), False)
            )
        else:
            await self._record(lambda connection: store.release(connection, [delivery.id], str(away)))

    def _server_answers(self) -> None:
        self._away_failures = 0
        SERVER_AVAILABLE.set(1)

    async def _end(self, delivery: Delivery, state: Literal["failed", "withdrawn"], reason: str) -> None:
        now = self._clock.now()
        await self._record(lambda connection: store.end(connection, delivery.id, state, reason, now))
        DELIVERIES.labels(delivery.kind, state).inc()
        _log.log(logging.WARNING if state == "failed" else logging.INFO, state.capitalize(), error=reason)

    async def _put_off(
        self, delivery: Delivery, attempts: int, reason: str, is_outcome_unknown: bool | None = None
    ) -> None:
        if has_failed(attempts, timedelta(days=self._settings.retry_days)):
            await self._end(delivery, "failed", reason)
            return
        due_at = self._clock.now() + retry_delay(attempts)
        await self._record(
            lambda connection: store.put_off(connection, delivery.id, attempts, due_at, reason, is_outcome_unknown)
        )
        DELIVERIES.labels(delivery.kind, "unknown" if is_outcome_unknown else "put_off").inc()
        _log.warning("Put off", kind=delivery.kind, attempt=attempts, due_at=due_at.isoformat(), error=reason)

    async def _record(self, statement: Callable[[Connection], Awaitable[None]]) -> None:
        """Records an outcome, however long the database is away: what was accepted must not be sent again."""
        while True:
            try:
                async with self._database.transaction() as connection:
                    await statement(connection)
            except OUTAGES as outage:
                _log.warning("An outcome waits for the database", error=str(outage) or type(outage).__name__)
                await asyncio.sleep(_OUTAGE_SECONDS)
            else:
                return

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(self._settings.lease_seconds / 3)
            if self._in_hand:
                with suppress(*OUTAGES):
                    async with self._database.connection() as connection:
                        until = self._clock.now() + self._lease
                        await store.renew_leases(connection, list(self._in_hand), until)

    async def _finish(self) -> None:
        self._is_stopping = True
        if self._in_hand:
            _, left = await asyncio.wait(self._in_hand.values(), timeout=self._settings.stop_seconds)
            for task in left:
                task.cancel()
            if left:
                await asyncio.wait(left)
        await self._pool.close()


@dataclass(slots=True)
class _Attempt:
    """How far one attempt came."""

    number: int = 0
    is_begun: bool = False
