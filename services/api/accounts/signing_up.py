"""From a request to a confirmed subscription: double opt-in, the same answer for every address."""

from datetime import datetime, timedelta
from uuid import UUID

from services.api.accounts import store
from services.api.accounts.addresses import Address, read_address
from services.api.accounts.models import ManageLinkRequest, Subscription, SubscriptionRequest
from services.api.context import Context
from services.api.errors import InvalidLinkError, NotFoundError, TooManyRequestsError
from shared import eventlog
from shared.database import Connection
from shared.events import MessageRequested
from shared.ids import new_id
from shared.links import InvalidTokenError
from shared.telemetry import new_trace_id

_WINDOW = timedelta(hours=24)


async def request_subscription(context: Context, request: SubscriptionRequest, requester: str) -> None:
    """Notes the wish and has the address asked to confirm it; a known address is treated like any other.

    Raises InvalidAddressError, NotFoundError for the target, TooManyRequestsError for the requester.
    """
    address = read_address(request.address)
    now = context.clock.now()
    async with context.database.transaction() as connection:
        if not await store.target_exists(connection, request.target):
            raise NotFoundError(
                f"There is no {request.target.kind} {request.target.id}.", "See /api/v1/platforms for what is watched."
            )
        if not await _may_be_mailed(context, connection, address, requester, now):
            return
        subscriber_id = await store.ensure_subscriber(connection, new_id(), address, request, now)
        subscription_id = await store.request_subscription(
            connection, new_id(), subscriber_id, request.target, request.mode, now
        )
        message = MessageRequested(
            id=new_id(),
            occurred_at=now,
            trace_id=new_trace_id(),
            kind="confirm",
            subscriber_id=subscriber_id,
            subscription_id=subscription_id,
            expires_at=now + timedelta(hours=context.settings.confirm_link_hours),
        )
        await eventlog.append(connection, message)


async def request_manage_link(context: Context, request: ManageLinkRequest, requester: str) -> None:
    """Has a confirmed address mailed a link to its subscriptions; any other address is mailed nothing.

    Raises InvalidAddressError, and TooManyRequestsError for the requester.
    """
    address = read_address(request.address)
    now = context.clock.now()
    async with context.database.transaction() as connection:
        if not await _may_be_mailed(context, connection, address, requester, now):
            return
        subscriber_id = await store.confirmed_subscriber(connection, address.key)
        if subscriber_id is None:
            return
        message = MessageRequested(
            id=new_id(),
            occurred_at=now,
            trace_id=new_trace_id(),
            kind="manage",
            subscriber_id=subscriber_id,
            expires_at=now + timedelta(hours=context.settings.manage_link_hours),
        )
        await eventlog.append(connection, message)


async def _may_be_mailed(
    context: Context, connection: Connection, address: Address, requester: str, now: datetime
) -> bool:
    """Counts the request; whether the address may have one mail more. An address over its limit is not told of."""
    await store.lock(connection, address.key, requester)
    to_address, by_requester = await store.count_mail_requests(connection, address.key, requester, now - _WINDOW)
    if by_requester >= context.settings.mails_per_requester_per_day:
        raise TooManyRequestsError(
            f"{by_requester} mails were requested from your network address within a day.", "Try again tomorrow."
        )
    await store.add_mail_request(connection, address.key, requester, now)
    return to_address < context.settings.mails_per_address_per_day


async def subscription_to_confirm(context: Context, token: str) -> Subscription:
    """What a mailed link would confirm; confirms nothing. Raises InvalidLinkError."""
    event_id = _verified(context, token)
    async with context.database.transaction() as connection:
        return _found(await store.subscription_to_confirm(connection, event_id))


async def confirm(context: Context, token: str) -> Subscription:
    """Confirms what a mailed link names, once or again, and gives it. Raises InvalidLinkError."""
    event_id = _verified(context, token)
    async with context.database.transaction() as connection:
        wanted = _found(await store.subscription_to_confirm(connection, event_id))
        await store.activate(connection, wanted.id, context.clock.now())
        return _found(await store.subscription(connection, wanted.id))


def _verified(context: Context, token: str) -> UUID:
    try:
        return context.links.verify("confirm", token, context.clock.now())
    except InvalidTokenError as refusal:
        raise InvalidLinkError(str(refusal), "Subscribe again to be sent a new link.") from refusal


def _found(subscription: Subscription | None) -> Subscription:
    if subscription is None:
        raise InvalidLinkError("What this link would confirm is no longer kept.", "Subscribe again.")
    if subscription.state == "ended":
        raise InvalidLinkError(
            "This subscription has been ended since the link was sent.", "Subscribe again if you want it back."
        )
    return subscription
