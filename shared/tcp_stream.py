"""A TCP or TLS connection for httpcore on asyncio's own streams.

httpcore's stock stream asks the socket for all its attributes whenever the pool looks whether an idle connection is
still open, which it does for every connection at every request: a quarter of the CPU of fetching a page (measured
by bench/pipeline.py). This one keeps the socket at hand.
"""

import asyncio
import select
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpcore


class TcpStream(httpcore.AsyncNetworkStream):
    """One open connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._descriptor: int = writer.get_extra_info("socket").fileno()

    @classmethod
    async def connect(cls, address: str, port: int, seconds: float | None) -> "TcpStream":
        """A connection to an IP address; raises httpcore's ConnectTimeout and ConnectError."""
        with _translated(httpcore.ConnectTimeout, httpcore.ConnectError):
            async with asyncio.timeout(seconds):
                return cls(*await asyncio.open_connection(address, port))

    async def read(
        self,
        max_bytes: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
    ) -> bytes:
        """The next bytes, at most so many; none at the end. Raises ReadTimeout and ReadError."""
        with _translated(httpcore.ReadTimeout, httpcore.ReadError):
            async with asyncio.timeout(timeout):
                return await self._reader.read(max_bytes)

    async def write(
        self,
        buffer: bytes,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
    ) -> None:
        """Sends bytes. Raises WriteTimeout and WriteError."""
        with _translated(httpcore.WriteTimeout, httpcore.WriteError):
            async with asyncio.timeout(timeout):
                self._writer.write(buffer)
                await self._writer.drain()

    async def aclose(self) -> None:
        """Closes the connection without waiting for the other side."""
        self._writer.close()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
    ) -> httpcore.AsyncNetworkStream:
        """This connection under TLS. Raises ConnectTimeout and ConnectError."""
        try:
            with _translated(httpcore.ConnectTimeout, httpcore.ConnectError):
                async with asyncio.timeout(timeout):
                    await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except BaseException:
            self._writer.transport.abort()
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a connection: `is_readable`, `ssl_object`, addresses, the socket."""
        match info:
            case "is_readable":
                return self._writer.is_closing() or self._has_waiting_bytes()
            case "client_addr":
                return self._writer.get_extra_info("sockname")
            case "server_addr":
                return self._writer.get_extra_info("peername")
            case _:
                return self._writer.get_extra_info(info)

    def _has_waiting_bytes(self) -> bool:
        """Whether the other side sent something, or closed: an idle connection must have nothing to read."""
        if self._reader.at_eof():
            return True
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        return bool(poll.poll(0))


@contextmanager
def _translated(timed_out: type[Exception], failed: type[Exception]) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise timed_out(str(error)) from error
    except (OSError, ssl.SSLError, socket.gaierror, asyncio.IncompleteReadError) as error:
        raise failed(str(error) or type(error).__name__) from error
