"""Streams and consumers, declared in one place: created or updated at start and at every reconnect.

One stream per producing schema; one durable pull consumer per (service, subject). The broker's redelivery is
bounded and its copy of an event expires: what it loses, a consumer's sweep finds in the log.
"""

from dataclasses import dataclass
from datetime import timedelta

from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    DiscardPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import NotFoundError

from shared.events import (
    CaptureQuarantined,
    ChangeDetected,
    DocumentEdited,
    DocumentEditRequested,
    DocumentUnreachable,
    Event,
    FetchRequested,
    MessageRequested,
    QuarantineDecided,
    SnapshotCaptured,
)
from shared.events.base import Schema
from shared.settings import BrokerSettings

_MAXIMUM_AGE = timedelta(days=3)
_DUPLICATE_WINDOW = timedelta(minutes=2)
_ACKNOWLEDGE_WITHIN_SECONDS = 60.0
_DELIVERIES = 12


@dataclass(frozen=True, slots=True)
class Subscription:
    """One service's interest in one event."""

    service: str
    event: type[Event]

    @property
    def stream(self) -> str:
        """The stream that carries the event."""
        return stream_of(self.event)

    @property
    def durable(self) -> str:
        """The durable consumer's name."""
        return f"{self.service}-{self.event.subject.replace('.', '-')}"

    def consumer(self) -> ConsumerConfig:
        """The durable consumer as JetStream is asked for it."""
        return ConsumerConfig(
            durable_name=self.durable,
            filter_subject=self.event.subject,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=_ACKNOWLEDGE_WITHIN_SECONDS,
            max_deliver=_DELIVERIES,
            max_ack_pending=1000,
            deliver_policy=DeliverPolicy.ALL,
        )


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    Subscription("fetcher", FetchRequested),
    Subscription("fetcher", DocumentEditRequested),
    Subscription("fetcher", CaptureQuarantined),
    Subscription("differ", SnapshotCaptured),
    Subscription("differ", DocumentEdited),
    Subscription("differ", QuarantineDecided),
    Subscription("notifier", ChangeDetected),
    Subscription("notifier", MessageRequested),
    Subscription("notifier", DocumentUnreachable),
)

INBOXES: dict[str, Schema] = {"fetcher": "catalog", "differ": "archive", "notifier": "delivery"}
"""The schema that holds each consumer's inbox."""


def stream_of(event: type[Event]) -> str:
    """The name of the stream that carries `event`."""
    return f"clausewatch-{event.producer}"


def streams() -> dict[str, list[str]]:
    """Every stream with its subjects."""
    found: dict[str, list[str]] = {}
    for subscription in SUBSCRIPTIONS:
        subjects = found.setdefault(subscription.stream, [])
        if subscription.event.subject not in subjects:
            subjects.append(subscription.event.subject)
    return found


async def declare(jetstream: JetStreamContext, settings: BrokerSettings) -> None:
    """Creates every stream and consumer that is missing and updates those that differ.

    Safe to run by several processes at once and as often as wished. Raises nats.js.errors.Error where the broker
    refuses (no JetStream, no space).
    """
    for name, subjects in streams().items():
        config = StreamConfig(
            name=name,
            subjects=subjects,
            retention=RetentionPolicy.LIMITS,
            storage=StorageType.FILE,
            discard=DiscardPolicy.OLD,
            max_age=_MAXIMUM_AGE.total_seconds(),
            max_bytes=settings.max_stream_bytes,
            duplicate_window=_DUPLICATE_WINDOW.total_seconds(),
            num_replicas=settings.replicas,
        )
        try:
            await jetstream.stream_info(name)
        except NotFoundError:
            await jetstream.add_stream(config)
        else:
            await jetstream.update_stream(config)
    for subscription in SUBSCRIPTIONS:
        await jetstream.add_consumer(subscription.stream, subscription.consumer())
