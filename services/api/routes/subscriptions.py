"""Subscribing and managing subscriptions."""

from uuid import UUID

from fastapi import APIRouter

from services.api.accounts import managing, signing_up
from services.api.accounts.models import (
    Accepted,
    ManageLinkRequest,
    PreferencesEdit,
    Subscriber,
    SubscriptionRequest,
)
from services.api.context import InContext
from services.api.web.requester import Requester
from services.api.web.tokens import SubscriberId

router = APIRouter(prefix="/api/v1", tags=["subscriptions"])

CHECK_YOUR_MAIL = Accepted(
    message="A mail with a link to confirm is on its way, where one may be sent. "
    "Nothing is subscribed until the link's page is used."
)
LINK_ON_ITS_WAY = Accepted(
    message="If this address has subscriptions, a mail with a link to them is on its way, where one may be sent."
)


@router.post(
    "/subscriptions", status_code=202, summary="Ask for mail about a target's changes", responses={404: {}, 429: {}}
)
async def subscribe(context: InContext, request: SubscriptionRequest, requester: Requester) -> Accepted:
    """Mails the address a link to confirm. The answer is the same whether the address is known or not."""
    await signing_up.request_subscription(context, request, requester)
    return CHECK_YOUR_MAIL


@router.post(
    "/manage-links", status_code=202, summary="Ask for a link to an address's subscriptions", responses={429: {}}
)
async def ask_for_manage_link(context: InContext, request: ManageLinkRequest, requester: Requester) -> Accepted:
    """Mails it to the address. The answer is the same whether the address is known or not."""
    await signing_up.request_manage_link(context, request, requester)
    return LINK_ON_ITS_WAY


@router.get("/subscriptions", summary="List my subscriptions and preferences", responses={401: {}, 404: {}})
async def list_subscriptions(context: InContext, subscriber_id: SubscriberId) -> Subscriber:
    """Those that have not ended, oldest first."""
    return await managing.subscriber(context, subscriber_id)


@router.delete(
    "/subscriptions/{subscription_id}",
    status_code=204,
    summary="End one of my subscriptions",
    responses={401: {}, 404: {}},
)
async def end_subscription(context: InContext, subscriber_id: SubscriberId, subscription_id: UUID) -> None:
    """Ending what has ended is no error."""
    await managing.end_one(context, subscriber_id, subscription_id)


@router.patch("/preferences", summary="Change my preferences", responses={401: {}, 404: {}})
async def edit_preferences(context: InContext, subscriber_id: SubscriberId, edit: PreferencesEdit) -> Subscriber:
    """What is absent stays as it is."""
    return await managing.edit_preferences(context, subscriber_id, edit)
