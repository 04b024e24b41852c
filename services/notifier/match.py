"""Who is told of a change: what a change touches, and what a subscriber's subscriptions ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

TargetKind = Literal["everything", "platform", "document", "provision"]
Mode = Literal["alert", "digest", "both"]
TellingKind = Literal["alert", "digest"]

_BROADEST_FIRST: tuple[TargetKind, ...] = ("everything", "platform", "document", "provision")


@dataclass(frozen=True, slots=True)
class ChangeTargets:
    """What one change touches: its document, the document's platform, and the provisions that really changed."""

    change_id: str
    document_id: str
    platform_slug: str
    provision_ids: tuple[str, ...]

    def pairs(self) -> list[tuple[TargetKind, str]]:
        """Every (kind, id) that a subscription can name to be told of this change; "everything" needs no id."""
        return [
            ("platform", self.platform_slug),
            ("document", self.document_id),
            *(("provision", provision_id) for provision_id in self.provision_ids),
        ]


@dataclass(frozen=True, slots=True)
class Interest:
    """One subscription that asks to be told of a change."""

    subscriber_id: UUID
    subscription_id: UUID
    target_kind: TargetKind
    mode: Mode


@dataclass(frozen=True, slots=True)
class Telling:
    """A subscriber is to be told of a change, and the subscription that is the reason."""

    subscriber_id: UUID
    subscription_id: UUID


def tellings(interests: Iterable[Interest], kind: TellingKind) -> list[Telling]:
    """Each subscriber who wants to be told as `kind`, once, in the order of their ids.

    Of several subscriptions the narrowest is the reason. The order keeps concurrent writers from deadlock.
    """
    narrowest: dict[UUID, Interest] = {}
    for interest in interests:
        if interest.mode not in (kind, "both"):
            continue
        known = narrowest.get(interest.subscriber_id)
        if known is None or _narrowness(interest) > _narrowness(known):
            narrowest[interest.subscriber_id] = interest
    return [Telling(subscriber_id, narrowest[subscriber_id].subscription_id) for subscriber_id in sorted(narrowest)]


def _narrowness(interest: Interest) -> tuple[int, UUID]:
    return _BROADEST_FIRST.index(interest.target_kind), interest.subscription_id
