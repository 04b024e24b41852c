"""A bounded pool of SMTP connections that are kept open and used again."""

import asyncio
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from services.notifier.errors import (
    AddressRefusedError,
    OutcomeUnknownError,
    RefusedError,
    RetryLaterError,
    SendError,
    ServerAwayError,
)
from services.notifier.settings import SmtpSettings

_LONGEST_ANSWER_CHARACTERS = 2_000
_SHUTTING_DOWN = 421
_ENHANCED_CODE = re.compile(r"^\s*(\d\.\d{1,3}\.\d{1,3})\b")
_ADDRESS_CODES = frozenset({550, 551, 553})


@dataclass(frozen=True, slots=True)
class Parcel:
    """One mail as it is handed over; addresses are ASCII."""

    sender: str
    recipient: str
    message: bytes


@dataclass(slots=True)
class _Line:
    """One open connection, since when it has been idle, and how many mails it has carried."""

    client: SMTP
    idle_since: float
    mails: int = 0


class SmtpPool:
    """Connections to the one mail server, at most as many as the settings allow."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.connections)
        self._idle: list[_Line] = []

    async def send(self, parcel: Parcel, admit: Callable[[], None], begin: Callable[[], Awaitable[None]]) -> str:
        """The server's answer when it has accepted `parcel`.

        `admit` runs when it is the parcel's turn, `begin` when a connection is there and before anything of the mail
        is sent; what they raise ends the attempt. Raises SendError's subclasses, which say whether and how it may be
        tried again.
        """
        async with self._slots:
            admit()
            line = await self._line()
            try:
                await begin()
                answer = await self._hand_over(line.client, parcel)
            except (RefusedError, RetryLaterError):
                await self._keep(line)
                raise
            except BaseException:
                # The dialogue stopped where the server does not expect it; a new connection starts cleanly.
                line.client.close()
                raise
            await self._keep(line)
            return answer

    async def close_idle(self) -> None:
        """Closes connections that have been idle for longer than the settings allow."""
        oldest = monotonic() - self._settings.idle_seconds
        while self._idle and self._idle[0].idle_since < oldest:
            await _quit(self._idle.pop(0).client)

    async def close(self) -> None:
        """Closes every idle connection."""
        while self._idle:
            await _quit(self._idle.pop().client)

    async def _line(self) -> _Line:
        while self._idle:
            line = self._idle.pop()
            try:
                await line.client.rset()
            except (SMTPException, OSError):
                line.client.close()
            else:
                return line
        return _Line(await self._connect(), monotonic())

    async def _connect(self) -> SMTP:
        settings = self._settings
        client = SMTP(
            hostname=settings.host,
            port=settings.port,
            username=settings.user,
            password=None if settings.password is None else settings.password.get_secret_value(),
            local_hostname=settings.local_hostname or socket.gethostname(),
            timeout=settings.timeout_seconds,
            use_tls=settings.tls == "implicit",
            start_tls=settings.tls == "starttls",
            tls_context=_tls_context(settings),
        )
        try:
            await client.connect()
        except (SMTPException, OSError, ValueError) as failure:
            client.close()
            raise ServerAwayError(
                f"The mail server {settings.host}:{settings.port} (TLS: {settings.tls}) cannot be used: "
                f"{_said(failure)}. Check CLAUSEWATCH_SMTP_HOST, _PORT, _TLS, _USER and _PASSWORD."
            ) from failure
        return client

    async def _keep(self, line: _Line) -> None:
        if not line.client.is_connected:
            line.client.close()
            return
        line.mails += 1
        line.idle_since = monotonic()
        if line.mails >= self._settings.mails_per_connection:
            await _quit(line.client)
        else:
            self._idle.append(line)

    async def _hand_over(self, client: SMTP, parcel: Parcel) -> str:
        with _translated():
            await client.mail(parcel.sender)
            await client.rcpt(parcel.recipient)
        with _translated(is_handed_over=True):
            response = await client.data(parcel.message, timeout=self._settings.acceptance_seconds)
        return _kept(f"{response.code} {response.message}")


@contextmanager
def _translated(is_handed_over: bool = False) -> Iterator[None]:
    """Turns what the library raises into what is to be done about it."""
    try:
        yield
    except (SMTPSenderRefused, SMTPRecipientRefused, SMTPDataError) as refusal:
        raise refused(refusal) from refusal
    except (SMTPException, OSError) as failure:
        if is_handed_over:
            raise OutcomeUnknownError(
                f"The connection was lost while the mail was handed over: {_said(failure)}"
            ) from failure
        # Not ServerAwayError: a mail that makes a server hang up must not keep the others back.
        raise RetryLaterError(f"The connection was lost: {_said(failure)}") from failure


def refused(refusal: SMTPResponseException) -> SendError:
    """What a server's refusal means. Reply codes: RFC 5321 §4.2; enhanced codes (5.1.1): RFC 3463."""
    said = _said(refusal)
    if refusal.code == _SHUTTING_DOWN:
        return ServerAwayError(f"The mail server is shutting down: {said}")
    # A sender that is refused is a matter of settings, which an operator can put right.
    if refusal.code < 500 or isinstance(refusal, SMTPSenderRefused):
        return RetryLaterError(said)
    if isinstance(refusal, SMTPRecipientRefused) and is_address_refused(refusal.code, refusal.message):
        return AddressRefusedError(said)
    return RefusedError(said)


def is_address_refused(code: int, message: str) -> bool:
    """Whether a refusal of a recipient is about the address (5.1.x, 5.2.1) and not, say, about policy or space."""
    enhanced = _ENHANCED_CODE.match(message)
    if enhanced is not None:
        return enhanced[1].startswith("5.1.") or enhanced[1] == "5.2.1"
    return code in _ADDRESS_CODES


def _said(failure: Exception) -> str:
    if isinstance(failure, SMTPResponseException):
        return _kept(f"{failure.code} {failure.message}")
    return _kept(str(failure)) or type(failure).__name__


def _kept(answer: str) -> str:
    """A server's words as the database can keep them: bytes that are no UTF-8, and nulls, become U+FFFD."""
    written = answer[:_LONGEST_ANSWER_CHARACTERS].encode("utf-8", "surrogateescape")
    return written.decode("utf-8", "replace").replace("\0", "\ufffd")


def _tls_context(settings: SmtpSettings) -> ssl.SSLContext | None:
    if settings.tls == "none":
        return None
    context = ssl.create_default_context()
    if not settings.verifies_certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


async def _quit(client: SMTP) -> None:
    with suppress(SMTPException, OSError):
        await client.quit(timeout=1)
    client.close()
