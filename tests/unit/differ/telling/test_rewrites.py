"""A document that was rewritten at large is told as that, and not by one of its clauses."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.reading.labels import Evidence, Labels, TypeLabel
from services.differ.redline import redline
from services.differ.taxonomy.models import Level
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling import change_reading
from services.differ.telling.change_reading import ChangeReading, read_change
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.rewrites import Scale, scale
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import Days
from services.differ.telling.type_texts import TypeText

FACTS = TypeFacts(
    {"data_sale": TypeText("Sale of data", ""), "contact_support": TypeText("Contact", "")}, {"data_sale": "burdens"}
)


def entry(number: int, before: str, after: str, heading: str = "Terms") -> ClauseChangeEntry:
    kind = ChangeKind.ADDED if not before else ChangeKind.REMOVED if not after else ChangeKind.MODIFIED
    older, newer = (Quote(number * 1000, text) if text else None for text in (before, after))
    return ClauseChangeEntry(
        number, kind, f"CW-P-{number:06}", (heading,), older, newer, redline(before, after), True, "words"
    )


def label(clause_type: str, words: str, severity: Level = "low") -> TypeLabel:
    evidence = Evidence(0, len(words), words)
    return TypeLabel(clause_type, "high", "explicit", "rule", evidence, severity, "base", "it matters")


ADDED = [entry(number, "", f"Write to box {number} at the harbour office.") for number in range(12)]
REMOVED = [entry(number, f"Ring bell {number} near the old mill.", "") for number in range(12, 20)]
SALE = entry(20, "", "We sell your data to brokers.")
LABELS: Labels = {
    **{one.provision_id: [label("contact_support", "Write to box")] for one in ADDED},
    SALE.provision_id: [label("data_sale", "We sell your data", "high")],
}


def read(entries: list[ClauseChangeEntry], before: int, labels: Labels = LABELS) -> ChangeReading:
    return read_change(entries, {}, labels, "en", Days(date(2026, 1, 1)), FACTS, signal_words(), before)


def test_a_rewrite_is_led_by_its_numbers_and_as_grave_as_its_gravest_clause() -> None:
    summary = read([*ADDED, *REMOVED, SALE], 30).summary
    assert summary.headline == (
        "Rewritten: 13 clauses new, 8 gone (of 30 before); most about Contact (12);"
        " gravest: Sale of data (“We sell your data to brokers.”)"
    )
    assert (summary.severity, summary.direction) == ("high", Direction.WORSE)
    assert summary.is_rewrite


def test_a_rewrite_has_no_direction_where_its_gravest_matter_only_moved() -> None:
    gone = entry(21, "We sell your data to anybody who asks.", "")
    before: Labels = {gone.provision_id: [label("data_sale", "We sell your data", "high")]}
    entries = [*ADDED, *REMOVED, SALE, gone]
    summary = read_change(entries, before, LABELS, "en", Days(date(2026, 1, 1)), FACTS, signal_words(), 30).summary
    assert (summary.severity, summary.direction) == ("high", Direction.UNCLEAR)
    assert summary.direction_because.endswith("what came and went of high severity points both ways")


def test_a_gravest_clause_that_was_removed_is_told_as_gone_and_only_where_none_as_grave_applies() -> None:
    gone = entry(21, "We sell your data to anybody who asks.", "")
    before: Labels = {gone.provision_id: [label("data_sale", "We sell your data", "high")]}
    both = [[*ADDED, *REMOVED, gone], [*ADDED, *REMOVED, gone, replace(SALE, ordinal=22)]]
    only_gone, applies = (
        read_change(entries, before, LABELS, "en", Days(date(2026, 1, 1)), FACTS, signal_words(), 30).summary
        for entries in both
    )
    assert "gravest of what is gone: Sale of data (“We sell your data to anybody who asks.”)" in only_gone.headline
    assert only_gone.severity_because.startswith("of a clause that was removed: Sale of data")
    assert "gravest: Sale of data (“We sell your data to brokers.”)" in applies.headline
    assert applies.severity_because.startswith("Sale of data")


def test_where_hardly_a_clause_has_a_type_the_headings_say_what_was_rewritten() -> None:
    summary = read([*ADDED, *(replace(one, heading_path=("Bells",)) for one in REMOVED)], 30, {}).summary
    assert summary.headline == (
        "Rewritten: 12 clauses new, 8 gone (of 30 before); most about “Terms” (12) and “Bells” (8)"
    )


def test_what_only_came_or_only_went_is_told_as_that() -> None:
    twenty = [entry(number, "", f"Write to box {number} at the harbour.") for number in range(20)]
    assert read(twenty, 5, {}).summary.headline.startswith("Much was added: 20 clauses new (of 5 before)")
    gone = [entry(number, f"Write to box {number} at the harbour.", "") for number in range(20)]
    assert read(gone, 40, {}).summary.headline.startswith("Much was removed: 20 clauses gone (of 40 before)")
    assert all(read(entries, 40, {}).summary.is_rewrite for entries in (twenty, gone))
    assert not read(gone[:3], 40, {}).summary.is_rewrite


def test_a_change_of_a_small_part_or_of_few_clauses_is_led_by_its_gravest_clause() -> None:
    for entries, before in (([*ADDED, *REMOVED, SALE], 200), ([*ADDED, SALE], 13)):
        assert read(entries, before).summary.headline.startswith("Sale of data: a clause was added")


def test_headings_are_no_clauses_of_a_rewrite() -> None:
    headings = [entry(number, "", f"## Part {number}") for number in range(100, 130)]
    assert read([*ADDED, *headings], 20).summary.headline.startswith("Contact")


def test_what_was_not_read_of_a_change_counts_by_its_kind() -> None:
    many = [entry(number, "", f"Write to box {number}.") for number in range(change_reading.MOST_CLAUSES_READ + 3)]
    heading = entry(9999, "", "## Boxes")
    assert "503 clauses new" in read([*many, heading], 10, {}).summary.headline


@given(st.lists(st.sampled_from(ChangeKind)), st.integers(0, 500))
def test_every_clause_that_says_something_else_is_counted_once(kinds: list[ChangeKind], before: int) -> None:
    found = scale(kinds, before)
    assert found.touched == len(kinds)
    assert found.new == Counter(kinds)[ChangeKind.ADDED]
    assert found.is_a_rewrite == (len(kinds) >= 20 and len(kinds) >= 0.3 * (before + found.new))


def test_reworded_clauses_of_a_rewrite_are_known_for_the_same_where_fewer_came_or_went() -> None:
    assert ChangeKind.MODIFIED not in Scale(5, 5, 20, 40).unlike
    assert {ChangeKind.ADDED, ChangeKind.REMOVED} <= Scale(5, 5, 20, 40).unlike
    assert ChangeKind.MODIFIED in Scale(15, 15, 20, 40).unlike
    assert Scale(1, 1, 2, 40).unlike == frozenset()


def test_twenty_clauses_are_needed() -> None:
    assert Scale(10, 5, 5, 20).is_a_rewrite
    assert not Scale(10, 5, 4, 20).is_a_rewrite
