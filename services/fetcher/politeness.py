"""Politeness to hosts: at most so many requests at a time, and so far apart, served in order of arrival."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Monotonic = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore  # first come, first served
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_start: float = 0.0
    visitors: int = 0


class Hosts:
    """The turns at all hosts of one process; hosts that nobody waits for are forgotten."""

    def __init__(
        self, concurrency: int, delay_seconds: float, monotonic: Monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._concurrency = concurrency
        self._delay_seconds = delay_seconds
        self._monotonic = monotonic
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay_seconds: float = 0.0) -> AsyncIterator[None]:
        """Waits for a turn at the host and holds it; `delay_seconds` (a crawl delay) only lengthens it."""
        state = self._enter(host)
        try:
            async with state.places:
                await self._wait(state, max(delay_seconds, self._delay_seconds))
                yield
        finally:
            state.visitors -= 1
            self._forget_idle()

    def waiting(self, host: str) -> int:
        """How many requests hold or wait for a turn at the host."""
        state = self._hosts.get(host)
        return state.visitors if state else 0

    def _enter(self, host: str) -> _Host:
        state = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._concurrency)))
        state.visitors += 1
        return state

    async def _wait(self, state: _Host, delay_seconds: float) -> None:
        async with state.turn:  # held while sleeping, so that starts keep their order and their distance
            wait = state.next_start - self._monotonic()
            if wait > 0:
                await self._sleep(wait)
            state.next_start = self._monotonic() + delay_seconds

    def _forget_idle(self) -> None:
        if len(self._hosts) < 1000:
            return
        now = self._monotonic()
        for host in [h for h, s in self._hosts.items() if s.visitors == 0 and s.next_start <= now]:
            del self._hosts[host]
