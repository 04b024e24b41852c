"""Puts the parts that fetch a page together."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import httpx

from services.fetcher.fetch import PageFetcher
from services.fetcher.politeness import Hosts
from services.fetcher.robots import Robots, read_robots
from services.fetcher.settings import FetcherSettings
from services.fetcher.transfer import open_client


def open_page_fetcher(
    settings: FetcherSettings, now: Callable[[], datetime], monotonic: Callable[[], float]
) -> tuple[PageFetcher, httpx.AsyncClient]:
    """A page fetcher, and its client, which the caller closes."""
    client = open_client(settings)
    robots = Robots(
        partial(read_robots, client, timeout_seconds=settings.read_timeout_seconds),
        settings.user_agent,
        monotonic,
        settings.robots_ttl_seconds,
        settings.robots_retry_seconds,
    )
    hosts = Hosts(settings.host_concurrency, settings.host_delay_seconds, monotonic)
    return PageFetcher(client, settings, hosts, robots, now), client
