"""From a letter to the parcel that is handed to the mail server, unless there is nothing to tell any more."""

from datetime import datetime
from email.message import EmailMessage
from typing import assert_never
from uuid import UUID

from services.notifier import compose
from services.notifier.addresses import ascii_address
from services.notifier.compose import House
from services.notifier.content import Postmark, Reader
from services.notifier.content_store import Subscriber
from services.notifier.errors import WithdrawnError
from services.notifier.letters import Letter
from services.notifier.smtp import Parcel


class Writer:
    """Writes mails for one installation."""

    def __init__(self, house: House, operator_address: str | None) -> None:
        self._house = house
        self._operator_address = operator_address

    def write(self, letter: Letter, now: datetime) -> Parcel:
        """The parcel of `letter`. Raises WithdrawnError where its reader is to be told nothing (any more)."""
        postmark = Postmark(letter.delivery.message_id, letter.delivery.closed_at)
        match letter.delivery.kind:
            case "alert" | "digest":
                recipient, message = self._about_changes(letter, postmark)
            case "confirm" | "manage":
                recipient, message = self._asked_for(letter, postmark, now)
            case "operator":
                recipient, message = self._to_operator(letter, postmark)
            case unknown:
                assert_never(unknown)
        return Parcel(ascii_address(self._house.from_address), ascii_address(recipient), message.as_bytes())

    def _about_changes(self, letter: Letter, postmark: Postmark) -> tuple[str, EmailMessage]:
        subscriber = _present(letter.subscriber)
        if not subscriber.is_confirmed:
            raise WithdrawnError("The subscriber is not confirmed.")
        if subscriber.suppression is not None:
            raise WithdrawnError(f"The address is suppressed: {subscriber.suppression}")
        reader = subscriber.reader
        if letter.delivery.kind == "digest" and (letter.changes or subscriber.wants_empty_digest):
            return reader.address, compose.digest(letter.changes, letter.digest_reasons, reader, postmark, self._house)
        if not letter.changes:
            raise WithdrawnError("No subscription asks for any of this any more.")
        return reader.address, compose.alert(letter.changes, reader, postmark, self._house)

    def _asked_for(self, letter: Letter, postmark: Postmark, now: datetime) -> tuple[str, EmailMessage]:
        reader: Reader = _present(letter.subscriber).reader
        expires_at = datetime.fromisoformat(letter.delivery.payload["expires_at"])
        if expires_at <= now:
            raise WithdrawnError("Its link expired before the mail could be sent.")
        if letter.delivery.kind == "manage":
            token = self._house.signer.token("manage", reader.subscriber_id, expires_at)
            return reader.address, compose.manage(token, expires_at, reader, postmark, self._house)
        token = self._house.signer.token("confirm", _event_id(letter), expires_at)
        return reader.address, compose.confirm(token, expires_at, letter.target, reader, postmark, self._house)

    def _to_operator(self, letter: Letter, postmark: Postmark) -> tuple[str, EmailMessage]:
        if self._operator_address is None:
            raise WithdrawnError("No CLAUSEWATCH_NOTIFIER_OPERATOR_ADDRESS is set.")
        if letter.unreachable is None:
            raise WithdrawnError("The document is not in the catalogue any more.")
        return self._operator_address, compose.unreachable(
            letter.unreachable, self._operator_address, postmark, self._house
        )


def _present(subscriber: Subscriber | None) -> Subscriber:
    if subscriber is None:
        raise WithdrawnError("The subscriber has been removed.")
    return subscriber


def _event_id(letter: Letter) -> UUID:
    if letter.delivery.event_id is None:
        raise WithdrawnError("The delivery names no event to confirm.")
    return letter.delivery.event_id
