"""The fetcher as an ASGI app: wiring only."""

import asyncio
import random
import time

from faststream.asgi import AsgiFastStream

from services.fetcher.capture import Capturer
from services.fetcher.handlers import Handlers
from services.fetcher.pages import open_page_fetchers
from services.fetcher.scheduler import Scheduler
from services.fetcher.settings import FetcherSettings
from shared.blobs import BlobStore
from shared.broker import BrokerLink
from shared.clock import SystemClock
from shared.database import Database
from shared.events import DocumentEdited, DocumentUnreachable, SnapshotCaptured
from shared.inbox import Consumer
from shared.relay import Relay
from shared.retention import LogRetention
from shared.service import Service, service_app
from shared.settings import BlobSettings, BrokerSettings, ClockSettings, DatabaseSettings, TelemetrySettings
from shared.telemetry import configure_logging


async def open_app() -> AsgiFastStream:
    """The app, with every setting read from the environment. Raises OperatorError for one that is wrong."""
    configure_logging(TelemetrySettings(), "fetcher")
    return service_app(await open_service())


async def open_service() -> Service:
    """The service's parts, wired by the settings and not yet started."""
    settings = FetcherSettings()
    clock = SystemClock(ClockSettings().offset())
    database = await Database.open(DatabaseSettings(), "fetcher")
    link = BrokerLink(BrokerSettings(), "fetcher")
    link.publishes(SnapshotCaptured, DocumentEdited, DocumentUnreachable)
    fetchers = open_page_fetchers(settings, clock.now, time.monotonic)
    rules = settings.schedule_rules
    capturer = Capturer(
        database, BlobStore.open(BlobSettings()), fetchers.http, fetchers.browser, rules, clock, random.random
    )
    scheduler = Scheduler(database, capturer, settings, clock)
    consumer = Consumer(
        "fetcher", "catalog", database, clock, Handlers(rules, clock).handlings(), after_commit=scheduler.wake
    )

    async def capture_what_is_due() -> None:
        try:
            await scheduler.run()
        except asyncio.CancelledError:
            await fetchers.close()
            raise

    relay = Relay(database, "catalog", link)
    retention = LogRetention(database, "catalog", clock)
    loops = [("scheduler", capture_what_is_due), ("retention", retention.run)]
    return Service("fetcher", database, link, relay, consumer, loops)
