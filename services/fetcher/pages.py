"""Puts the parts that fetch a page together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import httpx

from services.fetcher.fetch import PageFetcher
from services.fetcher.politeness import Hosts
from services.fetcher.robots import Robots, read_robots
from services.fetcher.settings import FetcherSettings
from services.fetcher.transfer import open_client
from shared.errors import OperatorError

if TYPE_CHECKING:
    from services.fetcher.render import BrowserFetcher


class BrowserNotInstalledError(OperatorError):
    """A browser is set up, and what drives it is not installed."""


@dataclass(frozen=True, slots=True)
class PageFetchers:
    """How pages are fetched: over HTTP, and in a browser where one is set up. Both share robots and turns."""

    http: PageFetcher
    browser: "BrowserFetcher | None"
    client: httpx.AsyncClient

    async def close(self) -> None:
        """Closes connections, and ends the browser."""
        await self.client.aclose()
        if self.browser is not None:
            await self.browser.close()


def open_page_fetchers(
    settings: FetcherSettings, now: Callable[[], datetime], monotonic: Callable[[], float]
) -> PageFetchers:
    """The fetchers of one process. Raises BrowserNotInstalledError."""
    client = open_client(settings)
    robots = Robots(
        partial(read_robots, client, timeout_seconds=settings.read_timeout_seconds),
        settings.user_agent,
        monotonic,
        settings.robots_ttl_seconds,
        settings.robots_retry_seconds,
    )
    hosts = Hosts(settings.host_concurrency, settings.host_delay_seconds, monotonic)
    browser = _browser(settings, hosts, robots, now) if settings.browser_executable else None
    return PageFetchers(PageFetcher(client, settings, hosts, robots, now), browser, client)


def _browser(settings: FetcherSettings, hosts: Hosts, robots: Robots, now: Callable[[], datetime]) -> "BrowserFetcher":
    try:
        # An extra of its own: most installations have no browser.
        from services.fetcher.render import BrowserFetcher
    except ImportError as error:
        raise BrowserNotInstalledError(
            "CLAUSEWATCH_FETCHER_BROWSER_EXECUTABLE is set, but Playwright is not installed: "
            "install clausewatch[browser], or unset it."
        ) from error
    return BrowserFetcher(settings, hosts, robots, now)
