"""A scripted site, and a fetcher that may reach it."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest_asyncio

from services.fetcher.fetch import PageFetcher
from services.fetcher.pages import open_page_fetcher
from services.fetcher.settings import FetcherSettings
from tests.integration.fetcher.site import Site, serve_site

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MakeFetcher = Callable[..., PageFetcher]


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    """A site of the test's own."""
    async with serve_site() as site:
        yield site


def settings_for_site(site: Site, **changes: object) -> FetcherSettings:
    """Settings with which the site, and nothing else on loopback, can be fetched without delay."""
    return FetcherSettings.model_validate(
        {
            "allowed_networks": ["127.0.0.1/32"],
            "allowed_ports": [site.port],
            "host_delay_seconds": 0,
            "contact": "https://watch.example/about",
            **changes,
        }
    )


@pytest_asyncio.fixture
async def make_fetcher(site: Site) -> AsyncIterator[MakeFetcher]:
    """Opens page fetchers for the site with the settings that a test asks for."""
    async with AsyncExitStack() as stack:

        def make(**changes: object) -> PageFetcher:
            fetcher, client = open_page_fetcher(settings_for_site(site, **changes), lambda: NOW, time.monotonic)
            stack.push_async_callback(client.aclose)
            return fetcher

        yield make
