"""The api as a service: health, metrics, contracts, and a database that is away."""

import asyncio

import httpx
from fastapi.openapi.models import OpenAPI

from services.api.app import create_app
from services.api.context import Context
from services.api.settings import ApiSettings
from shared.clock import ManualClock
from shared.database import Database
from shared.links import LinkSigner
from shared.settings import BrokerSettings, DatabaseSettings
from tests.integration.api.conftest import OpenReader


async def test_it_answers_as_every_service_does(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/health/live")).json() == {"live": True}
    ready = await reader.get("/health/ready")
    assert (ready.status_code, ready.json()["service"]) == (200, "api")
    assert "clausewatch_events_unpublished" in (await reader.get("/metrics")).text
    channels = (await reader.get("/asyncapi.json")).json()["channels"]
    assert any("messages.requested" in name for name in channels)


async def test_every_route_is_described_with_a_summary_its_answers_and_its_problems(reader: httpx.AsyncClient) -> None:
    document = (await reader.get("/openapi.json")).json()
    OpenAPI.model_validate(document)
    assert len(document["paths"]) >= 15
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert {"422", "500", "503"} <= operation["responses"].keys()
            for status, answer in operation["responses"].items():
                described = answer.get("content", {})
                assert status == "204" or described, f"{path} {status}"
                assert (status >= "4") == ("application/problem+json" in described)
    assert document["paths"]["/api/v1/quarantine"]["get"]["security"] == [{"operator": []}]


async def test_an_event_is_given_its_position_and_reaches_the_log_in_order(
    reader: httpx.AsyncClient, owner: Database
) -> None:
    for name in "abc":
        wish = {"address": f"{name}@example.org", "target": {"kind": "everything"}}
        await reader.post("/api/v1/subscriptions", json=wish)
    async with owner.connection() as connection, asyncio.timeout(10):
        while await connection.fetchval("select numbered_position from accounts.relay") != 3:
            await asyncio.sleep(0.02)


async def test_a_database_that_is_away_is_said_to_be(
    database_settings: DatabaseSettings, broker_settings: BrokerSettings, clock: ManualClock, links: LinkSigner
) -> None:
    nowhere = database_settings.model_copy(update={"host": "127.0.0.1", "port": 1})
    database = await Database.open(nowhere, "api")
    context = Context(database, clock, links, ApiSettings(), "http://api")

    app = create_app(context, broker_settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://api") as reader,
    ):
        assert (await reader.get("/health/live")).status_code == 200
        assert (await reader.get("/health/ready")).status_code == 503
        answer = await reader.get("/api/v1/platforms")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
        assert (await reader.get("/platforms")).status_code == 503


async def test_it_stops_even_while_it_is_connecting(open_reader: OpenReader) -> None:
    for pause in (0, 0.004, 0.01):
        async with asyncio.timeout(20), open_reader():
            await asyncio.sleep(pause)
