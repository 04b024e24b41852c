"""The differ as an ASGI app: wiring only."""

import asyncio
from functools import partial

from faststream.asgi import AsgiFastStream

from services.differ.captured_pages import CapturedPages
from services.differ.extract.reading import PageReader
from services.differ.handlers import Handlers
from services.differ.plain_language.settings import PlainLanguageSettings
from services.differ.readings import readings_by
from services.differ.rereading import Rereading
from services.differ.settings import DifferSettings
from services.differ.taxonomy.loader import load_taxonomy
from shared.blobs import BlobStore
from shared.broker import BrokerLink
from shared.clock import Clock, SystemClock
from shared.collector import keep_loaded
from shared.database import Database
from shared.events import CaptureQuarantined, ChangeDetected
from shared.inbox import Consumer
from shared.relay import Relay
from shared.retention import LogRetention
from shared.service import Loop, Service, service_app
from shared.settings import BlobSettings, BrokerSettings, ClockSettings, DatabaseSettings, TelemetrySettings
from shared.telemetry import configure_logging


async def open_app() -> AsgiFastStream:
    """The app, with every setting read from the environment.

    Raises OperatorError for one that is wrong, and for a taxonomy with mistakes.
    """
    configure_logging(TelemetrySettings(), "differ")
    return service_app(await _open_service())


async def _open_service() -> Service:
    settings = DifferSettings()
    taxonomy = load_taxonomy(settings.taxonomy_folder)
    clock = SystemClock(ClockSettings().offset())
    database = await Database.open(DatabaseSettings(), "differ")
    link = BrokerLink(BrokerSettings(), "differ")
    link.publishes(ChangeDetected, CaptureQuarantined)
    reader = PageReader(settings.reader_processes, settings.reading_seconds, settings.reading_mebibytes)
    pages = CapturedPages(BlobStore.open(BlobSettings()), reader)
    readings = readings_by(taxonomy)
    keep_loaded()
    relay = Relay(database, "archive", link)
    handlings = Handlers(database, pages, readings, clock).handlings()
    consumer = Consumer("differ", "archive", database, clock, handlings, after_commit=relay.wake)

    async def keep_reader() -> None:
        async with reader:
            await asyncio.Event().wait()

    loops: list[tuple[str, Loop]] = [
        ("page reader", keep_reader),
        ("retention", LogRetention(database, "archive", clock).run),
        ("reading anew", Rereading(database, readings, taxonomy).run),
    ]
    plain_language = PlainLanguageSettings()
    if plain_language.base_url is not None:
        loops.append(("plain language", partial(_keep_writing, plain_language, database, clock)))
    return Service("differ", database, link, relay, consumer, loops)


async def _keep_writing(settings: PlainLanguageSettings, database: Database, clock: Clock) -> None:
    """Imported where it is wanted: the library takes as long to load as the rest of the service."""
    from services.differ.plain_language.model import OpenAICompatibleModel
    from services.differ.plain_language.writing import PlainLanguageWriting

    async with OpenAICompatibleModel(settings) as model:
        await PlainLanguageWriting(database, model, settings.tokens_a_day, clock).run()
