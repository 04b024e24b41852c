"""A heading that came or went with the clauses beneath it is one section."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from services.differ.comparison import Comparison
from services.differ.history import entries
from services.differ.telling.sections import Section, sections

OLD = ["## 1. Scope", "These terms govern all that you do here.", "## 2. Law", "The law of Ireland governs them."]
RENEWALS = ["## 3. Renewals", "Each plan renews by itself in May.", "Tell us before June if you want to leave."]


def found(before: Sequence[str], after: Sequence[str]) -> tuple[Section, ...]:
    older, newer = "\n\n".join(before), "\n\n".join(after)
    compared = Comparison.of(older, newer)
    first = [f"b{number}" for number in range(len(compared.before))]
    second = [f"a{number}" for number in range(len(compared.after))]
    return sections(entries(older, newer, compared, first, second))


def told(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str, int, int]]:
    return [(one.kind.value, one.title, len(one.headings), len(one.clauses)) for one in found(before, after)]


def test_a_heading_with_its_clauses_is_a_section_that_came() -> None:
    assert told(OLD, [*OLD[:2], *RENEWALS, *OLD[2:]]) == [("added", "3. Renewals", 0, 2)]


def test_the_same_the_other_way_round_is_a_section_that_went() -> None:
    assert told([*OLD, *RENEWALS], OLD) == [("removed", "3. Renewals", 0, 2)]


def test_titles_beneath_a_title_are_of_its_section_and_the_next_of_its_level_is_not() -> None:
    other = ["## 4. Gifts", "You may give a plan to a friend.", "A gift ends after one year."]
    deeper = ["### Weekly plans", "A weekly plan ends on each Sunday at noon."]
    assert told(OLD, [*OLD, *RENEWALS, *deeper, *other]) == [
        ("added", "3. Renewals", 1, 3),
        ("added", "4. Gifts", 0, 2),
    ]


def test_numbers_tell_how_deep_a_title_stands_that_has_no_marks() -> None:
    plain = [
        "3. Renewals",
        "3.1 Yearly plans",
        "Each plan renews by itself in May.",
        "3.2 Weekly plans",
        "It ends at noon.",
    ]
    assert told(OLD, [*OLD, *plain]) == [("added", "3. Renewals", 2, 2)]


def test_a_title_right_above_another_stands_above_it_whatever_their_marks() -> None:
    asked = ["### What renews?", "Each plan renews by itself in May.", "### What ends?", "Gifts end in a year."]
    assert told(OLD, [*OLD, "#### Questions on renewals", *asked]) == [("added", "Questions on renewals", 2, 2)]


def test_a_heading_above_clauses_that_stood_there_is_no_section() -> None:
    assert told(OLD, [*OLD[:3], "### Which law", OLD[3]]) == []


def test_one_clause_is_told_as_a_clause() -> None:
    assert told(OLD, [*OLD, *RENEWALS[:2]]) == []


_PIECES = st.lists(
    st.sampled_from([*OLD, *RENEWALS, "### Weekly plans", "4. Gifts", "4.1 To friends", "- one\n- two\n- three"]),
    min_size=1,
    max_size=12,
)


@given(_PIECES, _PIECES)
def test_no_clause_change_is_of_two_sections_or_of_another_kind(before: list[str], after: list[str]) -> None:
    taken: list[int] = []
    for section in found(before, after):
        assert len(section.clauses) >= 2
        assert section.heading < min(section.clauses)
        taken += [section.heading, *section.headings, *section.clauses]
    assert len(taken) == len(set(taken))
