"""The SQL of deliveries: claiming what is due, and what became of each attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from shared.database import Connection

DeliveryKind = Literal["alert", "digest", "confirm", "manage", "operator"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that this process has claimed."""

    id: UUID
    kind: DeliveryKind
    subscriber_id: UUID | None
    event_id: UUID | None
    payload: dict[str, Any]
    trace_id: str
    message_id: str
    closed_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt that is being made: the how manieth, and whether the one before may have been accepted."""

    attempts: int
    is_repeat: bool


_REQUEST = """
    insert into delivery.deliveries
        (id, kind, subscriber_id, event_id, payload, trace_id, created_at, due_at, state, message_id)
    values ($1, $2, $3, $4, $5, $6, $7, $7, 'sending', $8)
    on conflict (event_id) do nothing
"""

_CLAIM = """
    with due as (
        select id from delivery.deliveries
        where state in ('collecting', 'sending') and due_at <= $1
          and (leased_until is null or leased_until < $1) and id <> all($4)
        order by due_at limit $3
        for update skip locked
    )
    update delivery.deliveries as delivery
    set state = 'sending', closed_at = coalesce(closed_at, $1), leased_until = $2
    from due where delivery.id = due.id
    returning delivery.id, delivery.kind, delivery.subscriber_id, delivery.event_id, delivery.payload,
              delivery.trace_id, delivery.message_id, delivery.closed_at, delivery.attempts
"""

_NEXT_DUE = """
    select min(due_at) from delivery.deliveries
    where state in ('collecting', 'sending') and (leased_until is null or leased_until < $1)
"""

_RENEW_LEASES = "update delivery.deliveries set leased_until = $2 where id = any($1) and state = 'sending'"

_RELEASE = """
    update delivery.deliveries set leased_until = null, last_error = coalesce($2, last_error)
    where id = any($1) and state = 'sending'
"""

# Committed before the mail leaves: after a crash it is known that the server may have it.
_BEGIN_ATTEMPT = """
    with before as (
        select id, is_outcome_unknown from delivery.deliveries
        where id = $1 and state = 'sending' and leased_until >= $2
        for update
    )
    update delivery.deliveries as delivery
    set attempts = attempts + 1, repeats = repeats + before.is_outcome_unknown::integer, is_outcome_unknown = true
    from before where delivery.id = before.id
    returning delivery.attempts, before.is_outcome_unknown as was_unknown
"""

_SENT = """
    update delivery.deliveries
    set state = 'sent', ended_at = $2, server_answer = $3, is_outcome_unknown = false, leased_until = null,
        last_error = null
    where id = $1
"""

_LIFT_SUPPRESSION = "delete from delivery.suppressions where subscriber_id = $1"

_PUT_OFF = """
    update delivery.deliveries
    set attempts = $2, due_at = $3, last_error = $4, is_outcome_unknown = coalesce($5, is_outcome_unknown),
        leased_until = null
    where id = $1 and state = 'sending'
"""

_END = """
    update delivery.deliveries
    set state = $2, ended_at = $3, last_error = $4, is_outcome_unknown = false, leased_until = null
    where id = $1 and state = 'sending'
"""

_SUPPRESS = """
    insert into delivery.suppressions (subscriber_id, reason, since) values ($1, $2, $3)
    on conflict (subscriber_id) do nothing
"""

_COUNT_WAITING = "select count(*) from delivery.deliveries where state in ('collecting', 'sending') and due_at <= $1"


async def request(
    connection: Connection,
    delivery_id: UUID,
    kind: DeliveryKind,
    subscriber_id: UUID | None,
    event_id: UUID,
    payload: dict[str, Any],
    trace_id: str,
    now: datetime,
    message_id: str,
) -> None:
    """Asks for one mail for one event, due at once."""
    await connection.execute(_REQUEST, delivery_id, kind, subscriber_id, event_id, payload, trace_id, now, message_id)


async def claim(
    connection: Connection, now: datetime, leased_until: datetime, limit: int, in_hand: Sequence[UUID]
) -> list[Delivery]:
    """Up to `limit` deliveries that are due and nobody's, leased; those `in_hand` here are passed over."""
    rows = await connection.fetch(_CLAIM, now, leased_until, limit, in_hand)
    return [Delivery(**dict(row)) for row in rows]


async def next_due(connection: Connection, now: datetime) -> datetime | None:
    """When the next delivery that is nobody's is due."""
    due_at: datetime | None = await connection.fetchval(_NEXT_DUE, now)
    return due_at


async def renew_leases(connection: Connection, ids: Sequence[UUID], leased_until: datetime) -> None:
    """Keeps deliveries in hand from being taken up by another notifier."""
    await connection.execute(_RENEW_LEASES, ids, leased_until)


async def release(connection: Connection, ids: Sequence[UUID], error: str | None) -> None:
    """Gives back deliveries that were not attempted."""
    await connection.execute(_RELEASE, ids, error)


async def begin_attempt(connection: Connection, delivery_id: UUID, now: datetime) -> Begun | None:
    """Counts an attempt before it is made. None where the lease is not ours any more."""
    row = await connection.fetchrow(_BEGIN_ATTEMPT, delivery_id, now)
    return None if row is None else Begun(row["attempts"], row["was_unknown"])


async def record_sent(connection: Connection, delivery: Delivery, answer: str, now: datetime) -> None:
    """The server accepted it. A mail that its reader asked for lifts the suppression of the address."""
    await connection.execute(_SENT, delivery.id, now, answer)
    if delivery.kind in ("confirm", "manage"):
        await connection.execute(_LIFT_SUPPRESSION, delivery.subscriber_id)


async def put_off(
    connection: Connection,
    delivery_id: UUID,
    attempts: int,
    due_at: datetime,
    error: str,
    is_outcome_unknown: bool | None,
) -> None:
    """It is tried again at `due_at`. None: nothing was sent, and what was unknown before still is."""
    await connection.execute(_PUT_OFF, delivery_id, attempts, due_at, error, is_outcome_unknown)


async def end(
    connection: Connection, delivery_id: UUID, state: Literal["failed", "withdrawn"], error: str, now: datetime
) -> None:
    """It is not tried again, for the reason given."""
    await connection.execute(_END, delivery_id, state, now, error)


async def suppress(connection: Connection, subscriber_id: UUID, reason: str, now: datetime) -> None:
    """Nothing more is sent to the subscriber, but what they ask for."""
    await connection.execute(_SUPPRESS, subscriber_id, reason, now)


async def count_waiting(connection: Connection, now: datetime) -> int:
    """How many mails are due and not ended."""
    return int(await connection.fetchval(_COUNT_WAITING, now))
