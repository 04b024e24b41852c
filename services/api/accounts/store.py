"""The schema `accounts`: subscribers, subscriptions and requests for mail. Each function is one statement."""

from datetime import datetime
from uuid import UUID

import asyncpg

from services.api.accounts.addresses import Address
from services.api.accounts.models import (
    Mode,
    Preferences,
    PreferencesEdit,
    Subscription,
    SubscriptionRequest,
    Target,
    TargetKind,
)
from shared.database import Connection

_NAMED = """
    select subscription.id, subscription.subscriber_id, target_kind, target_id, mode, requested_mode,
           subscription.state, subscription.created_at, subscription.confirmed_at,
           case target_kind
               when 'everything' then 'Every watched document'
               when 'platform' then coalesce(platform.name, target_id)
               else coalesce(document.platform_name || ' – ' || document.document_type, target_id)
                    || case target_kind when 'provision' then ', clause ' || target_id else '' end
           end as target_name
    from accounts.subscriptions as subscription
    left join catalog.readable_platforms as platform on target_kind = 'platform' and platform.slug = target_id
    left join archive.readable_provisions as provision on target_kind = 'provision' and provision.id = target_id
    left join catalog.readable_documents as document
        on document.id = case target_kind when 'document' then target_id else provision.document_id end
"""


async def lock(connection: Connection, *keys: str) -> None:
    """Holds `keys` until the transaction ends, in one order for everyone: what is counted stays counted."""
    await connection.execute(
        "select pg_advisory_xact_lock(hashtextextended('mail request ' || key, 0))"
        " from unnest($1::text[]) as key order by key",
        list(keys),
    )


async def count_mail_requests(
    connection: Connection, address_key: str, requester_key: str, since: datetime
) -> tuple[int, int]:
    """How often mail was requested since then: to the address, and by the requester."""
    row = await connection.fetchrow(
        """
        select (select count(*) from accounts.mail_requests where address_key = $1 and requested_at > $3),
               (select count(*) from accounts.mail_requests where requester_key = $2 and requested_at > $3)
        """,
        address_key,
        requester_key,
        since,
    )
    return (0, 0) if row is None else (row[0], row[1])


async def add_mail_request(connection: Connection, address_key: str, requester_key: str, now: datetime) -> None:
    """Remembers one request for mail."""
    await connection.execute(
        "insert into accounts.mail_requests (address_key, requester_key, requested_at) values ($1, $2, $3)",
        address_key,
        requester_key,
        now,
    )


async def target_exists(connection: Connection, target: Target) -> bool:
    """Whether there is such a platform, document or provision."""
    return bool(await connection.fetchval(_TARGET_EXISTS[target.kind], *([target.id] if target.id else [])))


_TARGET_EXISTS: dict[TargetKind, str] = {
    "everything": "select true",
    "platform": "select exists (select from catalog.readable_platforms where slug = $1)",
    "document": "select exists (select from catalog.readable_documents where id = $1)",
    "provision": "select exists (select from archive.readable_provisions where id = $1)",
}


async def ensure_subscriber(
    connection: Connection, new_id: UUID, address: Address, request: SubscriptionRequest, now: datetime
) -> UUID:
    """The id of the address's subscriber, made where there is none. A confirmed one's preferences stay."""
    subscriber_id: UUID = await connection.fetchval(
        """
        insert into accounts.subscribers as subscriber
            (id, address, address_key, state, time_zone, digest_weekday, digest_hour, created_at)
        values ($1, $2, $3, 'pending', $4, $5, $6, $7)
        on conflict on constraint subscribers_one_per_address do update set
            time_zone = case subscriber.state when 'pending' then $4 else subscriber.time_zone end,
            digest_weekday = case subscriber.state when 'pending' then $5 else subscriber.digest_weekday end,
            digest_hour = case subscriber.state when 'pending' then $6 else subscriber.digest_hour end
        returning id
        """,
        new_id,
        address.written,
        address.key,
        request.time_zone,
        request.digest_weekday,
        request.digest_hour,
        now,
    )
    return subscriber_id


async def request_subscription(
    connection: Connection, new_id: UUID, subscriber_id: UUID, target: Target, mode: Mode, now: datetime
) -> UUID:
    """The id of the subscription that waits for confirmation: a new one, or the one to that target that there is."""
    subscription_id: UUID = await connection.fetchval(
        """
        insert into accounts.subscriptions
            (id, subscriber_id, target_kind, target_id, mode, requested_mode, state, created_at)
        values ($1, $2, $3, $4, $5, $5, 'pending', $6)
        on conflict (subscriber_id, target_kind, coalesce(target_id, '')) where state <> 'ended'
        do update set
            requested_mode = excluded.requested_mode,
            created_at = case subscriptions.state when 'pending' then excluded.created_at
                                                  else subscriptions.created_at end
        returning id
        """,
        new_id,
        subscriber_id,
        target.kind,
        target.id,
        mode,
        now,
    )
    return subscription_id


async def confirmed_subscriber(connection: Connection, address_key: str) -> UUID | None:
    """The id of the address's subscriber, where it is a confirmed one."""
    subscriber_id: UUID | None = await connection.fetchval(
        "select id from accounts.subscribers where address_key = $1 and state = 'confirmed'", address_key
    )
    return subscriber_id


async def subscription_to_confirm(connection: Connection, event_id: UUID) -> Subscription | None:
    """The subscription that the message asked to confirm, locked for the transaction."""
    row = await connection.fetchrow(
        _NAMED
        + """
        join accounts.events as event on subscription.id = (event.payload ->> 'subscription_id')::uuid
        where event.id = $1 and event.subject = 'messages.requested' and event.payload ->> 'kind' = 'confirm'
        for update of subscription
        """,
        event_id,
    )
    return None if row is None else _subscription(row)


async def activate(connection: Connection, subscription_id: UUID, now: datetime) -> None:
    """Puts a subscription that has not ended in force as it was requested, and its subscriber is confirmed."""
    await connection.execute(
        """
        with activated as (
            update accounts.subscriptions
            set state = 'active', mode = coalesce(requested_mode, mode), requested_mode = null,
                confirmed_at = coalesce(confirmed_at, $2)
            where id = $1 and state <> 'ended'
            returning subscriber_id
        )
        update accounts.subscribers set state = 'confirmed', confirmed_at = coalesce(confirmed_at, $2)
        where id = (select subscriber_id from activated)
        """,
        subscription_id,
        now,
    )


async def subscription(connection: Connection, subscription_id: UUID) -> Subscription | None:
    """One subscription, ended or not."""
    row = await connection.fetchrow(_NAMED + "where subscription.id = $1", subscription_id)
    return None if row is None else _subscription(row)


async def subscriptions_of(connection: Connection, subscriber_id: UUID) -> list[Subscription]:
    """A subscriber's subscriptions that have not ended, oldest first."""
    rows = await connection.fetch(
        _NAMED + "where subscriber_id = $1 and subscription.state <> 'ended' order by subscription.id", subscriber_id
    )
    return [_subscription(row) for row in rows]


async def end_subscription(connection: Connection, subscription_id: UUID, now: datetime) -> None:
    """Ends a subscription that has not ended yet."""
    await connection.execute(
        "update accounts.subscriptions set state = 'ended', ended_at = $2, requested_mode = null"
        " where id = $1 and state <> 'ended'",
        subscription_id,
        now,
    )


async def end_subscription_of(
    connection: Connection, subscriber_id: UUID, subscription_id: UUID, now: datetime
) -> bool:
    """Ends one of a subscriber's subscriptions; whether there is such a one, ended before or not."""
    found = await connection.fetchval(
        """
        update accounts.subscriptions set state = 'ended', ended_at = coalesce(ended_at, $3), requested_mode = null
        where id = $2 and subscriber_id = $1 returning true
        """,
        subscriber_id,
        subscription_id,
        now,
    )
    return bool(found)


async def address_and_preferences(connection: Connection, subscriber_id: UUID) -> tuple[str, Preferences] | None:
    """A confirmed subscriber's address and preferences."""
    row = await connection.fetchrow(
        """
        select address, time_zone, digest_weekday, digest_hour, wants_empty_digest
        from accounts.subscribers where id = $1 and state = 'confirmed'
        """,
        subscriber_id,
    )
    if row is None:
        return None
    values = dict(row)
    return values.pop("address"), Preferences.model_validate(values)


async def edit_preferences(connection: Connection, subscriber_id: UUID, edit: PreferencesEdit) -> bool:
    """Changes a confirmed subscriber's preferences; whether there is such a one."""
    found = await connection.fetchval(
        """
        update accounts.subscribers
        set time_zone = coalesce($2, time_zone), digest_weekday = coalesce($3, digest_weekday),
            digest_hour = coalesce($4, digest_hour), wants_empty_digest = coalesce($5, wants_empty_digest)
        where id = $1 and state = 'confirmed' returning true
        """,
        subscriber_id,
        edit.time_zone,
        edit.digest_weekday,
        edit.digest_hour,
        edit.wants_empty_digest,
    )
    return bool(found)


async def forget_unconfirmed(connection: Connection, before: datetime) -> None:
    """Drops what was asked for before then and never confirmed: subscriptions, then addresses that have none."""
    await connection.execute("delete from accounts.subscriptions where state = 'pending' and created_at < $1", before)
    await connection.execute(
        """
        delete from accounts.subscribers as subscriber
        where state = 'pending' and created_at < $1
          and not exists (select from accounts.subscriptions where subscriber_id = subscriber.id)
        """,
        before,
    )


async def forget_mail_requests(connection: Connection, before: datetime) -> None:
    """Drops the requests for mail that no limit looks at any more."""
    await connection.execute("delete from accounts.mail_requests where requested_at < $1", before)


def _subscription(row: asyncpg.Record) -> Subscription:
    return Subscription(
        id=row["id"],
        subscriber_id=row["subscriber_id"],
        target=Target(kind=row["target_kind"], id=row["target_id"]),
        target_name=row["target_name"],
        mode=row["mode"],
        requested_mode=row["requested_mode"],
        state=row["state"],
        created_at=row["created_at"],
        confirmed_at=row["confirmed_at"],
    )
