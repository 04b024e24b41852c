"""One source fetched: redirects followed by hand, each hop polite, allowed and guarded, within caps."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

import httpx

from services.fetcher.decode import BodyCaps
from services.fetcher.errors import (
    AddressForbidden,
    TooManyRedirects,
    UnsupportedContent,
)
from services.fetcher.media import ACCEPT, declared_media, may_be_page, page_media_type
from services.fetcher.politeness import Hosts
from services.fetcher.robots import Robots
from services.fetcher.settings import FetcherSettings
from services.fetcher.statuses import require_page_status
from services.fetcher.transfer import read_body, translated_errors

KEPT_HEADERS = (
    "content-type",
    "content-language",
    "content-encoding",
    "etag",
    "last-modified",
    "date",
    "server",
)


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes a request conditional: the ETag and Last-Modified that came with the bytes of an address."""

    final_url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Redirect:
    """One redirect that was followed: the address that answered, and its status."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class FetchedPart:
    """One source as received; `content` is None for a 304, which confirms the bytes of the validators."""

    requested_url: str
    final_url: str
    status: int
    media_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None
    content: bytes | None
    redirects: tuple[Redirect, ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class FetchPage(Protocol):
    """Fetches one page, by HTTP or in a browser."""

    async def fetch(self, url: str, validators: Validators | None = None, obeys_robots: bool = True) -> FetchedPart:
        """The page, or a 304 when the validators still hold. Raises FetchError."""


@dataclass(slots=True)
class _Trip:
    """What one fetch carries from hop to hop."""

    url: httpx.URL
    validators: Validators | None
    obeys_robots: bool
    budget_seconds: float
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    redirects: list[Redirect] = field(default_factory=list)


class PageFetcher:
    """Fetches pages over one shared client; safe to use from many tasks at a time."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        settings: FetcherSettings,
        hosts: Hosts,
        robots: Robots,
        now: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._settings = settings
        self._hosts = hosts
        self._robots = robots
        self._now = now
        self._caps = BodyCaps(settings.max_transfer_bytes, settings.max_content_bytes, settings.max_compression_ratio)

    async def fetch(self, url: str, validators: Validators | None = None, obeys_robots: bool = True) -> FetchedPart:
        """The page at an address, or a 304 when the validators still hold. Raises FetchError.

        Validators are sent only to the address that gave them: a redirect that now leads elsewhere must not
        be answered "not modified" by another page.
        """
        trip = _Trip(_web_address(url), validators, obeys_robots, self._settings.total_timeout_seconds)
        while len(trip.redirects) <= self._settings.max_redirects:
            part = await self._hop(url, trip)
            if part is not None:
                return part
        raise TooManyRedirects(url, f"it redirects over {self._settings.max_redirects} times, last to {trip.url}")

    async def _hop(self, requested_url: str, trip: _Trip) -> FetchedPart | None:
        crawl_delay = await self._robots.crawl_delay_seconds(trip.url) if trip.obeys_robots else 0.0
        crawl_delay = min(crawl_delay, self._settings.max_crawl_delay_seconds)
        async with self._hosts.turn(trip.url.host, crawl_delay):
            started = time.monotonic()
            async with translated_errors(str(trip.url), trip.budget_seconds):
                part = await self._exchange(requested_url, trip)
            trip.budget_seconds -= time.monotonic() - started
        return part

    async def _exchange(self, requested_url: str, trip: _Trip) -> FetchedPart | None:
        request = self._client.build_request("GET", trip.url, headers=self._headers(trip))
        trip.cookies.set_cookie_header(request)
        response = await self._client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                _turn(trip, response)
                return None
            self._require_page(response, trip)
            return await self._part(requested_url, trip, response)
        finally:
            await response.aclose()

    def _headers(self, trip: _Trip) -> dict[str, str]:
        headers = {"Accept": ACCEPT, "Accept-Language": self._settings.accept_language}
        if trip.validators is not None and trip.validators.final_url == str(trip.url):
            if trip.validators.etag:
                headers["If-None-Match"] = trip.validators.etag
            if trip.validators.last_modified:
                headers["If-Modified-Since"] = trip.validators.last_modified
        return headers

    def _require_page(self, response: httpx.Response, trip: _Trip) -> None:
        url = str(trip.url)
        if response.status_code == 304 and _is_conditional(response.request):
            return
        require_page_status(url, response.status_code, response.headers, self._now())
        declared, _ = declared_media(response.headers.get("content-type", ""))
        if not may_be_page(declared):
            raise UnsupportedContent(url, f"it is {declared}, and only HTML, PDF and plain text are read")

    async def _part(self, requested_url: str, trip: _Trip, response: httpx.Response) -> FetchedPart:
        headers = response.headers
        declared, charset = declared_media(headers.get("content-type", ""))
        content = None if response.status_code == 304 else await read_body(response, self._caps)
        media_type = None if content is None else page_media_type(declared, content)
        if content is not None and media_type is None:
            raise UnsupportedContent(str(trip.url), "its first bytes are not those of HTML, PDF or plain text")
        return FetchedPart(
            requested_url=requested_url,
            final_url=str(trip.url),
            status=response.status_code,
            media_type=media_type,
            charset=charset,
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            content=content,
            redirects=tuple(trip.redirects),
            headers=MappingProxyType({name: headers[name] for name in KEPT_HEADERS if name in headers}),
        )


def _turn(trip: _Trip, response: httpx.Response) -> None:
    """Points the trip at the address that a redirect names, with the cookies that it set on the way."""
    trip.cookies.extract_cookies(response)
    trip.redirects.append(Redirect(str(trip.url), response.status_code))
    trip.url = _web_address(str(trip.url.join(response.headers["location"])))


def _web_address(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise AddressForbidden(text, f"it is not a web address: {error}") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise AddressForbidden(text, "only http and https addresses are fetched")
    return url.copy_with(fragment=None, userinfo=b"") if url.fragment or url.userinfo else url


def _is_conditional(request: httpx.Request) -> bool:
    return "if-none-match" in request.headers or "if-modified-since" in request.headers
