"""The pages on which a subscriber sees, changes and ends subscriptions."""

from typing import Annotated
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.responses import RedirectResponse, Response

from services.api.accounts import managing, signing_up
from services.api.accounts.models import ManageLinkRequest, Preferences, PreferencesEdit
from services.api.context import InContext
from services.api.pages.rendering import PRIVATE, page
from services.api.web.identifiers import Token
from services.api.web.requester import Requester

router = APIRouter(include_in_schema=False)

_DONE = {"saved": "Your preferences are saved.", "ended": "The subscription has ended."}


class PreferencesForm(BaseModel):
    """The form as the page sends it: a box that is not ticked is absent."""

    time_zone: str
    digest_weekday: int
    digest_hour: int
    wants_empty_digest: bool = False

    def edit(self) -> PreferencesEdit:
        """What the form asks for. Raises RequestValidationError."""
        try:
            return PreferencesEdit.model_validate(Preferences.model_validate(self.model_dump()).model_dump())
        except ValidationError as fault:
            raise RequestValidationError(fault.errors()) from fault


@router.get("/manage")
async def ask_for_link(request: Request) -> Response:
    """The form that asks for a link by mail."""
    return page(request, "ask_for_link.html", is_asked=False)


@router.post("/manage")
async def mail_link(
    request: Request, context: InContext, address: Annotated[str, Form(max_length=254)], requester: Requester
) -> Response:
    """Mails a link where the address has subscriptions; the page is the same where it has none."""
    await signing_up.request_manage_link(context, ManageLinkRequest(address=address), requester)
    return page(request, "ask_for_link.html", headers=PRIVATE, is_asked=True)


@router.get("/manage/{token}")
async def manage(
    request: Request, context: InContext, token: Token, done: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """A subscriber's subscriptions and preferences."""
    subscriber = await managing.subscriber(context, managing.subscriber_of(context, token))
    return page(
        request,
        "manage.html",
        headers=PRIVATE,
        token=token,
        subscriber=subscriber,
        time_zones=sorted(available_timezones()),
        notice=_DONE.get(done),
    )


@router.post("/manage/{token}/preferences")
async def save_preferences(context: InContext, token: Token, form: Annotated[PreferencesForm, Form()]) -> Response:
    """Saves, and shows the page again."""
    await managing.edit_preferences(context, managing.subscriber_of(context, token), form.edit())
    return RedirectResponse(f"/manage/{token}?done=saved", 303)


@router.post("/manage/{token}/subscriptions/{subscription_id}/end")
async def end_subscription(context: InContext, token: Token, subscription_id: UUID) -> Response:
    """Ends one subscription, and shows the page again."""
    await managing.end_one(context, managing.subscriber_of(context, token), subscription_id)
    return RedirectResponse(f"/manage/{token}?done=ended", 303)
