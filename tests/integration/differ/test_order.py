"""One document's captures are decided in their order by any number of workers; without the guard they are not."""

import asyncio
from typing import Any

import pytest

from shared import inbox_store
from shared.database import Connection
from shared.inbox_store import PendingEvent
from tests.integration.differ.conftest import DAY, START, World, policy

WORKERS = 4
CAPTURES = 12


def wording(number: int) -> str:
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return policy(f"We keep the records of your purchases for {words[number]} months and then delete them for good.")


async def decided_order(world: World) -> list[int]:
    """The captures, by number, in the order in which versions were written."""
    document = await world.document()
    ids = [await world.captured(document, wording(number), START + number * DAY) for number in range(CAPTURES)]
    differs = [world.differ() for _ in range(WORKERS)]

    async def work(differ: Any) -> None:
        for _ in range(200):
            if await differ.drain("catalog", document) is None:
                return
            await asyncio.sleep(0.005)

    await asyncio.gather(*(work(differ) for differ in differs))
    rows = await world.rows("select capture_id from archive.versions order by number")
    return [ids.index(row["capture_id"]) for row in rows]


async def test_four_differs_decide_one_documents_captures_in_order(world: World) -> None:
    assert await decided_order(world) == list(range(CAPTURES))


async def test_without_the_guard_the_order_is_broken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = iter(range(1, 10_000))

    async def unguarded_lock(connection: Connection, consumer: str, key: str) -> bool:
        return True

    async def any_next(
        connection: Connection, schema: str, source: str, consumer: str, subjects: list[str], key: str, now: object
    ) -> PendingEvent | None:
        rows = await connection.fetch(
            "select event.position, event.id, event.key, event.subject, event.payload, event.trace_id,"
            " null::text as last_error, null::timestamptz as retry_at, 1 as attempts"
            " from catalog.published_events as event"
            " left join archive.inbox as entry on entry.event_id = event.id"
            " where event.key = $1 and entry.state is distinct from 'handled' order by event.position",
            key,
        )
        if not rows:
            return None
        event = PendingEvent(source="catalog", **dict(rows[next(turns) % len(rows)]))
        await connection.execute(
            "insert into archive.inbox (consumer, event_id, source, position, key, subject, state, attempts)"
            " values ($1, $2, 'catalog', $3, $4, $5, 'attempted', 1) on conflict do nothing",
            consumer,
            event.id,
            event.position,
            key,
            event.subject,
        )
        return event

    async def unordered_claim(
        connection: Connection, schema: str, consumer: str, event: PendingEvent, now: object
    ) -> bool:
        return bool(
            await connection.fetchval(
                "update archive.inbox set state = 'handled', ended_at = $2"
                " where event_id = $1 and state = 'attempted' returning true",
                event.id,
                now,
            )
        )

    monkeypatch.setattr(inbox_store, "lock", unguarded_lock)
    monkeypatch.setattr(inbox_store, "take_up", any_next)
    monkeypatch.setattr(inbox_store, "claim", unordered_claim)
    assert await decided_order(world) != list(range(CAPTURES))
