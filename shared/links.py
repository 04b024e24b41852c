"""Tokens of mailed links, derived rather than stored: who has the key can make and check them.

A token is `<subject id>.<expiry>.<signature>`: the id in 32 hex digits, the expiry in Unix seconds (0: never) and
HMAC-SHA-256 (RFC 2104) over purpose, id and expiry in unpadded base64url. Nothing secret is in an event or a table.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

Purpose = Literal["confirm", "manage", "unsubscribe"]
"""What a token is good for; one made for one purpose is refused for another."""


class InvalidTokenError(Exception):
    """The token is malformed, forged, made for something else, or has expired. The message says which to a person."""


@dataclass(frozen=True, slots=True)
class LinkSigner:
    """Makes and checks tokens with one key (bytes, 32 or more)."""

    key: bytes

    def token(self, purpose: Purpose, subject_id: UUID, expires_at: datetime | None = None) -> str:
        """The token for `subject_id` (an event, a subscriber or a subscription); without expiry it holds for good."""
        expiry = 0 if expires_at is None else int(expires_at.timestamp())
        return f"{subject_id.hex}.{expiry}.{self._signature(purpose, subject_id.hex, expiry)}"

    def verify(self, purpose: Purpose, token: str, now: datetime) -> UUID:
        """The id that a valid token names. Raises InvalidTokenError."""
        fields = token.split(".")
        if len(fields) != 3 or len(fields[0]) != 32 or not fields[1].isascii() or not fields[1].isdecimal():
            raise InvalidTokenError("This link is incomplete. Copy the whole link from the mail.")
        if len(fields[1]) > 12:
            raise InvalidTokenError("This link is not one of ours.")
        expected = self._signature(purpose, fields[0], int(fields[1]))
        if not hmac.compare_digest(expected.encode(), fields[2].encode()):
            raise InvalidTokenError("This link is not one of ours, or was made for something else.")
        expiry = int(fields[1])
        if expiry and datetime.fromtimestamp(expiry, UTC) < now:
            raise InvalidTokenError("This link has expired. Ask for a new one.")
        return UUID(hex=fields[0])

    def _signature(self, purpose: str, subject_hex: str, expiry: int) -> str:
        digest = hmac.new(self.key, f"{purpose}\n{subject_hex}\n{expiry}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
