"""The mails that the api asks for, read from its log, with the links that the notifier would write into them."""

from datetime import datetime

from shared.database import Database
from shared.events import MessageRequested, parse_event
from shared.links import LinkSigner

_REQUESTED = """
    select event.payload, subscriber.address from accounts.events as event
    join accounts.subscribers as subscriber on subscriber.id::text = event.key
    where event.subject = 'messages.requested' order by event.sequence
"""


class Mailbox:
    """What subscribers have been sent."""

    def __init__(self, owner: Database, links: LinkSigner) -> None:
        self._owner = owner
        self._links = links

    async def requests(self) -> list[tuple[str, MessageRequested]]:
        """Every mail that was asked for: to which address, and the event."""
        async with self._owner.connection() as connection:
            rows = await connection.fetch(_REQUESTED)
        return [(row["address"], parse_event(MessageRequested, row["payload"])) for row in rows]

    async def kinds(self) -> list[str]:
        """The kinds of those mails, in order."""
        return [event.kind for _, event in await self.requests()]

    async def confirm_token(self) -> str:
        """The token in the latest mail to confirm."""
        event = [event for _, event in await self.requests() if event.kind == "confirm"][-1]
        return self._links.token("confirm", event.id, event.expires_at)

    async def manage_token(self, expires_at: datetime | None = None) -> str:
        """A token to manage the subscriptions of who was mailed last."""
        event = [event for _, event in await self.requests()][-1]
        return self._links.token("manage", event.subscriber_id, expires_at)

    async def unsubscribe_token(self) -> str:
        """The token that ends the subscription which was asked for last."""
        event = [event for _, event in await self.requests() if event.kind == "confirm"][-1]
        if event.subscription_id is None:
            raise AssertionError("A mail to confirm names no subscription.")
        return self._links.token("unsubscribe", event.subscription_id)
