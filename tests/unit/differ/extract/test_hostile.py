"""Hostile pages end in a text or a reason, within the limits of a reading process; the next page is read."""

import random
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from services.differ.extract.document import PagePart, RangeSelector, Selection
from services.differ.extract.reading import PageReader, ReadingFailed
from tests.unit.differ.extract.pages import PROSE, site

_MEBIBYTE = 1024 * 1024
_PARAGRAPH = f"<p>{PROSE}</p>"


@pytest_asyncio.fixture(scope="module")
async def reader() -> AsyncIterator[PageReader]:
    """A reading process with the limits that an installation has."""
    async with PageReader(processes=1) as reader:
        yield reader


def page(
    content: str | bytes,
    media_type: str = "text/html",
    charset: str | None = None,
    select: tuple[str | RangeSelector, ...] = (),
    remove: tuple[str | RangeSelector, ...] = (),
) -> PagePart:
    written = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return PagePart(written, media_type, charset, "https://example.org/", 200, Selection(select, remove))


READ: dict[str, PagePart] = {
    "nesting that browsers cut": page("<div>" * 1_900 + _PARAGRAPH),
    "formatting that is never closed": page("<b><p>" * 2_000 + _PARAGRAPH),
    "tables in tables": page("<table><tr><td>" * 600 + _PARAGRAPH),
    "50 MB of script": page("<script>" + "x=1;" * 13 * _MEBIBYTE + "</script>" + _PARAGRAPH),
    "50 MB of null bytes": page(b"\0" * 50 * _MEBIBYTE + _PARAGRAPH.encode()),
    "100,000 line breaks": page(_PARAGRAPH + "<p>" + "a line<br>" * 100_000),
    "an attribute of a megabyte": page('<div class="' + "a " * 500_000 + f'">{_PARAGRAPH}</div>'),
    "70,000 menus": page("<nav>x</nav>" * 70_000 + _PARAGRAPH),
    "70,000 hidden links": page(_PARAGRAPH + "<p>" + "<a href='/x' hidden>link</a> " * 70_000),
    "a link of a megabyte": page(f"{_PARAGRAPH}<a href='/{'../' * 300_000}'>{PROSE}</a>"),
    "a base that is no address": page(f"<base href='http://[::1'><a href='x'>a</a>{_PARAGRAPH}"),
    "right to left": page(f"<p>\u202e\u2067{PROSE}\u2069\u200f</p>"),
    "halves of characters": page(f"<p>&#xD800;{PROSE}&#xDFFF;&#0;</p>\ud800"),
    "bytes that are no UTF-8": page(b"<p>\xff\xfe\xfa\x80 " + PROSE.encode() + b"</p>"),
    "a selector that is no CSS": page(_PARAGRAPH, select=("p[", "((", ":unknown(p)", "\0", "")),
    "a selector of 100,000 parts": page(_PARAGRAPH, select=("div " * 100_000 + "p",)),
    "a range that ends before it begins": page(
        f"<h2>A</h2>{_PARAGRAPH}<h2 id='b'>B</h2>", select=(RangeSelector(start_after="#b", end_before="h2"),)
    ),
    "brackets of Markdown": page(f"{PROSE}\n\n{'[' * 50_000}", "text/markdown"),
    "quotes in quotes of Markdown": page(f"{PROSE}\n\n{'>' * 5_000} x", "text/markdown"),
    "blanks of plain text": page(PROSE + ("\n" + " " * 2_000 + "x") * 800, "text/plain"),
}

REFUSED: dict[str, tuple[PagePart, str]] = {
    "100,000 elements in each other": (page("<div>" * 100_000 + _PARAGRAPH), "nested_too_deeply"),
    "100,000 list items": (
        page("<ul>" + "".join(f"<li>Item {number}" for number in range(100_000))),
        "too_many_lines",
    ),
    "45,000 rows": (
        page("<table>" + "".join(f"<tr><td>{number}<td>30 days" for number in range(45_000))),
        "too_many_lines",
    ),
    "50 MB of prose": (page(_PARAGRAPH * (50 * _MEBIBYTE // len(_PARAGRAPH))), "too_large"),
    "50 MB of comments": (page("<!-- x -->" * 5 * _MEBIBYTE), "too_large"),
    "one word of 5 MB": (page("<p>" + "a" * 5 * _MEBIBYTE), "too_much_text"),
    "50 MB of plain text": (page("word and word\n" * (50 * _MEBIBYTE // 14), "text/plain"), "too_much_text"),
    "200,000 elements": (page("<i>x</i>" * 200_000), "too_many_nodes"),
    "a broken PDF": (page(b"%PDF-1.7\n" + b"\0" * 100_000), "broken_pdf"),
    "a media type of no document": (page(b"\0\1\2", "image/png"), "media_type"),
}


@pytest.mark.parametrize("name", READ)
async def test_a_hostile_page_with_a_policy_is_read(reader: PageReader, name: str) -> None:
    assert PROSE[:40] in (await reader.read([READ[name]])).text


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_no_document_is_refused_with_a_reason(reader: PageReader, name: str) -> None:
    part, reason = REFUSED[name]
    with pytest.raises(ReadingFailed) as failure:
        await reader.read([part])
    assert failure.value.reason == reason
    assert (await reader.read([page(site(_PARAGRAPH))])).text == PROSE


@pytest.mark.parametrize("opening", ["<script ", "<script '", "<style \"'"])
async def test_tags_that_never_end_cost_one_pass(reader: PageReader, opening: str) -> None:
    with pytest.raises(ReadingFailed) as failure:
        await reader.read([page(opening * 100_000)])
    assert failure.value.reason == "nested_too_deeply"


@pytest.mark.parametrize("charset", ["idna", "hex", "zlib", "undefined", "utf-7", "punycode", "utf-8\0", "x" * 1_000])
async def test_a_charset_that_is_none_is_passed_over(reader: PageReader, charset: str) -> None:
    read = await reader.read([page(b"<p>\xe9t\xe9 " + PROSE.encode() + b"</p>", charset=charset)])
    assert PROSE in read.text


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "text/markdown"])
async def test_bytes_of_chance_are_read(reader: PageReader, media_type: str) -> None:
    chance = random.Random(1)  # bytes to read, no secret
    assert (await reader.read([page(chance.randbytes(200_000), media_type)])).text_sha256
