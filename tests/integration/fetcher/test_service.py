"""The whole fetcher service on real PostgreSQL and NATS."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from services.fetcher.app import open_service
from services.fetcher.catalog.declaration import DocumentDeclaration, PlatformDeclaration, Source
from services.fetcher.declare import declare
from shared import eventlog
from shared.database import Database
from shared.events import FetchRequested
from shared.ids import new_id
from shared.relay import Relay
from shared.service import Service
from shared.settings import BlobSettings, BrokerSettings, DatabaseSettings
from tests.integration.fetcher.site import Site, page


@pytest_asyncio.fixture
async def service(
    site: Site,
    database_settings: DatabaseSettings,
    broker_settings: BrokerSettings,
    blob_settings: BlobSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Service]:
    """The running service, its settings in the environment as an operator gives them."""
    for settings in (database_settings, broker_settings, blob_settings):
        prefix = str(settings.model_config["env_prefix"])
        for name, value in settings.model_dump(exclude_none=True).items():
            secret = getattr(value, "get_secret_value", lambda value=value: value)
            monkeypatch.setenv(f"{prefix}{name}".upper(), str(secret()))
    monkeypatch.setenv("CLAUSEWATCH_FETCHER_ALLOWED_NETWORKS", '["127.0.0.1/32"]')
    monkeypatch.setenv("CLAUSEWATCH_FETCHER_ALLOWED_PORTS", json.dumps([site.port]))
    monkeypatch.setenv("CLAUSEWATCH_FETCHER_HOST_DELAY_SECONDS", "0")
    service = await open_service()
    service.start()
    yield service
    await service.stop()


async def until(condition: Callable[[], Awaitable[object]]) -> None:
    """Waits for a condition, ten seconds at most."""
    async with asyncio.timeout(10):
        while not await condition():
            await asyncio.sleep(0.05)


async def test_a_declared_document_is_captured_and_again_when_someone_asks(
    site: Site, service: Service, owner: Database
) -> None:
    site.pages["/privacy"] = page("<p>Ours</p>")
    document = DocumentDeclaration(document_type="Privacy Policy", sources=(Source(url=site.url("/privacy")),))
    now = datetime.now(UTC)
    async with owner.transaction() as connection:
        platform = PlatformDeclaration(slug="acorn", name="Acorn", documents=(document,))
        declared = await declare(connection, [platform], now, 86_400)
    document_id = declared.document_ids["acorn", "Privacy Policy"]

    async def captures() -> int:
        async with owner.connection() as connection:
            return int(await connection.fetchval("select count(*) from catalog.published_events"))

    await until(captures)
    async with owner.transaction() as connection:
        await eventlog.append(
            connection,
            FetchRequested(id=new_id(), occurred_at=now, trace_id="t", document_id=document_id),
        )
    async with owner.connection() as connection:
        await Relay(owner, "accounts", service.link).number(connection)
    assert service.consumer is not None
    await service.consumer.sweep()

    async def captured_twice() -> bool:
        return await captures() == 2

    await until(captured_twice)
    assert len(site.seen["/privacy"]) == 2


async def test_the_service_says_how_it_is_and_what_it_speaks(service: Service) -> None:
    is_ready, state = await service.readiness()
    assert is_ready
    assert state["service"] == "fetcher"
    document = json.loads(service.asyncapi())
    addresses = {channel["address"] for channel in document["channels"].values()}
    assert {"fetches.requested", "documents.edit_requested", "captures.quarantined"} <= addresses
    assert {"snapshots.captured", "documents.edited", "documents.unreachable"} <= addresses
