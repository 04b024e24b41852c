"""Turns at hosts: so many at a time, so far apart, in order of arrival."""

import asyncio

from services.fetcher.politeness import Hosts


class FakeTime:
    """Time that passes only in sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


async def starts(hosts: Hosts, time: FakeTime, visits: list[tuple[str, float]]) -> list[tuple[int, float]]:
    """The number and time of each visit, in the order in which they had their turn."""
    seen: list[tuple[int, float]] = []

    async def visit(number: int, host: str, delay_seconds: float) -> None:
        async with hosts.turn(host, delay_seconds):
            seen.append((number, time.now))

    await asyncio.gather(*(visit(number, *one) for number, one in enumerate(visits)))
    return seen


async def test_requests_to_one_host_keep_their_distance_and_their_order() -> None:
    time = FakeTime()
    hosts = Hosts(2, 1.0, time.monotonic, time.sleep)
    assert await starts(hosts, time, [("a", 0.0)] * 4) == [(0, 0.0), (1, 1.0), (2, 2.0), (3, 3.0)]


async def test_a_crawl_delay_lengthens_the_distance_and_never_shortens_it() -> None:
    time = FakeTime()
    hosts = Hosts(1, 1.0, time.monotonic, time.sleep)
    assert [at for _, at in await starts(hosts, time, [("a", 5.0), ("a", 0.1), ("a", 0.0)])] == [0.0, 5.0, 6.0]


async def test_hosts_do_not_wait_for_each_other() -> None:
    time = FakeTime()
    hosts = Hosts(1, 1.0, time.monotonic, time.sleep)
    assert await starts(hosts, time, [("a", 0.0), ("b", 0.0)]) == [(0, 0.0), (1, 0.0)]


async def test_no_more_requests_than_allowed_are_at_one_host_at_a_time() -> None:
    time, at_once, most = FakeTime(), 0, 0
    hosts = Hosts(3, 0.0, time.monotonic, time.sleep)

    async def visit() -> None:
        nonlocal at_once, most
        async with hosts.turn("a"):
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0)
            at_once -= 1

    await asyncio.gather(*(visit() for _ in range(10)))
    assert most == 3


async def test_a_visit_that_is_given_up_leaves_its_place_to_the_next() -> None:
    hosts = Hosts(1, 0.0, lambda: 0.0)
    async with hosts.turn("a"):
        waiting = asyncio.create_task(hosts.turn("a").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(1), hosts.turn("a"):
        pass
