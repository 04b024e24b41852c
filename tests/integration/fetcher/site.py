"""A web site on loopback whose every answer a test scripts, byte by byte where it wants to."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Write = Callable[[bytes], Awaitable[None]]
Script = Callable[["Request", Write], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the site saw it; header names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass(slots=True)
class Site:
    """Pages by path: bytes that are sent as they are, or a script."""

    port: int = 0
    pages: dict[str, bytes | Script] = field(default_factory=dict)
    seen: dict[str, list[Request]] = field(default_factory=lambda: defaultdict(list))

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers the requests of one connection, one after another."""

        async def write(piece: bytes) -> None:
            writer.write(piece)
            await writer.drain()

        try:
            while (request := await _read(reader)) is not None:
                self.seen[request.path].append(request)
                page = self.pages.get(request.path, NOT_FOUND)
                await (write(page) if isinstance(page, bytes) else page(request, write))
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Request | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in head[1:] if line)
    return Request(head[0].split(" ")[1], {name.lower(): value for name, value in headers.items()})


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A whole HTTP answer; `content_type="text/html"` becomes `content-type: text/html`."""
    lines = [f"HTTP/1.1 {status} Whatever", f"content-length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def page(text: str, **headers: str) -> bytes:
    """An HTML page."""
    return answer(200, text.encode(), **{"content_type": "text/html; charset=utf-8", **headers})


NOT_FOUND = answer(404)


@asynccontextmanager
async def serve_site() -> AsyncIterator[Site]:
    """A running site."""
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
