"""Reading in child processes: a hostile page costs a bounded time, and the next page is read."""

import asyncio

import pytest

from services.differ.extract.canonical import PagePart
from services.differ.extract.reading import PageReader, ReadingFailed
from tests.unit.differ.extract.pages import PROSE, site


def part(markup: str) -> PagePart:
    return PagePart(markup.encode(), "text/html", None, "https://example.org/", 200)


async def test_pages_are_read_at_once_and_failures_have_a_reason() -> None:
    async with PageReader(processes=1, seconds=30) as reader:
        good = reader.read([part(site(f"<p>{PROSE}</p>"))])
        bad = reader.read([part("<div>" * 50_000)])
        page, failure = await asyncio.gather(good, bad, return_exceptions=True)
    assert not isinstance(page, BaseException)
    assert page.text == PROSE
    assert isinstance(failure, ReadingFailed)
    assert failure.reason == "nested_too_deeply"


async def test_a_page_over_the_time_limit_fails_and_the_next_is_read() -> None:
    slow = PagePart(b"word **word** and [link](https://a.example/)\n\n" * 40_000, "text/markdown", None, "", 200)
    async with PageReader(processes=1, seconds=1) as reader:
        with pytest.raises(ReadingFailed) as failure:
            await reader.read([slow])
        assert failure.value.reason == "time"
        assert (await reader.read([part(site(f"<p>{PROSE}</p>"))])).text == PROSE
