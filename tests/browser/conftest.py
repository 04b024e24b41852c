"""The api behind a real port, with something to read, and a browser that looks at it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright

from services.api.app import create_app
from services.api.context import Context
from services.api.settings import ApiSettings
from shared.clock import SystemClock
from shared.database import Database
from shared.links import LinkSigner
from shared.settings import BrokerSettings, DatabaseSettings
from tests.integration.api.archive_rows import Archive
from tests.integration.api.mailbox import Mailbox
from tests.integration.api.reading_rows import Readings

KEY = b"a key that signs links in tests, long enough"


@dataclass
class Visit:
    """A page in the browser, with what it complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Notes every error and warning of the console, every failing script, and every answer that is one."""
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._note_failure)

    def _note_failure(self, request: Request) -> None:
        # A picture that was still on its way when the test went on to the next page has not failed.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure}: {request.url}")

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture
def archive(owner: Database) -> Archive:
    """Writes what there is to read."""
    return Archive(owner)


@pytest.fixture
def readings(owner: Database) -> Readings:
    """Writes what was read."""
    return Readings(owner)


@pytest.fixture
def mailbox(owner: Database) -> Mailbox:
    """The mails that were asked for."""
    return Mailbox(owner, LinkSigner(KEY))


@pytest_asyncio.fixture
async def site(database_settings: DatabaseSettings, broker_settings: BrokerSettings) -> AsyncIterator[str]:
    """The address of a running api."""

    database = await Database.open(database_settings, "api")
    context = Context(database, SystemClock(), LinkSigner(KEY), ApiSettings(), "http://api")

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(context, broker_settings), log_config=None))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        async with asyncio.timeout(20):
            while not server.started:
                await asyncio.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


@pytest_asyncio.fixture(scope="session")
async def browser(browser_path: str) -> AsyncIterator[Browser]:
    """Debian's chromium, without a window."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield opened
        await opened.close()


@pytest_asyncio.fixture
async def visit(browser: Browser, site: str) -> AsyncIterator[Visit]:
    """A fresh page, without JavaScript of ours to need and with every complaint noted."""
    context = await browser.new_context(base_url=site)
    opened = Visit(await context.new_page())
    opened.listen()
    yield opened
    await context.close()
