"""The api as it runs, on a clock that stands still, and a reader that speaks HTTP to it."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest
import pytest_asyncio

from services.api.app import create_app
from services.api.context import Context
from services.api.settings import ApiSettings
from shared.clock import ManualClock
from shared.database import Database
from shared.links import LinkSigner
from shared.settings import BrokerSettings, DatabaseSettings
from tests.integration.api.archive_rows import Archive
from tests.integration.api.mailbox import Mailbox

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
OPERATOR_TOKEN = "an operator's token"
KEY = b"a key that signs links in tests, long enough"

Reader = httpx.AsyncClient
OpenReader = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def clock() -> ManualClock:
    """Stands at noon of a Monday until it is moved."""
    return ManualClock(NOW)


@pytest.fixture
def links() -> LinkSigner:
    """Signs links as the notifier does."""
    return LinkSigner(KEY)


@pytest.fixture
def archive(owner: Database) -> Archive:
    """Writes what there is to read."""
    return Archive(owner)


@pytest.fixture
def mailbox(owner: Database, links: LinkSigner) -> Mailbox:
    """The mails that were asked for."""
    return Mailbox(owner, links)


@pytest.fixture
def open_reader(
    database_settings: DatabaseSettings, broker_settings: BrokerSettings, clock: ManualClock, links: LinkSigner
) -> OpenReader:
    """Starts an api with settings of the test's own, and gives a reader of it."""

    @asynccontextmanager
    async def opened(host: str = "192.0.2.1", **settings: object) -> AsyncIterator[Reader]:
        database = await Database.open(database_settings, "api")
        chosen = ApiSettings.model_validate(settings)
        context = Context(database, clock, links, chosen, "https://clausewatch.example")

        app = create_app(context, broker_settings)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(host, 40_000))
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://api") as reader,
        ):
            yield reader

    return opened


@pytest_asyncio.fixture
async def reader(open_reader: OpenReader) -> AsyncIterator[Reader]:
    """A reader of an api with an operator."""
    hashed = hashlib.sha256(OPERATOR_TOKEN.encode()).hexdigest()
    async with open_reader(operator_token_sha256=hashed) as opened:
        yield opened


@pytest.fixture
def operator() -> dict[str, str]:
    """The operator's headers."""
    return {"authorization": f"Bearer {OPERATOR_TOKEN}"}
