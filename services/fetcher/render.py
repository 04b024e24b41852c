"""Pages rendered in an installed Chromium, for documents that are empty without JavaScript (`fetcher: browser`)."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType

import httpx
from playwright.async_api import Browser, Page, Playwright, Response, Route, async_playwright
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from services.fetcher.errors import (
    AddressForbidden,
    ConnectionFailed,
    FetchTimedOut,
    PageTooLarge,
    RendererMissing,
)
from services.fetcher.fetch import KEPT_HEADERS, FetchedPart, Redirect, Validators
from services.fetcher.filtering_proxy import FilteringProxy
from services.fetcher.media import HTML
from services.fetcher.politeness import Hosts
from services.fetcher.robots import Robots
from services.fetcher.settings import FetcherSettings
from services.fetcher.statuses import require_page_status

# Chromium otherwise goes around its proxy for loopback, for WebRTC, and to look names up ahead of time.
ARGUMENTS = (
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--dns-prefetch-disable",
    "--disable-quic",
)
QUIET_SECONDS = 5.0
BLOCKED = frozenset({"image", "media", "font"})


class BrowserFetcher:
    """Fetches pages in one browser, each in a context of its own; starts the browser when first asked."""

    def __init__(self, settings: FetcherSettings, hosts: Hosts, robots: Robots, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._hosts = hosts
        self._robots = robots
        self._now = now
        self._proxy = FilteringProxy(settings.outgoing_rules, settings.connect_timeout_seconds)
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._starting = asyncio.Lock()
        self._places = asyncio.Semaphore(settings.browser_concurrency)

    async def fetch(self, url: str, validators: Validators | None = None, obeys_robots: bool = True) -> FetchedPart:
        """The page once its scripts have run; never a 304. Raises FetchError."""
        address = httpx.URL(url)
        crawl_delay = await self._robots.crawl_delay_seconds(address) if obeys_robots else 0.0
        crawl_delay = min(crawl_delay, self._settings.max_crawl_delay_seconds)
        async with self._places, self._hosts.turn(address.host, crawl_delay):
            browser = await self._started(url)
            try:
                async with asyncio.timeout(self._settings.total_timeout_seconds):
                    return await self._render(browser, url)
            except (TimeoutError, PlaywrightTimeout) as error:
                seconds = self._settings.total_timeout_seconds
                raise FetchTimedOut(url, f"it was not rendered within {seconds:.0f} s") from error
            except PlaywrightError as error:
                raise self._failure(url, error) from error

    async def close(self) -> None:
        """Ends the browser and its proxy."""
        if self._browser is not None:
            with suppress(PlaywrightError):
                await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()
            self._playwright = None
        await self._proxy.stop()

    async def _started(self, url: str) -> Browser:
        async with self._starting:
            if self._browser is not None and self._browser.is_connected():
                return self._browser
            await self.close()
            self._playwright = await async_playwright().start()
            try:
                self._browser = await self._playwright.chromium.launch(
                    executable_path=self._settings.browser_executable,
                    proxy={"server": await self._proxy.start(), "bypass": "<-loopback>"},
                    args=list(ARGUMENTS),
                    chromium_sandbox=os.geteuid() != 0 and self._settings.browser_sandbox,
                )
            except PlaywrightError as error:
                raise RendererMissing(url, f"the browser does not start: {error.message}") from error
            return self._browser

    async def _render(self, browser: Browser, url: str) -> FetchedPart:
        context = await browser.new_context(
            user_agent=self._settings.user_agent_header,
            locale=self._settings.accept_language.partition(",")[0],
            accept_downloads=False,
            service_workers="block",
        )
        try:
            page = await context.new_page()
            await page.route("**/*", _leave_out_pictures)
            response = await self._visit(page, url)
            with suppress(PlaywrightTimeout):
                await page.wait_for_load_state("networkidle", timeout=QUIET_SECONDS * 1000)
            return await self._part(url, page, response)
        finally:
            with suppress(PlaywrightError):
                await context.close()

    async def _visit(self, page: Page, url: str) -> Response:
        """The answer to the page itself, once it is loaded."""
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer) if _is_for(page, answer) else None)
        try:
            response = await page.goto(url, wait_until="load", timeout=self._settings.total_timeout_seconds * 1000)
        except PlaywrightError:
            # Chromium shows a page of its own for an error status without a body, and calls that a failure.
            if answers:
                self._require_page(answers[-1])
            raise
        if response is None:
            raise ConnectionFailed(url, "the browser had no answer")
        self._require_page(response)
        return response

    def _require_page(self, response: Response) -> None:
        require_page_status(response.url, response.status, response.headers, self._now())

    async def _part(self, url: str, page: Page, response: Response) -> FetchedPart:
        content = (await page.content()).encode()
        if len(content) > self._settings.max_content_bytes:
            raise PageTooLarge(url, f"it renders to over {self._settings.max_content_bytes} bytes")
        if not page.url.startswith(("http://", "https://")):
            raise ConnectionFailed(url, f"its scripts led the browser to {page.url}")
        headers = response.headers
        return FetchedPart(
            requested_url=url,
            final_url=page.url,
            status=response.status,
            media_type=HTML,
            charset="utf-8",
            etag=None,
            last_modified=None,
            content=content,
            redirects=await _redirects(response),
            headers=MappingProxyType({name: headers[name] for name in KEPT_HEADERS if name in headers}),
        )

    def _failure(self, url: str, error: PlaywrightError) -> AddressForbidden | ConnectionFailed:
        refusal = self._proxy.refusal_of(httpx.URL(url).host)
        if refusal is not None:
            return AddressForbidden(url, refusal)
        return ConnectionFailed(url, f"the browser failed: {error.message.splitlines()[0]}")


async def _leave_out_pictures(route: Route) -> None:
    await (route.abort() if route.request.resource_type in BLOCKED else route.continue_())


def _is_for(page: Page, answer: Response) -> bool:
    """Whether it answers the page itself, and neither a part of it nor a redirect on the way."""
    request = answer.request
    return request.is_navigation_request() and request.frame == page.main_frame and not 300 <= answer.status < 400


async def _redirects(response: Response) -> tuple[Redirect, ...]:
    hops: list[Redirect] = []
    request = response.request.redirected_from
    while request is not None:
        answer = await request.response()
        hops.append(Redirect(request.url, answer.status if answer else 0))
        request = request.redirected_from
    return tuple(reversed(hops))
