"""The consumer's inbox: each event of a key handled once, in order, in one transaction with its inbox row.

A ring for a key, or a sweep, makes a consumer take up that key's events that its inbox lacks, by position. It counts
the attempt first (so that an event that kills the process is given up like any other), then does without a lock what
needs none, then takes the lock of (consumer, key) and commits the work and the inbox row together.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from time import perf_counter
from typing import Any, Generic, TypeVar

import asyncpg
from pydantic import ValidationError

from shared import inbox_store as store
from shared.clock import Clock
from shared.database import OUTAGES, Connection, Database
from shared.events import Event, parse_event
from shared.events.base import Schema
from shared.inbox_store import PendingEvent
from shared.retrying import GiveUpError, RetryPolicy
from shared.telemetry import EVENT_SECONDS, EVENTS_GIVEN_UP, EVENTS_HANDLED, get_logger, log_fields

_log = get_logger(__name__)

E = TypeVar("E", bound=Event)
P = TypeVar("P")

LOCK_HELD_SECONDS = 0.1
"""Another worker has the key: ring again soon, for it may have looked before this event was logged."""

OUTAGE_SECONDS = 2.0
"""The database is away: nothing was counted, ring again when it may be back."""

_SWEEP_WORKERS = 4


async def nothing_to_prepare(event: Event) -> None:
    """For a handler that needs nothing read beforehand."""


@dataclass(frozen=True, slots=True)
class Handling(Generic[E, P]):
    """How a consumer handles one kind of event: `prepare` without a lock, `handle` within the transaction."""

    event: type[E]
    handle: Callable[[Connection, E, P], Awaitable[None]]
    prepare: Callable[[E], Awaitable[P]]


class _Result(Enum):
    """How taking an event up ended."""

    HANDLED = auto()
    HELD_BY_ANOTHER = auto()
    DONE_BY_ANOTHER = auto()


def _named(pending: PendingEvent) -> dict[str, str]:
    """The event's key under the name of what it is, for the log."""
    return {"document" if "document_id" in pending.payload else "subscriber": pending.key}


class Consumer:
    """One service's inbox over the logs that it reads."""

    def __init__(
        self,
        name: str,
        schema: Schema,
        database: Database,
        clock: Clock,
        handlings: Sequence[Handling[Any, Any]],
        policy: RetryPolicy | None = None,
        after_commit: Callable[[], None] | None = None,
    ) -> None:
        """`schema` holds the inbox; `after_commit` is called after each event that was handled."""
        self.name = name
        self.schema: Schema = schema
        self._database = database
        self._clock = clock
        self._handlings = {handling.event.subject: handling for handling in handlings}
        self._policy = policy or RetryPolicy()
        self._after_commit = after_commit
        self._subjects = self.subjects()
        self._in_hand: set[tuple[Schema, str]] = set()

    def subjects(self) -> dict[Schema, list[str]]:
        """What it consumes, by the schema whose log it reads."""
        found: dict[Schema, list[str]] = {}
        for handling in self._handlings.values():
            found.setdefault(handling.event.producer, []).append(handling.event.subject)
        return found

    async def ring(self, event: Event) -> float | None:
        """Handles the events of `event`'s key. None when none is left, else the seconds to wait."""
        return await self.drain(event.producer, event.key)

    async def drain(self, source: Schema, key: str) -> float | None:
        """Handles `key`'s events that `source`'s log has and the inbox lacks, in order.

        Gives None when none is left, else the seconds after which to ring again: an event is to be retried,
        another worker has the key, or the database is away.
        """
        if (source, key) in self._in_hand:
            return LOCK_HELD_SECONDS
        self._in_hand.add((source, key))
        try:
            while (pending := await self._take_up(source, key)) is not None:
                wait = await self._work_on(pending)
                if wait is not None:
                    return wait
        except OUTAGES as outage:
            _log.warning("The database is away", consumer=self.name, key=key, error=str(outage))
            return OUTAGE_SECONDS
        finally:
            self._in_hand.discard((source, key))
        return None

    async def _take_up(self, source: Schema, key: str) -> PendingEvent | None:
        async with self._database.connection() as connection:
            return await store.take_up(
                connection, self.schema, source, self.name, self._subjects[source], key, self._clock.now()
            )

    async def _work_on(self, pending: PendingEvent) -> float | None:
        now = self._clock.now()
        if pending.retry_at is not None and pending.retry_at > now:
            return (pending.retry_at - now).total_seconds()
        with log_fields(event_id=str(pending.id), trace_id=pending.trace_id, **_named(pending)):
            started = perf_counter()
            attempt = pending.attempts
            if attempt > self._policy.attempts:
                return await self._give_up_alone(pending)
            try:
                result = await self._handle(pending)
            except OUTAGES as outage:
                if not await self._database.is_ready():
                    raise
                return await self._failed(pending, attempt, outage)
            except (GiveUpError, ValidationError) as hopeless:
                await self._give_up(pending, str(hopeless))
                return None
            except Exception as failure:  # noqa: BLE001 - any failure is counted, kept with its reason and retried
                return await self._failed(pending, attempt, failure)
            if result is not _Result.HANDLED:
                await self._uncount(pending)
                return LOCK_HELD_SECONDS if result is _Result.HELD_BY_ANOTHER else None
            EVENT_SECONDS.labels(self.name, pending.subject).observe(perf_counter() - started)
            EVENTS_HANDLED.labels(self.name, pending.subject, "handled").inc()
            _log.info("Handled", subject=pending.subject, milliseconds=round((perf_counter() - started) * 1000, 1))
            if self._after_commit is not None:
                self._after_commit()
            return None

    async def _handle(self, pending: PendingEvent) -> _Result:
        handling = self._handlings[pending.subject]
        event = parse_event(handling.event, pending.payload)
        prepared = await handling.prepare(event)
        async with self._database.transaction() as connection:
            if not await store.lock(connection, self.name, pending.key):
                return _Result.HELD_BY_ANOTHER
            if not await store.claim(connection, self.schema, self.name, pending, self._clock.now()):
                return _Result.DONE_BY_ANOTHER
            await handling.handle(connection, event, prepared)
        return _Result.HANDLED

    async def _failed(self, pending: PendingEvent, attempt: int, failure: Exception) -> float | None:
        reason = f"{type(failure).__name__}: {failure}"
        delay = self._policy.delay(attempt)
        if delay is None:
            await self._give_up(pending, reason)
            return None
        _log.warning(
            "Failed, and is tried again",
            subject=pending.subject,
            attempt=attempt,
            error=reason,
            seconds=delay.total_seconds(),
            exc_info=not isinstance(failure, asyncpg.PostgresError),
        )
        async with self._database.connection() as connection:
            await store.record_failure(connection, self.schema, self.name, pending, reason, self._clock.now() + delay)
        EVENTS_HANDLED.labels(self.name, pending.subject, "failed").inc()
        return delay.total_seconds()

    async def _give_up_alone(self, pending: PendingEvent) -> float | None:
        """Gives up what ended the process each time, unless another worker has it in hand: then it is no failure."""
        async with self._database.transaction() as connection:
            is_alone = await store.lock(connection, self.name, pending.key)
        if not is_alone:
            await self._uncount(pending)
            return LOCK_HELD_SECONDS
        await self._give_up(pending, pending.last_error or "Its handling ended the process each time.")
        return None

    async def _uncount(self, pending: PendingEvent) -> None:
        async with self._database.connection() as connection:
            await store.uncount_attempt(connection, self.schema, self.name, pending)

    async def _give_up(self, pending: PendingEvent, reason: str) -> None:
        _log.error("Given up; see `clausewatch dead-letters list`", subject=pending.subject, error=reason)
        async with self._database.connection() as connection:
            await store.give_up(connection, self.schema, self.name, pending, reason, self._clock.now())
        EVENTS_HANDLED.labels(self.name, pending.subject, "given_up").inc()

    async def sweep(self, older_than: timedelta = timedelta()) -> int:
        """Handles what was never rung for, raises the floors, and gives the number of keys that had any.

        One sweeper per consumer: while another process sweeps, this one does nothing. Events younger than
        `older_than` are left to the ring that is on its way.
        """
        async with self._database.session() as connection:
            if not await store.start_sweep(connection, self.name):
                return 0
            try:
                return await self._sweep(connection, self._clock.now() - older_than)
            finally:
                await store.end_sweep(connection, self.name)

    async def _sweep(self, connection: Connection, before: datetime) -> int:
        swept = 0
        for source, subjects in self.subjects().items():
            keys = await store.raise_floor(connection, self.schema, source, self.name, subjects, before)
            for start in range(0, len(keys), _SWEEP_WORKERS):
                batch = keys[start : start + _SWEEP_WORKERS]
                await asyncio.gather(*(self.drain(source, key) for key in batch))
            swept += len(keys)
        EVENTS_GIVEN_UP.labels(self.name).set(await store.count_given_up(connection, self.schema, self.name))
        return swept
