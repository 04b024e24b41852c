"""The embedded NATS, with the real program."""

from collections.abc import AsyncIterator
from pathlib import Path

import nats
import nats.errors
import nats.js.errors
import psutil
import pytest
import pytest_asyncio
from nats.aio.client import Client

from shared.embedded.errors import FolderInUse
from shared.embedded.nats import EmbeddedNats


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[EmbeddedNats]:
    """A started server of the test's own."""
    async with EmbeddedNats(tmp_path / "nats") as started:
        yield started


async def _client(server: EmbeddedNats) -> Client:
    return await nats.connect(server.url, user=server.user, password=server.password)


async def _publish(server: EmbeddedNats) -> None:
    client = await _client(server)
    await client.jetstream().add_stream(name="rings", subjects=["rings"])
    await client.jetstream().publish("rings", b"one")
    await client.close()


async def _messages(server: EmbeddedNats) -> int:
    client = await _client(server)
    try:
        return (await client.jetstream().stream_info("rings")).state.messages
    finally:
        await client.close()


async def test_a_stream_survives_a_restart_at_the_same_address(server: EmbeddedNats) -> None:
    address = server.url
    await _publish(server)

    await server.restart()

    assert server.url == address
    assert await _messages(server) == 1


async def test_a_stream_survives_a_kill(server: EmbeddedNats) -> None:
    await _publish(server)

    await server.kill()
    await server.start()

    assert await _messages(server) == 1


async def test_a_wiped_server_has_no_stream_and_the_same_address(server: EmbeddedNats) -> None:
    address = server.url
    await _publish(server)

    await server.wipe()

    assert server.url == address
    with pytest.raises(nats.js.errors.NotFoundError):
        await _messages(server)


async def test_a_client_without_the_password_is_refused(server: EmbeddedNats) -> None:
    with pytest.raises(nats.errors.Error, match=r"[Aa]uthorization"):
        await nats.connect(server.url, allow_reconnect=False)


async def test_a_server_listens_on_loopback_alone_and_keeps_its_password_to_itself(server: EmbeddedNats) -> None:
    listening = [
        connection.laddr.ip
        for connection in psutil.Process(server.pid).net_connections("inet")
        if connection.status == "LISTEN"
    ]
    assert listening == ["127.0.0.1"]
    assert (server.folder / "nats.conf").stat().st_mode & 0o777 == 0o600


async def test_a_second_owner_is_refused_while_the_first_lives(server: EmbeddedNats) -> None:
    with pytest.raises(FolderInUse):
        await EmbeddedNats(server.folder).start()
