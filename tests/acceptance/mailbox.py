"""A real SMTP server on loopback that keeps every mail it accepts."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

from shared.embedded.ports import free_port


@dataclass
class Mailbox:
    """The mails that were accepted, in order."""

    port: int = field(default_factory=free_port)
    mails: list[EmailMessage] = field(default_factory=list)
    accepted_at: list[float] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Accepts one mail; the SMTP server calls it."""
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, EmailMessage, policy=policy.default))
        self.accepted_at.append(asyncio.get_running_loop().time())
        return "250 Kept"

    def about(self, words: str) -> list[EmailMessage]:
        """The mails whose subject holds `words`."""
        return [mail for mail in self.mails if words.lower() in str(mail["Subject"]).lower()]

    def times_accepted(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)


def plain_text(mail: EmailMessage) -> str:
    """A mail's plain-text part."""
    part = mail.get_body(("plain",))
    return "" if part is None else str(part.get_content())


@asynccontextmanager
async def receiving() -> AsyncIterator[Mailbox]:
    """Receives mail inside the block."""
    mailbox = Mailbox()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(mailbox, enable_SMTPUTF8=True), "127.0.0.1", mailbox.port
    )
    try:
        yield mailbox
    finally:
        server.close()
