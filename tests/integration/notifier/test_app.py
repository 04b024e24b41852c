"""The whole notifier, as it is started: through NATS, from the environment."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.notifier.app import open_app
from shared.broker import BrokerLink
from shared.database import Database
from shared.events import ChangeDetected
from shared.relay import Relay
from shared.settings import BrokerSettings, DatabaseSettings
from tests.integration.notifier.mail_server import MailServer
from tests.integration.notifier.rows import World


@pytest.fixture
def environment(
    monkeypatch: pytest.MonkeyPatch,
    database_settings: DatabaseSettings,
    broker_settings: BrokerSettings,
    mail_server: MailServer,
) -> None:
    """What an operator would set."""
    assert broker_settings.password is not None
    values = {
        "DATABASE_HOST": database_settings.host,
        "DATABASE_PORT": str(database_settings.port),
        "DATABASE_NAME": database_settings.name,
        "DATABASE_PASSWORD_NOTIFIER": database_settings.password("notifier"),
        "BROKER_SERVERS": broker_settings.servers,
        "BROKER_USER": str(broker_settings.user),
        "BROKER_PASSWORD": broker_settings.password.get_secret_value(),
        "SMTP_PORT": str(mail_server.port),
        "SMTP_FROM_ADDRESS": "alerts@watch.example",
        "NOTIFIER_ALERT_WINDOW_SECONDS": "0",
        "PUBLIC_BASE_URL": "https://watch.example/",
        "PUBLIC_LINK_KEY": "k" * 32,
    }
    for name, value in values.items():
        monkeypatch.setenv(f"CLAUSEWATCH_{name}", value)


async def test_a_change_rung_through_the_broker_is_mailed_at_once(
    environment: None, owner: Database, world: World, mail_server: MailServer, broker_settings: BrokerSettings
) -> None:
    document = await world.document()
    await world.reader("ann@example.org")
    app = await open_app()
    link = BrokerLink(broker_settings, "differ")
    producing = [asyncio.create_task(link.run()), asyncio.create_task(Relay(owner, "archive", link).run())]
    transport = httpx.ASGITransport(app=app)
    try:
        async with app.start_lifespan_context(), httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            await _until_ready(client, link)
            event: ChangeDetected = await world.change(document, at=datetime.now(UTC))
            await _until_received(mail_server)
            assert f"/changes/{event.change_id}" in mail_server.received[0].plain
            metrics = (await client.get("/metrics")).text
            assert 'clausewatch_deliveries_total{kind="alert",result="sent"}' in metrics
            contract = (await client.get("/asyncapi.json")).text
            assert "changes.detected" in contract
    finally:
        for task in producing:
            task.cancel()
        await asyncio.gather(*producing, return_exceptions=True)
        await link.stop()
    (delivery,) = await world.deliveries()
    assert delivery["ended_at"] - event.captured_at < timedelta(seconds=5)


async def _until_ready(client: httpx.AsyncClient, link: BrokerLink) -> None:
    async with asyncio.timeout(20):
        while True:
            answer = await client.get("/health/ready")
            if answer.status_code == 200 and answer.json()["broker"] == "connected" and link.is_connected:
                return
            await asyncio.sleep(0.05)


async def _until_received(mail_server: MailServer) -> None:
    async with asyncio.timeout(20):
        while not mail_server.received:
            await asyncio.sleep(0.02)
