"""Pages over TLS: HTTP/2 where the server speaks it, the name checked, the guard in force."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, RequestReceived, WindowUpdated

from services.fetcher.errors import AddressForbidden, ConnectionFailed
from services.fetcher.pages import open_page_fetchers
from services.fetcher.settings import FetcherSettings

CERTIFICATE = Path(__file__).with_name("certificate.pem")
BODY = b"<p>" + b"We keep your data for 30 days. " * 20_000 + b"</p>"
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def http1(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    head = f"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {len(BODY)}\r\n\r\n"
    writer.write(head.encode() + BODY)
    await writer.drain()
    writer.close()


async def http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Serves the body to every stream, as the client's windows allow."""
    connection = H2Connection(H2Configuration(client_side=False))
    connection.initiate_connection()
    unsent: dict[int, bytes] = {}
    while True:
        writer.write(connection.data_to_send())
        data = await reader.read(65_536)
        if not data:
            break
        for event in connection.receive_data(data):
            if isinstance(event, RequestReceived) and event.stream_id is not None:
                connection.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                unsent[event.stream_id] = BODY
            assert not isinstance(event, DataReceived)
            if isinstance(event, RequestReceived | WindowUpdated):
                _send(connection, unsent)
    writer.close()


def _send(connection: H2Connection, unsent: dict[int, bytes]) -> None:
    for stream_id in list(unsent):
        while unsent[stream_id] and (window := connection.local_flow_control_window(stream_id)) > 0:
            size = min(window, connection.max_outbound_frame_size)
            connection.send_data(stream_id, unsent[stream_id][:size])
            unsent[stream_id] = unsent[stream_id][size:]
        if not unsent[stream_id]:
            connection.end_stream(stream_id)
            del unsent[stream_id]


@asynccontextmanager
async def serving(serve: Serve, protocol: str) -> AsyncIterator[int]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    context.set_alpn_protocols([protocol])
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def fetched(port: int, host: str, networks: tuple[str, ...] = ("127.0.0.1/32", "::1/128")) -> bytes | None:
    settings = FetcherSettings.model_validate(
        {"allowed_networks": networks, "allowed_ports": [port], "host_delay_seconds": 0}
    )
    fetchers = open_page_fetchers(settings, lambda: datetime(2026, 3, 1, tzinfo=UTC), time.monotonic)
    async with fetchers.client:
        pages = [fetchers.http.fetch(f"https://{host}:{port}/{n}", obeys_robots=False) for n in range(4)]
        contents = {part.content for part in await asyncio.gather(*pages)}
    assert len(contents) == 1
    return contents.pop()


@pytest.mark.parametrize(("serve", "protocol"), [(http1, "http/1.1"), (http2, "h2")])
async def test_pages_are_read_over_tls_in_either_protocol(
    serve: Serve, protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with serving(serve, protocol) as port:
        assert await fetched(port, "localhost") == BODY


async def test_a_certificate_that_nobody_vouches_for_is_a_failed_connection() -> None:
    async with serving(http1, "http/1.1") as port:
        with pytest.raises(ConnectionFailed, match="certificate"):
            await fetched(port, "localhost")


async def test_a_certificate_for_another_name_is_a_failed_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with serving(http1, "http/1.1") as port:
        with pytest.raises(ConnectionFailed, match="certificate"):
            await fetched(port, "127.1")


async def test_tls_gets_no_further_than_the_guard() -> None:
    async with serving(http1, "http/1.1") as port:
        with pytest.raises(AddressForbidden):
            await fetched(port, "localhost", networks=())
