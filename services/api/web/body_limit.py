"""No more of a request's body is read than anyone needs to send."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.context import context_of
from services.api.errors import BodyTooLargeError
from services.api.web.problems import answer_to


class BodyLimit:
    """Refuses a body over the limit: by its announced length at once, else when it has grown too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        limit = context_of(request).settings.body_limit_bytes
        body = await _read(request, receive, limit)
        if body is None:
            refusal = BodyTooLargeError(f"The body has over {limit} bytes.", "Send less in one request.")
            await answer_to(request, refusal)(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


async def _read(request: Request, receive: Receive, limit: int) -> bytes | None:
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        return None
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return pending.pop() if pending else await receive()

    return replayed
