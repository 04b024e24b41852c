"""A claimed delivery with everything that its mail is written from, as it stands when the mail leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.notifier import content_store
from services.notifier.content import Reason, ToldChange, Unreachable
from services.notifier.content_store import Subscriber
from services.notifier.delivery_store import Delivery
from shared.database import Connection


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail is written from; what a kind of delivery does not need is None or empty."""

    delivery: Delivery
    subscriber: Subscriber | None
    changes: tuple[ToldChange, ...]
    digest_reasons: tuple[Reason, ...]
    target: Reason | None
    unreachable: Unreachable | None


async def load_letters(connection: Connection, deliveries: Sequence[Delivery]) -> list[Letter]:
    """A letter for each delivery, read in a few statements for all of them."""
    subscribers = await content_store.subscribers(connection, deliveries)
    changes = await content_store.told_changes(connection, deliveries)
    reasons = await content_store.digest_reasons(connection, deliveries)
    targets = await content_store.subscription_targets(connection, deliveries)
    unreachable = await content_store.unreachable(connection, deliveries)
    return [
        Letter(
            delivery=delivery,
            subscriber=None if delivery.subscriber_id is None else subscribers.get(delivery.subscriber_id),
            changes=tuple(changes.get(delivery.id, ())),
            digest_reasons=tuple(reasons.get(delivery.subscriber_id, ())) if delivery.subscriber_id else (),
            target=targets.get(UUID(wanted)) if (wanted := delivery.payload.get("subscription_id")) else None,
            unreachable=unreachable.get(delivery.id),
        )
        for delivery in deliveries
    ]
