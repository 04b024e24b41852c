"""What the four services share: one ASGI app with its tasks, health, metrics and a graceful stop.

A service starts without its broker and its database: it is live at once, ready when the database answers.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from socket import gaierror
from typing import Any

from faststream.asgi import AsgiFastStream, AsgiResponse, get
from faststream.asgi.handlers import HttpHandler
from faststream.specification import AsyncAPI
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic_core import to_json

from shared.broker import BrokerLink
from shared.cancelling import end_tasks
from shared.database import OUTAGES, Database
from shared.inbox import Consumer
from shared.relay import Relay
from shared.telemetry import get_logger
from shared.topology import SUBSCRIPTIONS

_log = get_logger(__name__)

_SWEEP_SECONDS = 60.0
_SWEEP_WITHOUT_BROKER_SECONDS = 1.0
_SWEEP_GRACE = timedelta(seconds=10)
_TASK_RESTART_SECONDS = 1.0
_JSON = {"content-type": "application/json"}

Loop = Callable[[], Awaitable[None]]
"""A task of a service that runs until it is cancelled."""


class Sweeper:
    """Sweeps one consumer at start, after a reconnect and every minute; at once when the broker goes, and then every
    second while it is away.
    """

    def __init__(self, consumer: Consumer, link: BrokerLink) -> None:
        self._consumer = consumer
        self._link = link
        self._woken = asyncio.Event()
        link.on_connected(self._woken.set)
        link.on_disconnected(self._woken.set)  # it may have a minute to wait, in which nothing rings any more

    async def run(self) -> None:
        """Runs until cancelled."""
        grace = timedelta()
        while True:
            await self._consumer.sweep(grace)
            connected = self._link.is_connected
            try:
                await asyncio.wait_for(
                    self._woken.wait(), _SWEEP_SECONDS if connected else _SWEEP_WITHOUT_BROKER_SECONDS
                )
            except TimeoutError:
                # In ordinary times the ring is on its way; without a broker nothing is.
                grace = _SWEEP_GRACE if connected else timedelta()
            else:
                self._woken.clear()
                grace = timedelta()


class Service:
    """The running parts of one service: they start and stop together."""

    def __init__(
        self,
        name: str,
        database: Database,
        link: BrokerLink,
        relay: Relay | None,
        consumer: Consumer | None,
        loops: Sequence[tuple[str, Loop]] = (),
    ) -> None:
        """`loops` are the service's own tasks by name; they are restarted when they fail."""
        self.name = name
        self.database = database
        self.link = link
        self.consumer = consumer
        self._loops: list[tuple[str, Loop]] = [("broker", link.run), *loops]
        if relay is not None:
            self._loops.append(("relay", relay.run))
        if consumer is not None:
            self._loops.append(("sweeper", Sweeper(consumer, link).run))
            for subscription in SUBSCRIPTIONS:
                if subscription.service == name:
                    link.subscribe(subscription, consumer.ring, subscription.event.__doc__ or "")
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Starts every task; gives at once."""
        asyncio.get_running_loop().set_exception_handler(report_unheard)
        self._tasks = [asyncio.create_task(_keep_running(name, loop), name=name) for name, loop in self._loops]

    async def stop(self) -> None:
        """Stops taking up events, lets those in hand finish and be acknowledged, then ends the tasks."""
        await self.link.stop()
        await end_tasks(self._tasks)
        if self.link.is_connected:
            await self.link.stop()
        await self.database.close()
        _log.info("Stopped", name=self.name)

    async def readiness(self) -> tuple[bool, dict[str, object]]:
        """Whether it can do its work, and the state of what it depends on. A broker away is no reason not to."""
        is_ready = await self.database.is_ready()
        return is_ready, {
            "service": self.name,
            "database": "answers" if is_ready else "away",
            "broker": "connected" if self.link.is_connected else "away, working by sweep",
        }

    def asyncapi(self) -> bytes:
        """The events that this service consumes and publishes, as an AsyncAPI 3 document in JSON."""
        document = AsyncAPI(
            self.link.broker,
            title=f"Clausewatch {self.name}",
            version="1",
            description="Events of the log, rung over NATS JetStream; the log in PostgreSQL is the truth.",
        )
        return document.to_specification().to_json().encode()


def report_unheard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Logs what the event loop finds that nobody waited for, but for names that could not be looked up.

    Who connects gives up before a slow lookup does, and has told it as its own failure.
    """
    if not isinstance(context.get("exception"), gaierror):
        loop.default_exception_handler(context)


async def _keep_running(name: str, loop: Loop) -> None:
    while True:
        try:
            await loop()
        except OUTAGES as outage:
            _log.warning("Waiting for what is away", task=name, error=str(outage) or type(outage).__name__)
        except Exception:  # noqa: BLE001 - logged with its trace; a service outlives a failing task
            _log.exception("A task failed and is started again", task=name)
        await asyncio.sleep(_TASK_RESTART_SECONDS)


class Host:
    """Runs one service for the life of an ASGI app, and answers the requests that every service answers."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Starts the service, and stops it in order at the end of the block."""
        self._service.start()
        try:
            yield
        finally:
            await self._service.stop()

    def routes(self) -> list[tuple[str, HttpHandler]]:
        """`/health/live`, `/health/ready`, `/metrics` and `/asyncapi.json`, each with the ASGI app that answers it."""
        return [
            ("/health/live", get(self._live)),
            ("/health/ready", get(self._ready)),
            ("/metrics", get(self._metrics)),
            ("/asyncapi.json", get(self._asyncapi)),
        ]

    async def _live(self, scope: object) -> AsgiResponse:
        return AsgiResponse(b'{"live":true}', 200, _JSON)

    async def _ready(self, scope: object) -> AsgiResponse:
        is_ready, state = await self._service.readiness()
        return AsgiResponse(to_json({"ready": is_ready, **state}), 200 if is_ready else 503, _JSON)

    async def _metrics(self, scope: object) -> AsgiResponse:
        return AsgiResponse(generate_latest(), 200, {"content-type": CONTENT_TYPE_LATEST})

    async def _asyncapi(self, scope: object) -> AsgiResponse:
        return AsgiResponse(self._service.asyncapi(), 200, _JSON)


class _ServiceApp(AsgiFastStream):
    async def _start_broker(self) -> None:
        """Nothing: the service's link connects, and goes on trying where FastStream would refuse to start."""


def service_app(service: Service) -> AsgiFastStream:
    """The ASGI app of a service without pages: what `Host` answers and nothing else."""
    host = Host(service)
    return _ServiceApp(asgi_routes=host.routes(), lifespan=host.lifespan, logger=None)
