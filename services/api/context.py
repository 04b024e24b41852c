"""What every request works with: the database, the clock, the signer of links and the settings."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from services.api.settings import ApiSettings
from shared.clock import Clock
from shared.database import Database
from shared.links import LinkSigner


@dataclass(frozen=True, slots=True)
class Context:
    """The api's parts, made once at start. `base_url` is where readers reach it, without a final slash."""

    database: Database
    clock: Clock
    links: LinkSigner
    settings: ApiSettings
    base_url: str


def context_of(request: Request) -> Context:
    """The context that the app was started with."""
    context: Context = request.app.state.context
    return context


InContext = Annotated[Context, Depends(context_of)]
"""A route's parameter of this type is given the context."""
