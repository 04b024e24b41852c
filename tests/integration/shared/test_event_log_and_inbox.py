"""The event log and the inbox against real PostgreSQL and NATS: nothing lost, nothing twice, in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from shared import eventlog, inbox_store
from shared.broker import BrokerLink
from shared.clock import ManualClock
from shared.database import Connection, Database
from shared.embedded.nats import EmbeddedNats
from shared.events import FetchRequested
from shared.ids import new_id
from shared.inbox import Consumer, Handling, nothing_to_prepare
from shared.relay import Relay
from shared.retrying import GiveUpError, RetryPolicy
from shared.service import Service
from shared.settings import BrokerSettings, DatabaseSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Handle = Callable[[Connection, FetchRequested, None], Awaitable[None]]


def requested(document_id: str = "CW-D-00001") -> FetchRequested:
    return FetchRequested(id=new_id(), occurred_at=NOW, trace_id="t", document_id=document_id)


@pytest_asyncio.fixture
async def producer(database_settings: DatabaseSettings) -> AsyncIterator[Database]:
    database = await Database.open(database_settings, "api")
    yield database
    await database.close()


@pytest_asyncio.fixture
async def fetcher(database_settings: DatabaseSettings) -> AsyncIterator[Database]:
    database = await Database.open(database_settings, "fetcher")
    yield database
    await database.close()


async def log(producer: Database, *events: FetchRequested) -> None:
    async with producer.transaction() as connection:
        await eventlog.append(connection, *events)
    async with producer.connection() as connection:
        await Relay(producer, "accounts", None).number(connection)


def consumer(database: Database, clock: ManualClock, handle: Handle, attempts: int = 3) -> Consumer:
    handling: Handling[Any, Any] = Handling(FetchRequested, handle, nothing_to_prepare)
    return Consumer("fetcher", "catalog", database, clock, [handling], RetryPolicy(attempts=attempts))


async def test_every_event_is_handled_once_and_in_the_order_of_the_log(producer: Database, fetcher: Database) -> None:
    handled: list[object] = []

    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        handled.append(event.id)

    events = [requested() for _ in range(5)]
    for event in events:
        await log(producer, event)
    taker = consumer(fetcher, ManualClock(NOW), handle)
    assert await taker.ring(events[3]) is None
    assert await taker.ring(events[0]) is None
    assert handled == [event.id for event in events]


async def test_a_failed_event_keeps_later_ones_of_its_key_waiting_and_others_going(
    producer: Database, fetcher: Database
) -> None:
    handled: list[str] = []
    clock = ManualClock(NOW)
    is_broken = True

    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        if is_broken and event.document_id == "CW-D-00001":
            raise RuntimeError("not yet")
        handled.append(event.document_id)

    await log(producer, requested("CW-D-00001"), requested("CW-D-00001"), requested("CW-D-00002"))
    taker = consumer(fetcher, clock, handle)
    await taker.sweep()
    assert handled == ["CW-D-00002"]
    is_broken = False
    clock.move(timedelta(seconds=1))
    await taker.sweep()
    assert handled == ["CW-D-00002", "CW-D-00001", "CW-D-00001"]


async def test_what_fails_for_good_is_given_up_with_its_reason_and_can_be_replayed(
    producer: Database, fetcher: Database
) -> None:
    clock = ManualClock(NOW)
    is_hopeless = True
    handled: list[object] = []

    first, second = requested(), requested()
    await log(producer, first, second)

    async def hopeless_first(connection: Connection, event: FetchRequested, prepared: None) -> None:
        if event.id == first.id and is_hopeless:
            raise GiveUpError("There is no such document; add it to the catalogue.")
        handled.append(event.id)

    taker = consumer(fetcher, clock, hopeless_first)
    await taker.sweep()
    await taker.sweep()
    assert handled == [second.id]
    async with fetcher.connection() as connection:
        letters = await inbox_store.list_given_up(connection, "catalog")
        assert [(letter.event_id, letter.reason) for letter in letters] == [
            (first.id, "There is no such document; add it to the catalogue.")
        ]
        assert await inbox_store.replay_given_up(connection, "catalog", [first.id]) == 1
    is_hopeless = False
    await taker.sweep()
    assert handled == [second.id, first.id]


async def test_an_event_that_ends_the_process_each_time_is_given_up(producer: Database, fetcher: Database) -> None:
    class Killed(BaseException):
        """As good as kill -9: nothing after it runs."""

    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        raise Killed

    event = requested()
    await log(producer, event)
    taker = consumer(fetcher, ManualClock(NOW), handle, attempts=3)
    for _ in range(3):
        with pytest.raises(Killed):
            await taker.ring(event)
    assert await taker.ring(event) is None
    async with fetcher.connection() as connection:
        assert len(await inbox_store.list_given_up(connection, "catalog")) == 1


async def test_the_work_and_the_inbox_row_commit_together(producer: Database, fetcher: Database) -> None:
    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        await connection.execute("insert into catalog.platforms (slug, name, created_at) values ('a', 'A', $1)", NOW)
        raise RuntimeError("after the work")

    event = requested()
    await log(producer, event)
    await consumer(fetcher, ManualClock(NOW), handle).ring(event)
    async with fetcher.connection() as connection:
        assert await connection.fetchval("select count(*) from catalog.platforms") == 0


async def test_a_row_that_commits_late_is_not_passed_by(producer: Database, fetcher: Database) -> None:
    handled: list[object] = []

    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        handled.append(event.id)

    taker = consumer(fetcher, ManualClock(NOW), handle)
    slow, quick = requested("CW-D-00001"), requested("CW-D-00002")
    async with producer.transaction() as connection:
        await eventlog.append(connection, slow)
        await log(producer, quick)
        await taker.sweep()
        await taker.sweep()
        assert handled == [quick.id]
    await log(producer)
    await taker.sweep()
    assert handled == [quick.id, slow.id]


async def test_two_workers_of_one_key_do_not_work_at_once(producer: Database, fetcher: Database) -> None:
    at_work = 0
    most = 0
    handled: list[object] = []

    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.05)
        handled.append(event.id)
        at_work -= 1

    events = [requested() for _ in range(4)]
    await log(producer, *events)
    takers = [consumer(fetcher, ManualClock(NOW), handle) for _ in range(3)]
    while any(wait is not None for wait in await asyncio.gather(*(taker.ring(events[0]) for taker in takers))):
        pass
    assert most == 1
    assert handled == [event.id for event in events]


async def test_handled_rows_below_the_floor_are_dropped(producer: Database, fetcher: Database) -> None:
    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        return

    await log(producer, *(requested() for _ in range(3)))
    taker = consumer(fetcher, ManualClock(NOW), handle)
    await taker.sweep()
    await taker.sweep()
    async with fetcher.connection() as connection:
        assert await connection.fetchval("select count(*) from catalog.inbox") == 0
        assert await connection.fetchval("select floor from catalog.inbox_floors") == 3


async def test_an_event_is_rung_through_the_broker_and_handled_at_once(
    producer: Database, fetcher: Database, broker_settings: BrokerSettings
) -> None:
    handled: asyncio.Queue[object] = asyncio.Queue()

    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        handled.put_nowait(event.id)

    api_link, fetcher_link = BrokerLink(broker_settings, "api"), BrokerLink(broker_settings, "fetcher")
    taker = consumer(fetcher, ManualClock(NOW), handle)
    api = Service("api", producer, api_link, Relay(producer, "accounts", api_link), None)
    taking = Service("fetcher", fetcher, fetcher_link, None, taker)
    api.start()
    taking.start()
    try:
        async with asyncio.timeout(10):
            while not (api_link.is_connected and fetcher_link.is_connected):
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.2)
            for _ in range(3):
                event = requested()
                async with producer.transaction() as connection:
                    await eventlog.append(connection, event)
                assert await handled.get() == event.id
    finally:
        await taking.stop()
        await api.stop()


async def test_an_event_is_handled_within_seconds_when_the_broker_has_just_gone(
    producer: Database, fetcher: Database, tmp_path: Path
) -> None:
    handled: asyncio.Queue[object] = asyncio.Queue()

    async def handle(connection: Connection, event: FetchRequested, prepared: None) -> None:
        handled.put_nowait(event.id)

    async with EmbeddedNats(tmp_path / "nats") as server:
        link = BrokerLink(BrokerSettings(servers=server.url, user=server.user, password=server.password), "fetcher")
        taking = Service("fetcher", fetcher, link, None, consumer(fetcher, ManualClock(NOW), handle))
        taking.start()
        try:
            async with asyncio.timeout(15):
                while not link.is_connected:
                    await asyncio.sleep(0.01)
                await asyncio.sleep(1)  # the sweep of the start is over, and the next is a minute away
                await server.stop()
                event = requested()
                await log(producer, event)
                assert await handled.get() == event.id
        finally:
            await taking.stop()
