"""What pages make of values: links that may be followed, dates and counts as people read them, nothing as markup."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.api.archive.models import (
    Change,
    ChangeDetail,
    ClauseChange,
    ClauseChangeReading,
    Direction,
    Level,
    Version,
)
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


def clause_change(number: int, severity: Level | None, direction: Direction = "worse") -> ClauseChange:
    reading = ClauseChangeReading(
        types=[],
        types_gained=[],
        types_lost=[],
        severity=severity or "low",
        severity_because="",
        direction=direction,
        direction_because="",
        line=f"<b>Line</b> {number}",
        signals=[],
    )
    return ClauseChange(
        kind="added",
        provision_id=f"CW-P-{number:06}",
        heading_path=[],
        before_text=None,
        after_text="We may.",
        redline=[],
        is_substantive=True,
        reason="",
        reading=reading if severity else None,
    )


def test_a_long_change_leads_to_its_gravest_clauses_first() -> None:
    levels: list[Level | None] = ["low", "medium", None, "high", "low", "low", "medium"]
    changes = [clause_change(number, level) for number, level in enumerate(levels, 1)]
    assert [place for place, _ in phrases.gravest(changes)] == [4, 2, 7]
    assert phrases.gravest(changes[:6]) == []
    better_first = [clause_change(1, "high", "better"), clause_change(2, "medium"), *changes[2:]]
    assert [place for place, _ in phrases.gravest(better_first)] == [4, 1, 2, 7]
    assert phrases.gravest([clause_change(number, "low") for number in range(30)]) == []
    assert len(phrases.gravest([clause_change(number, "high") for number in range(30)])) == 8


@given(st.lists(st.sampled_from(["high", "medium", "low", None]), max_size=20))
def test_every_link_to_a_grave_clause_leads_to_it(levels: list[Level | None]) -> None:
    clause_changes = [clause_change(number, level) for number, level in enumerate(levels, 1)]
    version = Version(
        document_id="CW-D-00001",
        number=1,
        outcome="changed",
        captured_at=MOMENT,
        first_seen_at=MOMENT,
        last_seen_at=MOMENT,
        verifications=0,
        language="en",
        declared_updated_on=None,
        declared_effective_on=None,
        capture_id=UUID(int=1),
        text_sha256="0" * 64,
        chain_sha256="0" * 64,
    )
    detail = ChangeDetail(
        **change(added=len(levels)).model_dump(),
        reading=None,
        generated=None,
        clause_changes=clause_changes,
        before=version,
        after=version,
        sources=[],
    )
    shown = rendered("change.html", path="/", change=detail)
    linked = [int(place) for place in re.findall(r'href="#clause-(\d+)"', shown)]
    assert linked == [place for place, _ in phrases.gravest(clause_changes)]
    for place in linked:
        _, _, article = shown.partition(f'id="clause-{place}"')
        assert f"CW-P-{place:06}" in article.split("</article>")[0]
    assert "<b>Line" not in shown


@given(st.text(max_size=200))
def test_a_wording_is_shown_whole_and_as_text(text: str) -> None:
    part = environment().get_template("parts.html").make_module({"modes": {}, "weekdays": ()})
    shown = str(part.wording(text))  # type: ignore[attr-defined]  # a macro is an attribute of its template's module
    assert shown.count("<") == 2 + 2 * len(text.split("\n"))
