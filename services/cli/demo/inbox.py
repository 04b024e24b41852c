"""A mailbox on this machine: a real SMTP server that keeps what it receives, and pages to read it."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from services.cli.demo.site import PAGES

_SHOWN_HEADERS = ("From", "To", "Date", "Message-ID", "List-Unsubscribe")
_SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"}


@dataclass(frozen=True, slots=True)
class Received:
    """One mail as it came in."""

    number: int
    received: str
    recipient: str
    mail: EmailMessage

    @property
    def subject(self) -> str:
        """The subject, or a word that there is none."""
        return str(self.mail["Subject"] or "(no subject)")

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers worth showing."""
        return [(name, str(self.mail[name])) for name in _SHOWN_HEADERS if self.mail[name]]

    @property
    def text(self) -> str:
        """The plain-text part."""
        return self._body("plain")

    @property
    def html(self) -> str:
        """The HTML part."""
        return self._body("html")

    def _body(self, kind: str) -> str:
        part = self.mail.get_body((kind,))
        return "" if part is None else str(part.get_content())


class Inbox:
    """Receives mail over SMTP and shows it."""

    def __init__(self, host: str, port: int) -> None:
        self.messages: list[Received] = []
        self._arrived = asyncio.Event()
        self._host = host
        self._port = port
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listens."""
        self._server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(self, enable_SMTPUTF8=True), self._host, self._port
        )

    async def stop(self) -> None:
        """Stops listening."""
        if self._server is not None:
            self._server.close()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keeps one mail; called by the SMTP server."""
        content = envelope.content
        if not isinstance(content, bytes):
            return "554 Expected bytes"
        mail = message_from_bytes(content, EmailMessage, policy=policy.default)
        received = datetime.now(UTC).strftime("%H:%M:%S")
        self.messages.append(Received(len(self.messages) + 1, received, ", ".join(envelope.rcpt_tos), mail))
        self._arrived.set()
        return "250 Kept"

    async def wait_for(self, count: int, timeout_seconds: float) -> bool:
        """Whether there are `count` mails before the time is up."""
        try:
            async with asyncio.timeout(timeout_seconds):
                while len(self.messages) < count:
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            return False
        return True

    def app(self) -> Starlette:
        """The web view: a list, a mail, its HTML part alone in a sandbox, and all of it as JSON."""
        return Starlette(
            routes=[
                Route("/", self._list),
                Route("/messages.json", self._json),
                Route("/messages/{number:int}", self._message),
                Route("/messages/{number:int}/html", self._html),
            ]
        )

    async def _list(self, request: Request) -> Response:
        return HTMLResponse(PAGES.get_template("inbox.html").render(messages=self.messages))

    async def _json(self, request: Request) -> Response:
        return JSONResponse(
            [
                {
                    "number": message.number,
                    "to": message.recipient,
                    "subject": message.subject,
                    "headers": dict(message.headers),
                    "text": message.text,
                }
                for message in self.messages
            ]
        )

    async def _message(self, request: Request) -> Response:
        message = self._find(request)
        if message is None:
            return PlainTextResponse("No such mail", status_code=404)
        return HTMLResponse(PAGES.get_template("message.html").render(message=message))

    async def _html(self, request: Request) -> Response:
        message = self._find(request)
        if message is None:
            return PlainTextResponse("No such mail", status_code=404)
        return HTMLResponse(message.html, headers=_SANDBOX)

    def _find(self, request: Request) -> Received | None:
        number = int(request.path_params["number"])
        return self.messages[number - 1] if 1 <= number <= len(self.messages) else None
