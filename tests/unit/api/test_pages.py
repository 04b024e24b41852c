"""What pages make of values: links that may be followed, dates and counts as people read them, nothing as markup."""

import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.api.archive.models import Change
from services.api.pages import phrases
from services.api.pages.rendering import environment, rendered

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = datetime(2024, 9, 9, 4, 3, tzinfo=UTC)


def change(**more: Any) -> Change:
    return Change(
        id="CW-C-000001",
        document_id="CW-D-00001",
        platform_slug="example",
        platform_name="Example",
        document_type="Terms of Service",
        from_version=1,
        to_version=2,
        captured_at=MOMENT,
        detected_at=MOMENT,
        origin="live",
        is_substantive=True,
        is_silent_edit=False,
        is_rollback=False,
        **{"added": 0, "removed": 0, "modified": 0, "moved": 0, **more},
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"modified": 1}, "1 clause reworded"),
        ({"modified": 2, "added": 1, "moved": 3}, "2 clauses reworded, 1 added, 3 moved"),
        ({"removed": 5}, "5 clauses removed"),
        ({}, "No clause changed in substance"),
    ],
)
def test_counts_are_said_in_words(counts: dict[str, int], said: str) -> None:
    assert phrases.counts(change(**counts)) == said


def test_dates_are_said_in_words() -> None:
    assert phrases.day(MOMENT) == "9 September 2024"
    assert phrases.minute(MOMENT) == "9 September 2024, 04:03 UTC"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "mailto:a@example.org", "https://", "http://[", ""],
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert phrases.web_address(url) is None


def test_web_addresses_are_linked() -> None:
    assert phrases.web_address("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"


def feed_of(one: Change, name: str = "Example") -> str:
    return rendered(
        "feed.atom",
        name=name,
        base_url="https://clausewatch.example",
        page_path="/",
        feed_path="/feed.atom",
        updated_at=None,
        changes=[one],
    )


@given(st.text(max_size=200))
def test_whatever_a_platform_is_called_its_feed_is_xml(name: str) -> None:
    one = change(modified=1).model_copy(update={"platform_name": name, "document_type": name})
    ElementTree.fromstring(feed_of(one, name))


@given(st.text(max_size=200))
def test_a_feed_tells_what_a_change_means_in_the_very_words(headline: str) -> None:
    told = {"headline": f"x{headline}", "severity": "high", "direction": "worse"}
    feed = ElementTree.fromstring(feed_of(change(modified=1).model_copy(update=told)))
    (entry,) = feed.findall(f"{ATOM}entry")
    title = entry.findtext(f"{ATOM}title")
    assert title is not None
    assert title.startswith("Example – Terms of Service: x")
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["Terms of Service", "high severity"]
    assert (entry.findtext(f"{ATOM}summary") or "").startswith("High severity, worse for you. 1 clause reworded.")


def test_a_feed_counts_the_clauses_of_a_change_that_was_not_read() -> None:
    entry = ElementTree.fromstring(feed_of(change(modified=1))).find(f"{ATOM}entry")
    assert entry is not None
    assert (entry.findtext(f"{ATOM}title") or "").endswith("Terms of Service: 1 clause reworded")
    assert entry.findtext(f"{ATOM}summary") == "1 clause reworded."


@given(st.text(max_size=200))
def test_a_wording_is_shown_whole_and_as_text(text: str) -> None:
    part = environment().get_template("parts.html").make_module({"modes": {}, "weekdays": ()})
    shown = str(part.wording(text))  # type: ignore[attr-defined]  # a macro is an attribute of its template's module
    assert shown.count("<") == 2 + 2 * len(text.split("\n"))
