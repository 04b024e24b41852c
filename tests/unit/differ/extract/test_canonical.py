"""Parts, media types, and what the document says of itself."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.extract.canonical import PagePart, UnreadablePage, read_document
from tests.unit.differ.extract.pages import MORE_PROSE, PROSE, read, site


def test_parts_are_joined_in_order_and_links_keep_their_place() -> None:
    parts = [
        PagePart(
            site(f"<p>{text} <a href='/{number}'>here</a></p>").encode(), "text/html", None, "https://example.org", 200
        )
        for number, text in enumerate((PROSE, MORE_PROSE))
    ]
    page = read_document(parts)
    assert page.text == f"{PROSE} here\n\n{MORE_PROSE} here"
    assert [page.text[link.start : link.end] for link in page.links] == ["here", "here"]


@pytest.mark.parametrize(
    ("line", "updated", "effective"),
    [
        ("Last updated: March 3, 2026", date(2026, 3, 3), None),
        ("Gültig ab 1. April 2026", None, date(2026, 4, 1)),
        ("Dernière mise à jour : 5 mai 2026", date(2026, 5, 5), None),
    ],
)
def test_own_dates_are_read(line: str, updated: date | None, effective: date | None) -> None:
    page = read(site(f"<h1>Policy</h1><p>{line}</p><p>{PROSE}</p>"))
    assert (page.declared_updated_on, page.declared_effective_on) == (updated, effective)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        ("Diese Erklärung beschreibt, welche Daten wir verarbeiten und zu welchen Zwecken wir das tun.", "de"),
        ("Cette politique décrit les données que nous traitons et les raisons pour lesquelles nous le faisons.", "fr"),
    ],
)
def test_the_language_is_detected(text: str, language: str) -> None:
    assert read(site(f"<p>{text}</p>")).language == language


def test_plain_text_and_markdown_are_read() -> None:
    assert (
        read("One line\nand on.\n\n- item\n- other", media_type="text/plain").text
        == "One line and on.\n\n- item\n\n- other"
    )
    page = read("# Title\n\nSee *our* [terms](https://example.org/t).\n\n1. one\n2. two", media_type="text/markdown")
    assert page.text == "# Title\n\nSee our terms.\n\n1. one\n2. two"
    assert page.links[0].href == "https://example.org/t"


def test_pictures_are_unreadable_with_a_reason() -> None:
    with pytest.raises(UnreadablePage, match="media_type"):
        read(b"\x89PNG", media_type="image/png")


@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain", "text/markdown", "application/pdf"]))
def test_any_bytes_end_in_a_document_or_a_reason(content: bytes, media_type: str) -> None:
    with suppress(UnreadablePage):
        page = read(content, media_type=media_type)
        assert not page.text.endswith("\n")
        assert all(page.text[link.start : link.end] for link in page.links)


_TAGS = st.sampled_from(
    [
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "a",
        "b",
        "h2",
        "dl",
        "dt",
        "dd",
        "br",
        "section",
        "span",
        "details",
        "summary",
    ]
)
_PIECES = st.lists(st.one_of(_TAGS.map("<{}>".format), _TAGS.map("</{}>".format), st.text(max_size=12)), max_size=40)


@given(_PIECES)
def test_any_markup_gives_a_text_of_the_grammar(pieces: list[str]) -> None:
    text = read(f"<html><body>{''.join(pieces)}</body></html>").text
    assert text == text.strip("\n")
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 50_000, "<ul><li>" * 20_000, "<b><i>" * 20_000 + "x", "<div>" * 30_000 + "</div>" * 30_000],
)
def test_nesting_beyond_reason_is_refused(markup: str) -> None:
    with pytest.raises(UnreadablePage, match="nested_too_deeply"):
        read(markup)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<b>x</b>" * 80_000, "too_many_nodes"),
        (f"<p>{''.join(f'<font color={number}>' for number in range(1_000))}" + "<p>x" * 1_000, "too_many_nodes"),
        (f'<p title="{"word " * 1_800_000}">x</p>', "too_large"),
    ],
    ids=["tags", "unclosed tags in every paragraph", "an attribute"],
)
def test_markup_of_no_policys_size_is_refused(markup: str, reason: str) -> None:
    with pytest.raises(UnreadablePage, match=reason):
        read(markup)


def test_scripts_do_not_count_as_a_pages_size() -> None:
    assert read(f"<script>{'x=1;' * 2_500_000}</script><p>{PROSE}</p>").text == PROSE


def test_a_list_of_many_items_is_read_in_good_time() -> None:
    page = read("<ul>" + "<li>item</li>" * 20_000 + "</ul>")
    assert page.text.count("\n") == 19_999
