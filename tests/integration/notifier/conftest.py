"""A notifier whose clock stands still, beside a real PostgreSQL and a real SMTP server."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from services.notifier.compose import House
from services.notifier.digests import DigestPlanner
from services.notifier.fan_out import FanOut
from services.notifier.handlers import Handlers
from services.notifier.send import Sender
from services.notifier.settings import NotifierSettings, SmtpSettings
from services.notifier.smtp import SmtpPool
from services.notifier.writing import Writer
from shared.clock import ManualClock
from shared.database import Database
from shared.inbox import Consumer
from shared.links import LinkSigner
from shared.settings import DatabaseSettings
from tests.integration.notifier.mail_server import MailServer
from tests.integration.notifier.rows import NOW, World

SIGNER = LinkSigner(b"k" * 32)


@dataclass
class Notifier:
    """One notifier's parts, worked by hand."""

    consumer: Consumer
    fan_out: FanOut
    planner: DigestPlanner
    sender: Sender
    pool: SmtpPool
    clock: ManualClock

    async def take_up(self) -> None:
        """Handles every event and finds every change's subscribers."""
        await self.consumer.sweep()
        while await self.fan_out.work():
            pass

    async def send(self) -> None:
        """Sends what is due until nothing is."""
        while await self.sender.turn():
            await self.sender.settle()

    async def work(self) -> None:
        """All of it."""
        await self.take_up()
        await self.planner.plan()
        await self.send()


NotifierFactory = Callable[..., Awaitable[Notifier]]


@pytest_asyncio.fixture
async def mail_server() -> AsyncIterator[MailServer]:
    server = MailServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def world(owner: Database) -> World:
    return World(owner)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest_asyncio.fixture
async def make_notifier(
    database_settings: DatabaseSettings, mail_server: MailServer, clock: ManualClock
) -> AsyncIterator[NotifierFactory]:
    """Makes notifiers; keyword arguments are NotifierSettings, and `smtp` a dict of SmtpSettings."""
    opened: list[tuple[Database, SmtpPool]] = []

    async def make(smtp: dict[str, object] | None = None, **settings: object) -> Notifier:
        database = await Database.open(database_settings, "notifier")
        mail = SmtpSettings.model_validate(
            {
                "port": mail_server.port,
                "from_address": "alerts@watch.example",
                "local_hostname": "test",
                "timeout_seconds": 5,
                **(smtp or {}),
            }
        )
        chosen = NotifierSettings.model_validate(settings)
        pool = SmtpPool(mail)
        opened.append((database, pool))
        writer = Writer(
            House(mail.from_address, mail.from_name, "https://watch.example", SIGNER), chosen.operator_address
        )
        sender = Sender(database, clock, chosen, pool, writer)
        fan_out = FanOut(database, clock, chosen, mail.domain, sender.wake)
        handlers = Handlers(clock, mail.domain, chosen.operator_address is not None)
        consumer = Consumer("notifier", "delivery", database, clock, handlers.handlings(), after_commit=fan_out.wake)
        planner = DigestPlanner(database, clock, chosen, mail.domain)
        return Notifier(consumer, fan_out, planner, sender, pool, clock)

    yield make
    for database, pool in opened:
        await pool.close()
        await database.close()


@pytest_asyncio.fixture
async def notifier(make_notifier: NotifierFactory) -> Notifier:
    """One with an alert window of none."""
    return await make_notifier(alert_window_seconds=0)
