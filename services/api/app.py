"""The api's ASGI app: wiring only."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from services.api.accounts.forgetting import keep_forgetting
from services.api.context import Context
from services.api.pages import archive, clauses, feeds, managing, subscribing
from services.api.routes import catalog, changes, operations, subscriptions, taxonomy
from services.api.settings import ApiSettings
from services.api.web import openapi, problems
from services.api.web.body_limit import BodyLimit
from services.api.web.conditional import ConditionalRequests
from services.api.web.headers import SecurityHeaders
from shared.broker import BrokerLink
from shared.clock import SystemClock
from shared.database import Database
from shared.events import DocumentEditRequested, FetchRequested, MessageRequested, QuarantineDecided
from shared.links import LinkSigner
from shared.relay import Relay
from shared.retention import LogRetention
from shared.service import Host, Service
from shared.settings import BrokerSettings, ClockSettings, DatabaseSettings, PublicSettings, TelemetrySettings
from shared.telemetry import configure_logging

_STATIC = Path(__file__).parent / "static"

OpenContext: TypeAlias = Callable[[], Awaitable[tuple[Context, BrokerSettings]]]


async def _context_from_environment() -> tuple[Context, BrokerSettings]:
    configure_logging(TelemetrySettings(), "api")
    public = PublicSettings()
    context = Context(
        database=await Database.open(DatabaseSettings(), "api"),
        clock=SystemClock(ClockSettings().offset()),
        links=LinkSigner(public.signing_key()),
        settings=ApiSettings(),
        base_url=public.base_url.rstrip("/"),
    )
    return context, BrokerSettings()


def create_app(open_context: OpenContext = _context_from_environment) -> FastAPI:
    """The app; `open_context` makes its parts at start, inside the running event loop."""

    async def open_service() -> Service:
        context, broker_settings = await open_context()
        app.state.context = context
        return _service(context, broker_settings)

    host = Host(open_service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with host.lifespan():
            yield

    app = FastAPI(
        title="Clausewatch",
        version="1",
        description="Watches the legal documents of online platforms: every wording, every change, clause by clause.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        middleware=[Middleware(SecurityHeaders), Middleware(ConditionalRequests), Middleware(BodyLimit)],
    )
    app.openapi = partial(openapi.document, app)  # type: ignore[method-assign]  # FastAPI's documented way
    problems.install(app)
    for module in (
        catalog,
        changes,
        taxonomy,
        subscriptions,
        operations,
        feeds,
        archive,
        clauses,
        subscribing,
        managing,
    ):
        app.include_router(module.router)
    app.router.routes.append(Mount("/static", StaticFiles(directory=_STATIC)))
    app.router.routes.extend(Route(path, answer) for path, answer in host.routes())
    return app


def _service(context: Context, broker_settings: BrokerSettings) -> Service:
    link = BrokerLink(broker_settings, "api")
    link.publishes(MessageRequested, FetchRequested, DocumentEditRequested, QuarantineDecided)
    return Service(
        "api",
        context.database,
        link,
        Relay(context.database, "accounts", link),
        None,
        [
            ("forgetting", partial(keep_forgetting, context)),
            ("retention", LogRetention(context.database, "accounts", context.clock).run),
        ],
    )
