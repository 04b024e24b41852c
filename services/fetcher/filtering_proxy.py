"""A forward proxy on loopback that a browser's every request goes through: the guard for what we do not connect.

It resolves and judges as `shared.guard` does and connects to the address that was judged. A refusal closes the
connection without a word; `refusal_of` tells why.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from urllib.parse import urlsplit

import httpcore

from shared.guard import AddressRefused, GuardedBackend, OutgoingRules

MAX_HEAD_BYTES = 64 * 1024
PIECE_BYTES = 64 * 1024
MAX_REFUSALS = 1000


class FilteringProxy:
    """Takes CONNECT for TLS and WebSockets, and absolute-form requests for plain HTTP, one a connection."""

    def __init__(self, rules: OutgoingRules, connect_timeout_seconds: float) -> None:
        self._backend = GuardedBackend(rules)
        self._connect_timeout_seconds = connect_timeout_seconds
        self._server: asyncio.Server | None = None
        self._refusals: OrderedDict[str, str] = OrderedDict()

    async def start(self) -> str:
        """Listens on a free port of loopback, and gives the proxy's address."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=MAX_HEAD_BYTES)
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        """Stops listening."""
        if self._server is not None:
            self._server.close()

    def refusal_of(self, host: str) -> str | None:
        """Why a host was last refused, if it was."""
        return self._refusals.get(host)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stream: httpcore.AsyncNetworkStream | None = None
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            method, target = head.split(b" ", 2)[:2]
            is_tunnel = method == b"CONNECT"
            stream = await self._connect(target.decode("ascii"), is_tunnel=is_tunnel)
            if is_tunnel:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await _first_of(_send(reader, stream), _receive(writer, stream))
            else:
                await stream.write(_origin_form(head) + await _body(reader, head))
                # A second request on this connection could be for another host: it gets a connection of its own.
                await _first_of(_receive(writer, stream), reader.read(1))
        except (AddressRefused, httpcore.NetworkError, httpcore.TimeoutException, OSError, ValueError):
            pass  # the browser sees a closed connection; a refusal is kept for who asked for the page
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # not HTTP, or the browser went away
        finally:
            writer.close()
            if stream is not None:
                await stream.aclose()

    async def _connect(self, target: str, *, is_tunnel: bool) -> httpcore.AsyncNetworkStream:
        parts = urlsplit(f"//{target}" if is_tunnel else target)
        host, port = parts.hostname or "", parts.port or 80
        try:
            if not is_tunnel and parts.scheme != "http":
                raise AddressRefused(f"refused {target}: only web addresses are allowed")
            return await self._backend.connect_tcp(host, port, self._connect_timeout_seconds)
        except AddressRefused as refusal:
            self._refusals[host] = str(refusal)
            if len(self._refusals) > MAX_REFUSALS:
                self._refusals.popitem(last=False)
            raise


def _origin_form(head: bytes) -> bytes:
    """A proxied request's head as a server wants it: path alone, no proxy headers, one request a connection."""
    request, *headers = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    method, target, version = request.split(b" ", 2)
    parts = urlsplit(target)
    path = (parts.path or b"/") + (b"?" + parts.query if parts.query else b"")
    kept = [line for line in headers if not line.lower().startswith((b"proxy-", b"connection:"))]
    return b"\r\n".join([b" ".join((method, path, version)), *kept, b"Connection: close", b"", b""])


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    """The body that a request announces; a chunked one is not taken, since browsers send none."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
            if length > MAX_HEAD_BYTES:
                raise ValueError("a request with a large body")
            return await reader.readexactly(length)
    return b""


async def _first_of(*directions: Coroutine[None, None, object]) -> None:
    """Runs until one of them ends."""
    tasks = {asyncio.create_task(direction) for direction in directions}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _send(reader: asyncio.StreamReader, stream: httpcore.AsyncNetworkStream) -> None:
    while piece := await reader.read(PIECE_BYTES):
        await stream.write(piece)


async def _receive(writer: asyncio.StreamWriter, stream: httpcore.AsyncNetworkStream) -> None:
    while piece := await stream.read(PIECE_BYTES):
        writer.write(piece)
        await writer.drain()
