"""The differ as an ASGI app: wiring only."""

import asyncio

from faststream.asgi import AsgiFastStream

from services.differ.captured_pages import CapturedPages
from services.differ.extract.reading import PageReader
from services.differ.handlers import Handlers
from services.differ.settings import DifferSettings
from services.differ.taxonomy.loader import load_taxonomy
from shared.blobs import BlobStore
from shared.broker import BrokerLink
from shared.clock import SystemClock
from shared.database import Database
from shared.events import CaptureQuarantined, ChangeDetected
from shared.inbox import Consumer
from shared.relay import Relay
from shared.retention import LogRetention
from shared.service import Service, service_app
from shared.settings import BlobSettings, BrokerSettings, ClockSettings, DatabaseSettings, TelemetrySettings
from shared.telemetry import configure_logging


def create_app() -> AsgiFastStream:
    """The app, with every setting read from the environment. Raises TaxonomyError for a taxonomy with mistakes."""
    configure_logging(TelemetrySettings(), "differ")
    load_taxonomy(DifferSettings().taxonomy_folder)
    return service_app(_open_service)


async def _open_service() -> Service:
    settings = DifferSettings()
    clock = SystemClock(ClockSettings().offset())
    database = await Database.open(DatabaseSettings(), "differ")
    link = BrokerLink(BrokerSettings(), "differ")
    link.publishes(ChangeDetected, CaptureQuarantined)
    reader = PageReader(settings.reader_processes, settings.reading_seconds, settings.reading_mebibytes)
    pages = CapturedPages(BlobStore.open(BlobSettings()), reader)
    relay = Relay(database, "archive", link)
    consumer = Consumer(
        "differ", "archive", database, clock, Handlers(database, pages, clock).handlings(), after_commit=relay.wake
    )

    async def keep_reader() -> None:
        async with reader:
            await asyncio.Event().wait()

    loops = [("page reader", keep_reader), ("retention", LogRetention(database, "archive", clock).run)]
    return Service("differ", database, link, relay, consumer, loops)
