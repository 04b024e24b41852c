"""The link to NATS JetStream: a doorbell that may be away without stopping anyone.

A service starts without its broker, and goes on when it disappears: the link keeps trying, declares the streams
again at every reconnect (the broker may have lost them), and tells its listeners to sweep.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from faststream.security import SASLPlaintext
from nats.errors import Error as NatsError
from nats.js import JetStreamContext

from shared.events import ALL_EVENTS, Event
from shared.relay import LoggedEvent
from shared.settings import BrokerSettings
from shared.telemetry import BROKER_CONNECTED, get_logger
from shared.topology import Subscription, declare, stream_of

_log = get_logger(__name__)

_RETRY_SECONDS = 1.0
_PUBLISH_SECONDS = 5.0
_PULL_SECONDS = 20.0
_WORKERS = 8
_STREAM_OF = {event.subject: stream_of(event) for event in ALL_EVENTS}

Ring = Callable[[Event], Awaitable[float | None]]
"""Handles the key that an event rang for. Gives None when all is done, else the seconds after which to ring again."""


class BrokerLink:
    """One process's connection, with the FastStream broker whose subscribers it starts."""

    def __init__(self, settings: BrokerSettings, service: str) -> None:
        self._settings = settings
        self._reconnected = asyncio.Event()
        self._is_stopping = False
        self._on_connected: list[Callable[[], None]] = []
        self._on_disconnected: list[Callable[[], None]] = []
        self.broker = NatsBroker(
            settings.addresses(),
            name=f"clausewatch {service}",
            security=_security(settings),
            connect_timeout=2,
            reconnect_time_wait=1,
            max_reconnect_attempts=-1,
            allow_reconnect=True,
            ping_interval=10,
            max_outstanding_pings=2,
            graceful_timeout=20,
            reconnected_cb=self._was_reconnected,
            disconnected_cb=self._was_disconnected,
            error_cb=_ignore_connection_error,
            logger=None,
        )

    def subscribe(self, subscription: Subscription, ring: Ring, description: str) -> None:
        """Rings `ring` for each event of `subscription`, and acknowledges when it says that all is done."""

        async def rung(event: Event, message: NatsMessage) -> None:
            again = await ring(event)
            if again is None:
                await message.ack()
            else:
                await message.nack(delay=again)

        rung.__annotations__["event"] = subscription.event
        self.broker.subscriber(
            subscription.event.subject,
            stream=JStream(subscription.stream, declare=False),
            durable=subscription.durable,
            config=subscription.consumer(),
            pull_sub=PullSub(batch_size=_WORKERS, timeout=_PULL_SECONDS),
            ack_policy=AckPolicy.MANUAL,
            max_workers=_WORKERS,
            title=subscription.durable,
            description=description,
        )(rung)

    def publishes(self, *events: type[Event]) -> None:
        """Documents what this service's relay publishes, for the generated AsyncAPI."""
        for event in events:
            self.broker.publisher(
                event.subject,
                stream=JStream(stream_of(event), declare=False),
                schema=event,
                title=event.subject,
                description=event.__doc__,
            )

    def on_connected(self, callback: Callable[[], None]) -> None:
        """Calls `callback` after the first connection and after every reconnect."""
        self._on_connected.append(callback)

    def on_disconnected(self, callback: Callable[[], None]) -> None:
        """Calls `callback` when the broker goes away."""
        self._on_disconnected.append(callback)

    @property
    def is_connected(self) -> bool:
        """Whether the broker can be rung now."""
        connection = self.broker._connection
        return connection is not None and connection.is_connected

    async def run(self) -> None:
        """Connects, starts the subscribers, and keeps the streams declared, until cancelled."""
        await self._start()
        while True:
            await self._reconnected.wait()
            self._reconnected.clear()
            await self._declare()

    async def stop(self) -> None:
        """Lets handlers in hand finish and acknowledge, then disconnects."""
        self._is_stopping = True
        with suppress(NatsError, TimeoutError):
            await asyncio.wait_for(self.broker.stop(), timeout=25)

    async def ring(self, events: list[LoggedEvent]) -> bool:
        """Publishes `events` to their streams, each under its id; whether all were acknowledged."""
        if not self.is_connected:
            return False
        try:
            await asyncio.gather(*(self._publish(event) for event in events))
        except (NatsError, TimeoutError) as refusal:
            _log.warning("The broker did not take events and is rung again", error=str(refusal))
            return False
        return True

    async def _publish(self, event: LoggedEvent) -> None:
        await self._jetstream.publish(
            event.subject,
            event.payload,
            timeout=_PUBLISH_SECONDS,
            stream=_STREAM_OF[event.subject],
            headers={
                "Nats-Msg-Id": str(event.id),
                "content-type": "application/json",
                "correlation_id": event.trace_id,
            },
        )

    @property
    def _jetstream(self) -> JetStreamContext:
        stream: JetStreamContext = self.broker.config.connection_state.stream
        return stream

    async def _start(self) -> None:
        while True:
            try:
                await self.broker.connect()
                await declare(self._jetstream, self._settings)
                await self.broker.start()
            except (NatsError, OSError, TimeoutError) as refusal:
                _log.warning(
                    "The broker cannot be used yet; working by sweep until it can",
                    servers=self._settings.servers,
                    error=str(refusal) or type(refusal).__name__,
                )
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                self._tell_connected()
                return

    async def _declare(self) -> None:
        while self.is_connected:
            try:
                await declare(self._jetstream, self._settings)
            except (NatsError, TimeoutError) as refusal:
                _log.warning("The broker does not take its streams yet", error=str(refusal))
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                self._tell_connected()
                return

    def _tell_connected(self) -> None:
        _log.info("Connected to the broker", servers=self._settings.servers)
        BROKER_CONNECTED.set(1)
        for callback in self._on_connected:
            callback()

    async def _was_reconnected(self) -> None:
        self._reconnected.set()

    async def _was_disconnected(self) -> None:
        BROKER_CONNECTED.set(0)
        if self._is_stopping:
            return
        _log.warning("The broker went away; working by sweep until it is back")
        for callback in self._on_disconnected:
            callback()


def _security(settings: BrokerSettings) -> SASLPlaintext | None:
    if settings.user is None or settings.password is None:
        return None
    return SASLPlaintext(settings.user, settings.password.get_secret_value())


async def _ignore_connection_error(error: Exception) -> None:
    # nats-py reports every failed attempt here; the disconnect and the reconnect are logged once each instead.
    _log.debug("Broker connection error", error=str(error) or type(error).__name__)
