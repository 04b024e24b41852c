"""HEAD for every page, and 304 for one that the reader has already (RFC 9110 §9.3.2, §13.1.2)."""

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ConditionalRequests:
    """Gives answers to GET an ETag from their bytes, and nothing but headers to who needs no body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope, send)
        await self._app({**scope, "method": "GET"}, receive, answer.take)


class _Answer:
    """Holds an answer until it is whole, then sends what of it is needed."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._is_head = scope["method"] == "HEAD"
        self._known = Headers(scope=scope).get("if-none-match", "")
        self._send = send
        self._start: Message = {}
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        """Takes one message of the answer."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._finish()

    async def _finish(self) -> None:
        headers = MutableHeaders(raw=list(self._start["headers"]))
        body = bytes(self._body)
        status = self._start["status"]
        if status == 200 and "no-store" not in headers.get("cache-control", ""):
            headers.setdefault("etag", f'"{hashlib.sha256(body).hexdigest()[:32]}"')
            headers.setdefault("cache-control", "no-cache")
            if _matches(self._known, headers["etag"]):
                status, body = 304, b""
                del headers["content-length"]
        await self._send({**self._start, "status": status, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": b"" if self._is_head else body})


def _matches(known: str, etag: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags
