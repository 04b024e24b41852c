"""The api's ASGI app: wiring only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

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


async def open_app() -> FastAPI:
    """The app, with every setting read from the environment. Raises OperatorError for one that is wrong."""
    configure_logging(TelemetrySettings(), "api")
    public = PublicSettings()
    context = Context(
        clock=SystemClock(ClockSettings().offset()),
        links=LinkSigner(public.signing_key()),
        settings=ApiSettings(),
        database=await Database.open(DatabaseSettings(), "api"),
        base_url=public.base_url.rstrip("/"),
    )
    return create_app(context, BrokerSettings())


def create_app(context: Context, broker_settings: BrokerSettings) -> FastAPI:
    """The app on the parts that its requests work with."""
    host = Host(_service(context, broker_settings))

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
    app.state.context = context
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
