"""What a site's robots.txt asks of us (RFC 9309), read once per origin and kept until it expires."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

import httpx
from protego import Protego

from services.fetcher.errors import AddressForbidden, FetchError, RobotsDisallowed, RobotsUnreachable
from services.fetcher.transfer import read_start, translated_errors

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309 §2.5: at least this much must be parsed
MAX_ROBOTS_REDIRECTS = 5  # RFC 9309 §2.3.1.2
MAX_ORIGINS = 10_000


class RobotsRules(Protocol):
    """The rules of one origin."""

    def can_fetch(self, url: str, user_agent: str) -> bool:
        """Whether the address may be fetched."""

    def crawl_delay(self, user_agent: str) -> float | None:
        """The seconds asked for between two requests."""


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What asking for a robots.txt gave: its text, "" for none (all allowed), None if unreadable."""

    text: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    rules: RobotsRules | None
    reason: str
    expires_at: float


class Robots:
    """The robots.txt of every origin that was asked for, with an expiry."""

    def __init__(
        self,
        read: Callable[[str], Awaitable[RobotsFile]],
        user_agent: str,
        monotonic: Callable[[], float],
        ttl_seconds: float,
        retry_seconds: float,
    ) -> None:
        self._read = read
        self._user_agent = user_agent.partition("/")[0]
        self._monotonic = monotonic
        self._ttl_seconds = ttl_seconds
        self._retry_seconds = retry_seconds
        self._known: dict[str, _Known] = {}
        self._reading: dict[str, asyncio.Lock] = {}

    async def crawl_delay_seconds(self, url: httpx.URL) -> float:
        """The crawl delay for an address that may be fetched, 0 for none.

        Raises RobotsDisallowed when the rules forbid the address, and RobotsUnreachable when there are no
        rules to read because the server failed.
        """
        known = await self._of(f"{url.scheme}://{url.netloc.decode('ascii')}")
        if known.rules is None:
            raise RobotsUnreachable(str(url), f"its robots.txt could not be read: {known.reason}")
        if not known.rules.can_fetch(str(url), self._user_agent):
            raise RobotsDisallowed(
                str(url), "its robots.txt asks us not to; a document can opt out with `obey_robots: false`"
            )
        return known.rules.crawl_delay(self._user_agent) or 0.0

    async def _of(self, origin: str) -> _Known:
        known = self._known.get(origin)
        if known is not None and known.expires_at > self._monotonic():
            return known
        async with self._reading.setdefault(origin, asyncio.Lock()):
            known = self._known.get(origin)
            if known is None or known.expires_at <= self._monotonic():
                known = self._known[origin] = await self._ask(origin)
                self._forget_expired()
        self._reading.pop(origin, None)
        return known

    async def _ask(self, origin: str) -> _Known:
        file = await self._read(f"{origin}/robots.txt")
        if file.text is None:
            return _Known(None, file.reason, self._monotonic() + self._retry_seconds)
        return _Known(Protego.parse(file.text), "", self._monotonic() + self._ttl_seconds)

    def _forget_expired(self) -> None:
        if len(self._known) > MAX_ORIGINS:
            now = self._monotonic()
            self._known = {origin: known for origin, known in self._known.items() if known.expires_at > now}


async def read_robots(client: httpx.AsyncClient, url: str, timeout_seconds: float) -> RobotsFile:
    """The robots.txt at an address; by RFC 9309 §2.3.1 a 4xx means none, a 5xx, 429 or silence unreadable.

    Raises AddressForbidden where the address is not one that the operator allows.
    """
    try:
        async with translated_errors(url, timeout_seconds):
            return await _follow(client, httpx.URL(url))
    except AddressForbidden:
        raise
    except FetchError as error:
        return RobotsFile(None, error.reason)


async def _follow(client: httpx.AsyncClient, url: httpx.URL) -> RobotsFile:
    for _ in range(MAX_ROBOTS_REDIRECTS + 1):
        async with client.stream("GET", url) as response:
            if response.has_redirect_location:
                url = url.join(response.headers["location"])
                continue
            if response.is_success:
                text = await read_start(response, MAX_ROBOTS_BYTES)
                return RobotsFile(text.decode("utf-8", errors="replace"))
            if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
                return RobotsFile("")
            return RobotsFile(None, f"the server answered {response.status_code}")
    return RobotsFile("")  # RFC 9309 §2.3.1.2: after five redirects it may be taken for missing
