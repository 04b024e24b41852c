"""Pages fetched over real connections from a site that behaves well or badly."""

import asyncio
import gzip

import pytest

from services.fetcher.errors import (
    AddressForbidden,
    ConnectionFailed,
    FetchError,
    FetchTimedOut,
    PageGone,
    PageTooLarge,
    RobotsDisallowed,
    RobotsUnreachable,
    ServerFailed,
    StatusRefused,
    TooManyRedirects,
    UnsupportedContent,
)
from services.fetcher.fetch import Redirect, Validators
from tests.integration.fetcher.conftest import MakeFetcher
from tests.integration.fetcher.site import Request, Site, Write, answer, page


async def test_a_page_is_fetched_with_its_facts_and_says_who_asks(site: Site, make_fetcher: MakeFetcher) -> None:
    site.pages["/privacy"] = page("<p>Ours</p>", etag='"1"', last_modified="Sun, 01 Feb 2026 00:00:00 GMT")
    part = await make_fetcher().fetch(site.url("/privacy"))
    assert part.content == b"<p>Ours</p>"
    assert (part.status, part.media_type, part.charset, part.etag) == (200, "text/html", "utf-8", '"1"')
    assert part.last_modified == "Sun, 01 Feb 2026 00:00:00 GMT"
    headers = site.seen["/privacy"][0].headers
    assert headers["user-agent"] == "Clausewatch/1.0 (+https://watch.example/about)"
    assert "if-none-match" not in headers


async def test_a_page_that_did_not_change_is_answered_304(site: Site, make_fetcher: MakeFetcher) -> None:
    async def conditional(request: Request, write: Write) -> None:
        unchanged = request.headers.get("if-none-match") == '"1"'
        await write(answer(304, etag='"1"') if unchanged else page("<p>Ours</p>", etag='"1"'))

    site.pages["/privacy"] = conditional
    fetcher = make_fetcher()
    part = await fetcher.fetch(site.url("/privacy"), Validators(site.url("/privacy"), '"1"', None))
    assert (part.status, part.content) == (304, None)
    elsewhere = await fetcher.fetch(site.url("/privacy"), Validators(site.url("/old"), '"1"', None))
    assert (elsewhere.status, elsewhere.content) == (200, b"<p>Ours</p>")


async def test_a_304_that_was_not_asked_for_is_refused(site: Site, make_fetcher: MakeFetcher) -> None:
    site.pages["/privacy"] = answer(304)
    with pytest.raises(StatusRefused):
        await make_fetcher().fetch(site.url("/privacy"))


async def test_redirects_are_followed_with_their_cookies_and_told(site: Site, make_fetcher: MakeFetcher) -> None:
    site.pages["/old"] = answer(301, location="/new", set_cookie="seen=1; Path=/")
    site.pages["/new"] = page("<p>Ours</p>")
    fetcher = make_fetcher()
    part = await fetcher.fetch(site.url("/old"))
    assert (part.requested_url, part.final_url) == (site.url("/old"), site.url("/new"))
    assert part.redirects == (Redirect(site.url("/old"), 301),)
    assert site.seen["/new"][0].headers["cookie"] == "seen=1"
    await fetcher.fetch(site.url("/new"))
    assert "cookie" not in site.seen["/new"][1].headers


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.2:{port}/", "http://169.254.169.254/latest/meta-data", "http://[::ffff:10.0.0.1]/",
     "http://localhost:22/", "file:///etc/passwd", "http://0x7f000002:{port}/"],
)  # fmt: skip
async def test_a_redirect_to_an_address_that_is_not_allowed_is_refused(
    site: Site, make_fetcher: MakeFetcher, location: str
) -> None:
    site.pages["/old"] = answer(302, location=location.format(port=site.port))
    with pytest.raises(AddressForbidden):
        await make_fetcher().fetch(site.url("/old"))


async def test_redirects_in_a_circle_end(site: Site, make_fetcher: MakeFetcher) -> None:
    site.pages["/a"] = answer(302, location="/a")
    with pytest.raises(TooManyRedirects):
        await make_fetcher(max_redirects=3).fetch(site.url("/a"))
    assert len(site.seen["/a"]) == 4


async def test_a_decompression_bomb_is_refused(site: Site, make_fetcher: MakeFetcher) -> None:
    bomb = gzip.compress(b"\0" * 300_000_000, 9)
    site.pages["/bomb"] = answer(200, bomb, content_type="text/html", content_encoding="gzip")
    with pytest.raises(PageTooLarge):
        await make_fetcher().fetch(site.url("/bomb"))


async def test_a_page_without_end_is_refused(site: Site, make_fetcher: MakeFetcher) -> None:
    async def endless(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
        while True:
            await write(b"<p>more</p>" * 1000)

    site.pages["/endless"] = endless
    with pytest.raises(PageTooLarge):
        await make_fetcher(max_transfer_bytes=1_000_000).fetch(site.url("/endless"))


async def test_a_page_that_drips_is_given_up(site: Site, make_fetcher: MakeFetcher) -> None:
    async def dripping(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
        while True:
            await write(b".")
            await asyncio.sleep(0.05)

    site.pages["/slow"] = dripping
    with pytest.raises(FetchTimedOut):
        await make_fetcher(total_timeout_seconds=0.3).fetch(site.url("/slow"))


async def test_a_server_that_says_nothing_is_given_up(site: Site, make_fetcher: MakeFetcher) -> None:
    async def silent(request: Request, write: Write) -> None:
        await asyncio.sleep(30)

    site.pages["/silent"] = silent
    with pytest.raises(FetchTimedOut):
        await make_fetcher(read_timeout_seconds=0.2).fetch(site.url("/silent"), obeys_robots=False)


async def test_what_a_busy_server_asks_for_is_kept(site: Site, make_fetcher: MakeFetcher) -> None:
    site.pages["/busy"] = answer(429, retry_after="Sun, 01 Mar 2026 12:10:00 GMT")
    with pytest.raises(ServerFailed) as caught:
        await make_fetcher().fetch(site.url("/busy"))
    assert caught.value.retry_after_seconds == 600


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (answer(404), PageGone),
        (answer(410), PageGone),
        (answer(403), StatusRefused),
        (answer(204), StatusRefused),
        (answer(500), ServerFailed),
        (answer(200, b"\x89PNG", content_type="image/png"), UnsupportedContent),
        (answer(200, b"\x00\x01", content_type="application/octet-stream"), UnsupportedContent),
        (answer(200, b"page", content_type="text/html", content_encoding="br"), UnsupportedContent),
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9", ConnectionFailed),
        (b"no http at all\r\n\r\n", ConnectionFailed),
    ],
)
async def test_what_is_no_page_is_an_error_of_its_kind(
    site: Site, make_fetcher: MakeFetcher, reply: bytes, error: type[FetchError]
) -> None:
    async def once(request: Request, write: Write) -> None:
        await write(reply)
        raise ConnectionResetError

    site.pages["/page"] = once
    with pytest.raises(error):
        await make_fetcher().fetch(site.url("/page"))


async def test_a_body_that_is_cut_short_is_no_capture(site: Site, make_fetcher: MakeFetcher) -> None:
    async def cut(request: Request, write: Write) -> None:
        await write(page("<p>The whole policy</p>")[:-5])
        raise ConnectionResetError

    site.pages["/cut"] = cut
    with pytest.raises(ConnectionFailed):
        await make_fetcher().fetch(site.url("/cut"))


async def test_nobody_listening_is_a_failed_connection(site: Site, make_fetcher: MakeFetcher) -> None:
    fetcher = make_fetcher(allowed_ports=[1])
    with pytest.raises(ConnectionFailed):
        await fetcher.fetch("http://127.0.0.1:1/", obeys_robots=False)


async def test_robots_are_obeyed_unless_the_document_opts_out(site: Site, make_fetcher: MakeFetcher) -> None:
    site.pages["/robots.txt"] = answer(200, b"User-agent: Clausewatch\nDisallow: /privacy", content_type="text/plain")
    site.pages["/privacy"] = page("<p>Ours</p>")
    fetcher = make_fetcher()
    with pytest.raises(RobotsDisallowed):
        await fetcher.fetch(site.url("/privacy"))
    assert site.seen["/privacy"] == []
    assert (await fetcher.fetch(site.url("/privacy"), obeys_robots=False)).content == b"<p>Ours</p>"


async def test_a_redirect_into_what_robots_forbid_is_refused(site: Site, make_fetcher: MakeFetcher) -> None:
    site.pages["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /new", content_type="text/plain")
    site.pages["/old"] = answer(302, location="/new")
    with pytest.raises(RobotsDisallowed):
        await make_fetcher().fetch(site.url("/old"))


async def test_a_robots_file_that_fails_stops_everything_and_one_that_is_missing_nothing(
    site: Site, make_fetcher: MakeFetcher
) -> None:
    site.pages["/privacy"] = page("<p>Ours</p>")
    assert (await make_fetcher().fetch(site.url("/privacy"))).status == 200
    site.pages["/robots.txt"] = answer(500)
    with pytest.raises(RobotsUnreachable):
        await make_fetcher().fetch(site.url("/privacy"))


async def test_a_huge_robots_file_is_read_to_its_limit(site: Site, make_fetcher: MakeFetcher) -> None:
    rules = b"User-agent: *\nDisallow: /privacy\n" + b"# filler\n" * 100_000
    site.pages["/robots.txt"] = answer(200, rules, content_type="text/plain")
    with pytest.raises(RobotsDisallowed):
        await make_fetcher().fetch(site.url("/privacy"))


async def test_one_connection_serves_one_page_after_another(site: Site, make_fetcher: MakeFetcher) -> None:
    site.pages["/privacy"] = page("<p>Ours</p>")
    fetcher = make_fetcher()
    before = len(asyncio.all_tasks())
    for _ in range(5):
        await fetcher.fetch(site.url("/privacy"))
    assert len(asyncio.all_tasks()) <= before + 1
