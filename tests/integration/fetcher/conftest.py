"""A scripted site, and a fetcher that may reach it."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest_asyncio

from services.fetcher.capture import Capturer
from services.fetcher.fetch import PageFetcher
from services.fetcher.pages import open_page_fetchers
from services.fetcher.scheduler import Scheduler
from services.fetcher.settings import FetcherSettings
from shared.blobs import BlobStore
from shared.clock import ManualClock
from shared.database import Database
from shared.settings import BlobSettings, DatabaseSettings
from tests.integration.fetcher.rig import Rig
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
            fetchers = open_page_fetchers(settings_for_site(site, **changes), lambda: NOW, time.monotonic)
            stack.push_async_callback(fetchers.close)
            return fetchers.http

        yield make


@pytest_asyncio.fixture
async def rig(site: Site, database_settings: DatabaseSettings, blob_settings: BlobSettings) -> AsyncIterator[Rig]:
    settings = settings_for_site(site, host_concurrency=20, robots_ttl_seconds=0.001)
    clock = ManualClock(NOW)
    async with AsyncExitStack() as stack:
        database = await Database.open(database_settings, "fetcher")
        stack.push_async_callback(database.close)
        fetchers = open_page_fetchers(settings, clock.now, time.monotonic)
        stack.push_async_callback(fetchers.close)
        blobs = BlobStore.open(blob_settings)
        capturer = Capturer(database, blobs, fetchers.http, None, settings.schedule_rules, clock, lambda: 0.0)
        scheduler = Scheduler(database, capturer, settings, clock)
        yield Rig(database, blobs, capturer, scheduler, settings, clock, site)
