"""One HTTP exchange: a GET through the guard, with caps on time and size, and errors in our own words."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from services.fetcher.decode import ACCEPTED_ENCODINGS, BodyCaps, BodyDecoder, CapExceeded, EncodingBroken
from services.fetcher.errors import (
    AddressForbidden,
    ConnectionFailed,
    FetchTimedOut,
    PageTooLarge,
    UnsupportedContent,
)
from services.fetcher.settings import FetcherSettings
from shared.guard import AddressRefused, GuardedTransport


def open_client(settings: FetcherSettings) -> httpx.AsyncClient:
    """The one HTTP client of a process: HTTP/2, reused connections, guarded, without a cookie memory.

    Cookies are kept within the redirects of one page (services/fetcher/fetch.py) and never between two pages:
    what one document's server set must not change what another capture sees.
    """
    return httpx.AsyncClient(
        transport=GuardedTransport(settings.outgoing_rules, max_connections=max(100, 2 * settings.concurrency)),
        headers={"User-Agent": settings.user_agent_header, "Accept-Encoding": ACCEPTED_ENCODINGS},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(settings.read_timeout_seconds, connect=settings.connect_timeout_seconds),
        follow_redirects=False,
        trust_env=False,
    )


@asynccontextmanager
async def translated_errors(url: str, budget_seconds: float) -> AsyncIterator[None]:
    """Raises what goes wrong within as FetchError, and FetchTimedOut once the budget is used up."""
    try:
        async with asyncio.timeout(max(budget_seconds, 0.001)):
            yield
    except AddressRefused as error:
        raise AddressForbidden(url, str(error)) from error
    except TimeoutError as error:
        raise FetchTimedOut(url, f"it was not read within {budget_seconds:.0f} s") from error
    except httpx.TimeoutException as error:
        raise FetchTimedOut(url, f"the server was silent for too long ({type(error).__name__})") from error
    except httpx.InvalidURL as error:
        raise AddressForbidden(url, f"it is not a web address: {error}") from error
    except (httpx.TransportError, ssl.SSLError) as error:
        raise ConnectionFailed(url, f"the connection failed: {error or type(error).__name__}") from error
    except CapExceeded as error:
        raise PageTooLarge(url, str(error)) from error
    except EncodingBroken as error:
        raise UnsupportedContent(url, str(error)) from error


async def read_body(response: httpx.Response, caps: BodyCaps) -> bytes:
    """The decoded body of a streamed response; raises CapExceeded or EncodingBroken."""
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > caps.transfer_bytes:
        raise CapExceeded(f"it announces {length} bytes, over {caps.transfer_bytes}")
    decoder = BodyDecoder(response.headers.get("content-encoding", ""), caps)
    async for piece in response.aiter_raw():
        decoder.feed(piece)
    return decoder.finish()


async def read_start(response: httpx.Response, max_bytes: int) -> bytes:
    """The decoded body up to `max_bytes`, the rest left unread; raises EncodingBroken."""
    caps = BodyCaps(2 * max_bytes, max_bytes, float("inf"))
    decoder = BodyDecoder(response.headers.get("content-encoding", ""), caps)
    try:
        async for piece in response.aiter_raw():
            decoder.feed(piece)
    except CapExceeded:
        return decoder.content[:max_bytes]
    return decoder.finish()
