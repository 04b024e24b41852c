"""Events in: each commits what is to be sent with its inbox row. The loops do the rest."""

from typing import Any
from uuid import UUID

from services.notifier import delivery_store, matching_store
from services.notifier.delivery_store import DeliveryKind
from shared.clock import Clock
from shared.database import Connection
from shared.events import ChangeDetected, DocumentUnreachable, Event, MessageRequested
from shared.ids import new_id
from shared.inbox import Handling, nothing_to_prepare
from shared.retrying import GiveUpError


class Handlers:
    """What the notifier does with each kind of event."""

    def __init__(self, clock: Clock, domain: str, tells_operator: bool) -> None:
        """`domain` is that of the Message-IDs."""
        self._clock = clock
        self._domain = domain
        self._tells_operator = tells_operator

    def handlings(self) -> list[Handling[Any, Any]]:
        """One for each event that the notifier consumes."""
        return [
            Handling(ChangeDetected, self.change_detected, nothing_to_prepare),
            Handling(MessageRequested, self.message_requested, nothing_to_prepare),
            Handling(DocumentUnreachable, self.document_unreachable, nothing_to_prepare),
        ]

    async def change_detected(self, connection: Connection, event: ChangeDetected, _: None) -> None:
        """Opens a job that finds the change's subscribers. Raises GiveUpError where there is no such change."""
        if await matching_store.change_targets(connection, event.change_id) is None:
            raise GiveUpError(
                f"The archive has no change {event.change_id}, or the catalogue not its document; "
                "nobody can be told of it."
            )
        await matching_store.open_job(connection, event.id, event.change_id, event.trace_id, self._clock.now())

    async def message_requested(self, connection: Connection, event: MessageRequested, _: None) -> None:
        """Asks for the mail with the link."""
        payload = {
            "subscription_id": None if event.subscription_id is None else str(event.subscription_id),
            "expires_at": event.expires_at.isoformat(),
        }
        await self._request(connection, event, event.kind, event.subscriber_id, payload)

    async def document_unreachable(self, connection: Connection, event: DocumentUnreachable, _: None) -> None:
        """Asks for a mail to the operator, where one is to be told."""
        if not self._tells_operator:
            return
        payload = {
            "document_id": event.document_id,
            "state": event.state,
            "since": event.since.isoformat(),
            "reason": event.reason,
        }
        await self._request(connection, event, "operator", None, payload)

    async def _request(
        self,
        connection: Connection,
        event: Event,
        kind: DeliveryKind,
        subscriber_id: UUID | None,
        payload: dict[str, Any],
    ) -> None:
        delivery_id = new_id()
        await delivery_store.request(
            connection,
            delivery_id,
            kind,
            subscriber_id,
            event.id,
            payload,
            event.trace_id,
            self._clock.now(),
            f"<{delivery_id}@{self._domain}>",
        )
