"""Ids that sort by the time of their making (UUID version 7, RFC 9562)."""

from datetime import datetime
from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """A new UUID version 7: 48 bits of Unix milliseconds, then random bits."""
    return uuid_utils.compat.uuid7()


def new_id_at(moment: datetime) -> UUID:
    """A new UUID version 7 whose time bits say `moment`: an imported capture sorts by when it was taken."""
    return UUID(bytes=int(moment.timestamp() * 1000).to_bytes(6, "big") + new_id().bytes[6:])
