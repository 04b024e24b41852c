"""Pages rendered in a real Chromium, whose every request goes through the guard."""

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from services.fetcher.errors import AddressForbidden, PageGone, RobotsDisallowed
from services.fetcher.pages import open_page_fetchers
from services.fetcher.render import BrowserFetcher
from services.fetcher.settings import FetcherSettings
from tests.integration.fetcher.site import Site, answer, page, serve_site


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    """A site that may be reached."""
    async with serve_site() as site:
        yield site


@pytest_asyncio.fixture
async def forbidden() -> AsyncIterator[Site]:
    """A site on a port that may not."""
    async with serve_site() as site:
        yield site


@pytest_asyncio.fixture
async def browser(site: Site, browser_path: str) -> AsyncIterator[BrowserFetcher]:
    """A browser that may reach the site and nothing else on loopback."""
    settings = FetcherSettings.model_validate(
        {
            "allowed_networks": ["127.0.0.1/32"],
            "allowed_ports": [site.port],
            "host_delay_seconds": 0,
            "browser_executable": browser_path,
            "browser_sandbox": False,
        }
    )
    fetchers = open_page_fetchers(settings, lambda: datetime(2026, 3, 1, tzinfo=UTC), time.monotonic)
    assert fetchers.browser is not None
    yield fetchers.browser
    await fetchers.close()


async def test_what_scripts_write_is_captured(site: Site, browser: BrowserFetcher) -> None:
    site.pages["/privacy"] = page(
        "<main></main><script>document.querySelector('main').textContent = 'Our ' + 'policy'</script>"
    )
    part = await browser.fetch(site.url("/privacy"))
    assert b"<main>Our policy</main>" in (part.content or b"")
    assert (part.status, part.media_type, part.final_url) == (200, "text/html", site.url("/privacy"))


async def test_a_redirect_is_followed_and_told(site: Site, browser: BrowserFetcher) -> None:
    site.pages["/old"] = answer(301, location="/new")
    site.pages["/new"] = page("<p>Ours</p>")
    part = await browser.fetch(site.url("/old"))
    assert part.final_url == site.url("/new")
    assert [(hop.url, hop.status) for hop in part.redirects] == [(site.url("/old"), 301)]


async def test_a_page_can_reach_nothing_that_is_not_allowed(
    site: Site, forbidden: Site, browser: BrowserFetcher
) -> None:
    site.pages["/page"] = page(
        f"<main>Ours</main><iframe src='{forbidden.url('/frame')}'></iframe>"
        f"<script>fetch('{forbidden.url('/fetch')}', {{mode: 'no-cors'}});"
        f"new WebSocket('ws://127.0.0.1:{forbidden.port}/socket');"
        f"fetch('http://localhost:{forbidden.port}/name', {{mode: 'no-cors'}})</script>"
        f"<script src='{forbidden.url('/script.js')}'></script>"
    )
    part = await browser.fetch(site.url("/page"))
    assert b"<main>Ours</main>" in (part.content or b"")
    assert dict(forbidden.seen) == {}


async def test_a_page_at_an_address_that_is_not_allowed_is_refused(
    site: Site, forbidden: Site, browser: BrowserFetcher
) -> None:
    with pytest.raises(AddressForbidden, match="ALLOWED_PORTS"):
        await browser.fetch(forbidden.url("/"), obeys_robots=False)
    site.pages["/old"] = answer(302, location=forbidden.url("/new"))
    with pytest.raises(AddressForbidden):
        await browser.fetch(site.url("/old"), obeys_robots=False)
    assert dict(forbidden.seen) == {}


async def test_a_missing_page_and_robots_are_as_without_a_browser(site: Site, browser: BrowserFetcher) -> None:
    with pytest.raises(PageGone):
        await browser.fetch(site.url("/missing"))
    site.pages["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /", content_type="text/plain")
    fresh = f"http://localhost:{site.port}/page"
    with pytest.raises((RobotsDisallowed, AddressForbidden)):
        await browser.fetch(fresh)


async def test_a_browser_that_died_is_started_again(site: Site, browser: BrowserFetcher) -> None:
    site.pages["/page"] = page("<p>Ours</p>")
    await browser.fetch(site.url("/page"))
    await browser.close()
    assert (await browser.fetch(site.url("/page"))).status == 200
