"""What a robots.txt asks of us is known per origin and kept for a while."""

import httpx
import pytest

from services.fetcher.errors import RobotsDisallowed, RobotsUnreachable
from services.fetcher.robots import Robots, RobotsFile

PAGE = httpx.URL("https://example.org/legal/privacy")


class Site:
    """Answers for robots.txt, counted, with a clock that tests move."""

    def __init__(self, *files: RobotsFile) -> None:
        self.files = list(files)
        self.asked: list[str] = []
        self.now = 0.0
        self.robots = Robots(self.read, "Clausewatch/1.0", lambda: self.now, ttl_seconds=100, retry_seconds=10)

    async def read(self, url: str) -> RobotsFile:
        self.asked.append(url)
        return self.files.pop(0)


async def test_a_disallowed_address_is_refused_and_the_way_out_is_told() -> None:
    site = Site(RobotsFile("User-agent: *\nDisallow: /legal/"))
    with pytest.raises(RobotsDisallowed, match="obey_robots"):
        await site.robots.crawl_delay_seconds(PAGE)
    assert await site.robots.crawl_delay_seconds(httpx.URL("https://example.org/terms")) == 0.0


async def test_rules_for_our_name_come_before_the_rules_for_all() -> None:
    site = Site(RobotsFile("User-agent: *\nDisallow: /\n\nUser-agent: Clausewatch\nCrawl-delay: 7\nAllow: /"))
    assert await site.robots.crawl_delay_seconds(PAGE) == 7.0


async def test_no_robots_file_allows_all_and_an_unreadable_one_allows_nothing_for_now() -> None:
    assert await Site(RobotsFile("")).robots.crawl_delay_seconds(PAGE) == 0.0
    site = Site(RobotsFile(None, "the server answered 503"), RobotsFile(""))
    with pytest.raises(RobotsUnreachable, match="503"):
        await site.robots.crawl_delay_seconds(PAGE)
    site.now = 11
    assert await site.robots.crawl_delay_seconds(PAGE) == 0.0


async def test_a_robots_file_is_read_once_per_origin_until_it_expires() -> None:
    site = Site(RobotsFile(""), RobotsFile(""), RobotsFile(""))
    await site.robots.crawl_delay_seconds(PAGE)
    await site.robots.crawl_delay_seconds(PAGE)
    await site.robots.crawl_delay_seconds(httpx.URL("http://example.org:8080/"))
    assert site.asked == ["https://example.org/robots.txt", "http://example.org:8080/robots.txt"]
    site.now = 101
    await site.robots.crawl_delay_seconds(PAGE)
    assert len(site.asked) == 3


async def test_a_robots_file_that_is_no_robots_file_allows_all() -> None:
    assert await Site(RobotsFile("<!doctype html><title>Not found</title>")).robots.crawl_delay_seconds(PAGE) == 0.0
