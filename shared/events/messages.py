"""The api asks the notifier to mail a subscriber something other than a change."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from shared.events.base import Event, Schema


class MessageRequested(Event):
    """A subscriber is to be mailed a link: to confirm a subscription, or to manage the ones they have.

    The link's token is no part of the event: api and notifier derive it from the event's id (`shared.links`).
    """

    subject: ClassVar[str] = "messages.requested"
    producer: ClassVar[Schema] = "accounts"

    kind: Literal["confirm", "manage"]
    subscriber_id: UUID
    subscription_id: UUID | None = None
    expires_at: AwareDatetime

    @property
    def key(self) -> str:
        return str(self.subscriber_id)
