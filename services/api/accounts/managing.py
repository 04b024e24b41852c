"""What a subscriber sees and changes with a mailed link, and the one click that ends a subscription."""

from uuid import UUID

from services.api.accounts import store
from services.api.accounts.models import PreferencesEdit, Subscriber, Subscription
from services.api.context import Context
from services.api.errors import InvalidLinkError, NotFoundError
from shared.database import Connection
from shared.links import InvalidTokenError


def subscriber_of(context: Context, token: str) -> UUID:
    """The subscriber whose subscriptions a mailed link manages. Raises InvalidLinkError."""
    try:
        return context.links.verify("manage", token, context.clock.now())
    except InvalidTokenError as refusal:
        raise InvalidLinkError(str(refusal), "Ask for a new link at /manage.") from refusal


async def subscriber(context: Context, subscriber_id: UUID) -> Subscriber:
    """A confirmed subscriber with preferences and subscriptions. Raises NotFoundError."""
    async with context.database.connection() as connection:
        return await _read(connection, subscriber_id)


async def edit_preferences(context: Context, subscriber_id: UUID, edit: PreferencesEdit) -> Subscriber:
    """Changes preferences and gives the subscriber as it is then. Raises NotFoundError."""
    async with context.database.transaction() as connection:
        await store.edit_preferences(connection, subscriber_id, edit)
        return await _read(connection, subscriber_id)


async def end_one(context: Context, subscriber_id: UUID, subscription_id: UUID) -> None:
    """Ends one of the subscriber's own subscriptions, once or again. Raises NotFoundError."""
    async with context.database.transaction() as connection:
        if not await store.end_subscription_of(connection, subscriber_id, subscription_id, context.clock.now()):
            raise NotFoundError("You have no such subscription.", "See the list of your subscriptions.")


async def subscription_to_end(context: Context, token: str) -> Subscription:
    """What an unsubscribe link would end; ends nothing. Raises InvalidLinkError."""
    subscription_id = _verified(context, token)
    async with context.database.connection() as connection:
        return _found(await store.subscription(connection, subscription_id))


async def unsubscribe(context: Context, token: str) -> Subscription:
    """Ends what an unsubscribe link names, once or again, and gives it. Raises InvalidLinkError."""
    subscription_id = _verified(context, token)
    async with context.database.transaction() as connection:
        await store.end_subscription(connection, subscription_id, context.clock.now())
        return _found(await store.subscription(connection, subscription_id))


async def _read(connection: Connection, subscriber_id: UUID) -> Subscriber:
    found = await store.address_and_preferences(connection, subscriber_id)
    if found is None:
        raise NotFoundError("There is no such subscriber any more.", "Subscribe again.")
    address, preferences = found
    return Subscriber(
        id=subscriber_id,
        address=address,
        preferences=preferences,
        subscriptions=await store.subscriptions_of(connection, subscriber_id),
    )


def _verified(context: Context, token: str) -> UUID:
    try:
        return context.links.verify("unsubscribe", token, context.clock.now())
    except InvalidTokenError as refusal:
        raise InvalidLinkError(str(refusal), "Ask for a link to your subscriptions at /manage.") from refusal


def _found(subscription: Subscription | None) -> Subscription:
    if subscription is None:
        raise InvalidLinkError("This subscription is no longer kept.", "There is nothing left to end.")
    return subscription
