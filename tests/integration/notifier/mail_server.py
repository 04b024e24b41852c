"""A real SMTP server on loopback that can be told to misbehave."""

import asyncio
import ssl
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True, slots=True)
class Received:
    """One mail as the server took it."""

    recipient: str
    message: EmailMessage

    @property
    def plain(self) -> str:
        """The text part."""
        part = self.message.get_body(("plain",))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")

    @property
    def html(self) -> str:
        """The HTML part."""
        part = self.message.get_body(("html",))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


@dataclass
class MailServer:
    """What it took, and how it is to answer the next mails."""

    received: list[Received] = field(default_factory=list)
    answers: list[str | bytes] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    hangs_up: list[str] = field(default_factory=list)
    connections: int = 0
    seconds_per_mail: float = 0.0
    port: int = 0
    _server: asyncio.Server | None = None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str | bytes:  # noqa: N802
        if self.seconds_per_mail:
            await asyncio.sleep(self.seconds_per_mail)
        hang_up = self.hangs_up.pop(0) if self.hangs_up else None
        if hang_up == "before":
            _cut(server)
            return "451 gone"
        if self.answers:
            return self.answers.pop(0)
        content = cast("bytes", envelope.content)
        message = cast("EmailMessage", message_from_bytes(content, policy=cast("Any", default)))
        self.received.extend(Received(recipient, message) for recipient in envelope.rcpt_tos)
        if hang_up == "after":
            _cut(server)
        return "250 2.0.0 taken"

    async def start(self, port: int = 0, **options: Any) -> None:
        """Listens; `options` are aiosmtpd's."""

        def connected() -> SMTP:
            self.connections += 1
            return SMTP(self, hostname="mail.test", **options)

        self._server = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def start_encrypted(self, context: ssl.SSLContext) -> None:
        """Listens with TLS from the first byte."""
        self._server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(self, hostname="mail.test"), "127.0.0.1", 0, ssl=context
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stops listening."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def message_ids(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(str(received.message["Message-ID"]) for received in self.received)

    def to(self, address: str) -> list[Received]:
        """The mails that one address got."""
        return [received for received in self.received if received.recipient == address]


def encrypted_with_login(context: ssl.SSLContext, user: str, password: str) -> dict[str, Any]:
    """aiosmtpd's options for a server that demands STARTTLS and a login."""

    def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        is_known = isinstance(data, LoginPassword) and (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=is_known)

    return {
        "tls_context": context,
        "require_starttls": True,
        "auth_required": True,
        "auth_require_tls": True,
        "authenticator": authenticate,
    }


def _cut(server: SMTP) -> None:
    """Ends the connection without a word."""
    transport = server.transport
    assert isinstance(transport, asyncio.WriteTransport)
    transport.abort()
