"""The notifier's ASGI app: wiring only."""

from faststream.asgi import AsgiFastStream

from services.notifier.compose import House
from services.notifier.digests import DigestPlanner
from services.notifier.fan_out import FanOut
from services.notifier.handlers import Handlers
from services.notifier.send import Sender
from services.notifier.settings import NotifierSettings, SmtpSettings
from services.notifier.smtp import SmtpPool
from services.notifier.writing import Writer
from shared.broker import BrokerLink
from shared.clock import SystemClock
from shared.database import Database
from shared.inbox import Consumer
from shared.links import LinkSigner
from shared.service import Service, service_app
from shared.settings import BrokerSettings, ClockSettings, DatabaseSettings, PublicSettings, TelemetrySettings
from shared.telemetry import configure_logging


async def open_app() -> AsgiFastStream:
    """The app, with every setting read from the environment. Raises OperatorError for one that is wrong."""
    configure_logging(TelemetrySettings(), "notifier")
    return service_app(await _open_service())


async def _open_service() -> Service:
    settings, smtp, public = NotifierSettings(), SmtpSettings(), PublicSettings()
    clock = SystemClock(ClockSettings().offset())
    house = House(smtp.from_address, smtp.from_name, public.base_url.rstrip("/"), LinkSigner(public.signing_key()))
    database = await Database.open(DatabaseSettings(), "notifier")
    writer = Writer(house, settings.operator_address)
    sender = Sender(database, clock, settings, SmtpPool(smtp), writer)
    fan_out = FanOut(database, clock, settings, smtp.domain, after_chunk=sender.wake)

    def wake() -> None:
        fan_out.wake()
        sender.wake()

    handlers = Handlers(clock, smtp.domain, tells_operator=settings.operator_address is not None)
    consumer = Consumer("notifier", "delivery", database, clock, handlers.handlings(), after_commit=wake)
    planner = DigestPlanner(database, clock, settings, smtp.domain)
    loops = [("fan out", fan_out.run), ("digest planner", planner.run), ("sender", sender.run)]
    return Service("notifier", database, BrokerLink(BrokerSettings(), "notifier"), None, consumer, loops)
