"""Bearer tokens: a subscriber's, from a mailed link, and the operator's, of which only the hash is configured."""

import hashlib
import hmac
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from services.api.context import InContext
from services.api.errors import OperatorClosedError, UnauthorizedError
from shared.links import InvalidTokenError

_subscriber_scheme = HTTPBearer(
    scheme_name="subscriber", description="The token of a mailed link to manage subscriptions", auto_error=False
)
_operator_scheme = HTTPBearer(scheme_name="operator", description="The operator's token", auto_error=False)

_Subscriber = Annotated[HTTPAuthorizationCredentials | None, Depends(_subscriber_scheme)]
_Operator = Annotated[HTTPAuthorizationCredentials | None, Depends(_operator_scheme)]


async def _subscriber(context: InContext, credentials: _Subscriber) -> UUID:
    ask = "Ask for a link with POST /api/v1/manage-links and send its token as `Authorization: Bearer …`."
    if credentials is None:
        raise UnauthorizedError("No token was sent.", ask)
    try:
        return context.links.verify("manage", credentials.credentials, context.clock.now())
    except InvalidTokenError as refusal:
        raise UnauthorizedError(str(refusal), ask) from refusal


async def _operator(context: InContext, credentials: _Operator) -> None:
    configured = context.settings.operator_token_sha256
    if configured is None:
        raise OperatorClosedError(
            "No operator token is configured.",
            "Make a token (`openssl rand -hex 32`), set CLAUSEWATCH_API_OPERATOR_TOKEN_SHA256 to its SHA-256 "
            "(`printf %s TOKEN | sha256sum`), and start the api again.",
        )
    sent = hashlib.sha256(credentials.credentials.encode()).hexdigest() if credentials else ""
    if not hmac.compare_digest(sent, configured):
        raise UnauthorizedError(
            "The operator's token is missing or wrong.", "Send it as `Authorization: Bearer TOKEN`."
        )


SubscriberId = Annotated[UUID, Depends(_subscriber)]
"""A route's parameter of this type needs a subscriber's token and is given the subscriber's id."""

operator_only = Depends(_operator)
"""A route with this dependency needs the operator's token."""
