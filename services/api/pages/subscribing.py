"""The pages of double opt-in: ask, confirm with a button, and end with a button or one click."""

from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import Response

from services.api.accounts import managing, signing_up
from services.api.accounts.models import SubscriptionRequest
from services.api.context import InContext
from services.api.pages.rendering import PRIVATE, page
from services.api.web.identifiers import Token
from services.api.web.requester import Requester

router = APIRouter(include_in_schema=False)


class SubscribeForm(BaseModel):
    """The form as a page sends it: an empty id is none."""

    address: str
    kind: str
    id: str = ""
    mode: str = "both"

    def request(self) -> SubscriptionRequest:
        """What the form asks for. Raises RequestValidationError."""
        try:
            return SubscriptionRequest.model_validate(
                {"address": self.address, "target": {"kind": self.kind, "id": self.id or None}, "mode": self.mode}
            )
        except ValidationError as fault:
            raise RequestValidationError(fault.errors()) from fault


class OneClick(BaseModel):
    """The body of a one-click unsubscription (RFC 8058 §3.1); the page's button sends the same."""

    list_unsubscribe: Literal["One-Click"] = Field(alias="List-Unsubscribe")


@router.post("/subscribe")
async def subscribe(
    request: Request, context: InContext, form: Annotated[SubscribeForm, Form()], requester: Requester
) -> Response:
    """Mails a link to confirm, and says so."""
    await signing_up.request_subscription(context, form.request(), requester)
    return page(request, "check_your_mail.html", headers=PRIVATE, hours=context.settings.confirm_link_hours)


@router.get("/confirm/{token}")
async def show_confirmation(request: Request, context: InContext, token: Token) -> Response:
    """The button that confirms. Looking at it confirms nothing: scanners follow links in mails."""
    wanted = await signing_up.subscription_to_confirm(context, token)
    return page(request, "confirm.html", headers=PRIVATE, subscription=wanted)


@router.post("/confirm/{token}")
async def confirm(request: Request, context: InContext, token: Token) -> Response:
    """Confirms, and leads on to the subscriptions."""
    confirmed = await signing_up.confirm(context, token)
    # Who holds the confirming link reads the mailbox, and could have a link to manage mailed to it.
    expires_at = context.clock.now() + timedelta(hours=context.settings.manage_link_hours)
    manage_token = context.links.token("manage", confirmed.subscriber_id, expires_at)
    return page(request, "confirmed.html", headers=PRIVATE, subscription=confirmed, manage_token=manage_token)


@router.get("/unsubscribe/{token}")
async def show_unsubscription(request: Request, context: InContext, token: Token) -> Response:
    """The button that ends a subscription. Looking at it ends nothing."""
    subscription = await managing.subscription_to_end(context, token)
    return page(request, "unsubscribe.html", headers=PRIVATE, subscription=subscription)


@router.post("/unsubscribe/{token}")
async def unsubscribe(
    request: Request, context: InContext, token: Token, one_click: Annotated[OneClick, Form()]
) -> Response:
    """Ends a subscription: by the button, or by a mail program in one click."""
    subscription = await managing.unsubscribe(context, token)
    return page(request, "unsubscribed.html", headers=PRIVATE, subscription=subscription)
