"""Whatever bytes come, reading gives a canonical text or says why not: never another failure, always the same."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.differ.clauses import split
from services.differ.extract.canonical import CanonicalDocument, PagePart, UnreadablePage, read_document
from services.differ.extract.document import RangeSelector, Selection

_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "h1",
        "h2",
        "a",
        "b",
        "br",
        "button",
        "details",
        "summary",
        "main",
        "nav",
        "form",
        "input",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "select",
        "option",
        "pre",
        "blockquote",
        "x-unknown",
        "frameset",
        "body",
        "html",
    ]
)
_ATTRIBUTES = st.sampled_from(
    [
        "",
        " hidden",
        " class='cookie-banner'",
        " class=sr-only",
        " href='/x?utm_source=a'",
        " href='http://['",
        " start=9",
        " role=button",
        " aria-expanded aria-controls=x",
        " style='display:none'",
        " value=3",
        " data-cfemail=4a2b",
        " type=i",
    ]
)
_WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["We keep the data that you give us for thirty days after you close your account with us. " * 2]),
    st.sampled_from(
        ["Last updated: 12 May 2024", "(opens in new window)", "&#xD800;", "\0", "| a |", "# ", "- ", "\u202e"]
    ),
)
_OPENED = st.builds(lambda tag, attribute: f"<{tag}{attribute}>", _TAGS, _ATTRIBUTES)
_CLOSED = st.builds(lambda tag: f"</{tag}>", _TAGS)
_markup = st.lists(st.one_of(_OPENED, _OPENED, _CLOSED, _WORDS), max_size=60).map("".join)
_selector = st.one_of(
    st.sampled_from(["p", "main", "div > p", "p:not(", "*", ":nth-child(2n)", "a[href]"]), st.text(max_size=8)
)
_range = st.builds(RangeSelector, start_before=st.none() | _selector, end_after=st.none() | _selector)
_selectors = st.lists(st.one_of(_selector, _range), max_size=2).map(tuple)
_selection = st.builds(Selection, select=_selectors, remove=_selectors)
_FOUND = Selection()
_LINE = re.compile(r"[^\s\x00](?:[^\n\r\x00]*[^\s\x00])?|(?:  )+\S[^\n\r\x00]*")


def canonical(content: bytes, media_type: str, selection: Selection = _FOUND) -> CanonicalDocument | None:
    """The document, None where the page is refused with a reason."""
    part = PagePart(content, media_type, None, "https://example.org/privacy", 200, selection)
    try:
        return read_document([part])
    except UnreadablePage:
        return None


def check(document: CanonicalDocument | None, again: CanonicalDocument | None) -> None:
    assert document == again
    if document is None:
        return
    text = document.text
    assert text == text.strip("\n")
    assert "\n\n\n" not in text
    assert all(_LINE.fullmatch(line) for line in text.split("\n") if line)
    assert all(text[link.start : link.end].strip() for link in document.links)
    covered = sum(clause.end - clause.start for clause in split(text))
    assert covered <= len(text)


@settings(max_examples=400, deadline=None)
@given(_markup, _selection)
def test_any_markup_reads_as_a_canonical_text(markup: str, selection: Selection) -> None:
    content = markup.encode("utf-8", "surrogatepass")
    check(canonical(content, "text/html", selection), canonical(content, "text/html", selection))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain", "text/markdown", "application/pdf"]))
def test_any_bytes_read_as_a_canonical_text(content: bytes, media_type: str) -> None:
    check(canonical(content, media_type), canonical(content, media_type))


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
@settings(max_examples=200, deadline=None)
@given(words=st.lists(_WORDS, max_size=20))
def test_any_plain_text_reads_as_a_canonical_text(media_type: str, words: list[str]) -> None:
    content = "\n".join(words).encode("utf-8", "surrogatepass")
    check(canonical(content, media_type), canonical(content, media_type))
