"""A change in one sentence: what leads, what is beside it, and how long it is."""

from dataclasses import replace

import pytest

from services.differ.align import ChangeKind
from services.differ.taxonomy.models import Level
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.quotes import Words
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.sections import Section
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import summarise
from tests.unit.differ.telling.clause_changes import SCALE, TEXTS, TODAY, clause_change


def test_the_headline_is_the_gravest_clause_change_and_counts_the_others() -> None:
    changes = [
        clause_change(0, "We keep logs for 30 days.", "We keep logs for 90 days.", ("data_retention",), "medium"),
        clause_change(1, "", "All disputes go to binding arbitration.", ("arbitration",), "high"),
    ]
    summary = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE)
    assert summary.headline == (
        "Arbitration: a clause was added: “All disputes go to binding arbitration.” – and 1 more clause "
        "(also: Data retention)"
    )
    assert (summary.severity, summary.direction) == ("high", Direction.WORSE)
    assert [line.ordinal for line in summary.lines] == [0, 1]
    assert summary.lines[0].text == (
        "Data retention: a clause was reworded; time for which data are kept: “30 days” became “90 days”, longer"
    )


def test_the_headline_quotes_the_sentence_that_bears_the_gravest_type() -> None:
    text = "We let moorings by the week. All disputes go to binding arbitration."
    start = text.index("binding")
    change = replace(
        clause_change(0, "", text, ("arbitration",), "high"),
        words=(Words("arbitration", True, start, start + len("binding arbitration")),),
    )
    told = summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert told == "Arbitration: a clause was added: “All disputes go to binding arbitration.”"


@pytest.mark.parametrize(("severity", "rest"), [("high", True), ("medium", True), ("low", False)])
def test_the_headline_names_the_types_of_other_clauses_that_weigh(severity: Level, rest: bool) -> None:
    changes = [
        clause_change(0, "", "All disputes go to binding arbitration.", ("arbitration",), "high"),
        clause_change(1, "", "Logs are kept as long as the harbour stands.", ("data_retention",), severity),
    ]
    told = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert "All disputes go to binding arbitration" in told
    assert told.endswith(f"and 1 more clause{' (also: Data retention)' if rest else ''}")


def test_the_same_change_elsewhere_is_told_as_that() -> None:
    changes = [clause_change(0, "Keep it 30 days.", "Keep it 90 days."), clause_change(2, "Call us.", "Write to us.")]
    again = replace(changes[0], ordinal=1)
    told = summarise([*changes, again], TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert told.endswith("– the same in 1 more place, and 1 more clause")


def test_a_change_within_one_of_several_policies_is_told_beneath_its_name() -> None:
    change = replace(clause_change(0, "Call us.", "Write to us."), heading_path=("Harbour", "Partner Terms", "Post"))
    told = summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert told == "In “Partner Terms”: “Post”: a clause was reworded; “Call” became “Write to”"


def test_a_headline_is_short_where_a_shorter_wording_says_as_much() -> None:
    long = "Whoever lets a mooring by the week, by the month or by the year pays for it before noon on the first day."
    change = replace(clause_change(0, "", long), heading_path=("Terms", "Of moorings and of whoever lets them " * 2))
    others = [clause_change(number, "", f"Pay {number} pounds more.") for number in range(1, 4)]
    told = summarise([change, *others], TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert len(told) <= 210


def test_a_quote_is_as_long_as_its_headline_lets_it_be() -> None:
    rule = "From the first of May whoever moors here after dark must have been aboard a boat for eighteen years."
    added = clause_change(1, "", rule)
    summary = summarise([added], TEXTS, "en", TODAY, signal_words(), SCALE)
    assert summary.headline.endswith(f"“{rule}”")
    beside = [clause_change(number, "", f"{rule} {rule}") for number in (1, 2)]
    assert len(summarise(beside, TEXTS, "en", TODAY, signal_words(), SCALE).headline) <= 210


def test_a_name_in_a_list_leads_no_headline() -> None:
    thanks = replace(clause_change(0, "", "- Ann Berth"), heading_path=("Thanks",))
    ban = clause_change(1, "You must not use search ads.", "You must not use any ads, such as search ads or banners.")
    headline = summarise([thanks, ban], TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert headline.startswith("“Storage”: a clause was reworded")
    assert headline.endswith(" – and 1 more clause")


def test_a_heading_is_never_the_headline_where_a_clause_changed() -> None:
    changes = [
        clause_change(0, "## Fees", "## Prices and fees"),
        clause_change(1, "", "## Refunds"),
        clause_change(2, "Call us.", "Write to us."),
    ]
    summary = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE)
    assert summary.headline == "“Storage”: a clause was reworded; “Call” became “Write to”"
    assert [line.text for line in summary.lines[:2]] == [
        "A heading was renamed; “Fees” became “Prices and fees”",
        "A heading was added: “Refunds”",
    ]


def test_a_section_that_came_is_told_once_and_by_its_title() -> None:
    changes = [
        clause_change(0, "Call us.", "Write to us."),
        clause_change(1, "", "## 7. Renewals"),
        clause_change(2, "", "We keep data for 90 days.", ("data_retention",), "low"),
        clause_change(3, "", "All disputes go to binding arbitration.", ("arbitration",), "high"),
        clause_change(4, "", "Good luck."),
    ]
    section = Section("7. Renewals", ChangeKind.ADDED, 1, (), (2, 3, 4))
    summary = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE, whole=[section])
    told = (
        "New section “7. Renewals”: 3 clauses, among them Arbitration (“All disputes go to binding arbitration.”)"
        " and Data retention (“We keep data for 90 days.”)"
    )
    assert summary.headline == f"{told} – and 1 more clause"
    assert [line.text for line in summary.lines[1:]] == [told, *["Part of the new section “7. Renewals”"] * 3]


def test_a_section_in_which_no_phrase_tells_a_type_is_told_by_its_beginning() -> None:
    changes = [
        clause_change(0, "## Security", ""),
        *(replace(clause_change(n, text, "", ("arbitration",)), said=()) for n, text in ((1, "One."), (2, "Two."))),
    ]
    section = Section("Security", ChangeKind.REMOVED, 0, (), (1, 2))
    summary = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE, whole=[section])
    assert summary.headline == "Section “Security” was removed: 2 clauses, beginning “One.”"


def test_who_stands_behind_the_service_comes_first_among_changes_as_grave() -> None:
    changes = [
        clause_change(0, "You may object.", "", ("privacy_rights",)),
        clause_change(1, "The site is run by Acme.", "", ("contracting_party",)),
    ]
    headline = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert headline.startswith("contracting_party: a clause was removed")


def test_among_equals_a_clause_with_a_name_comes_first_and_then_one_that_came_whole() -> None:
    spelling = clause_change(0, "We keepp it.", "We keep it.")
    whole = clause_change(1, "", "Logs stay.")
    named = clause_change(2, "Ask for deletion by mail.", "Ask for deletion here.", ("data_retention",))
    named = replace(named, types=(), signals=(), is_new=False)

    def headline(*changes: ReadClauseChange) -> str:
        return summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE).headline

    assert headline(spelling, whole).startswith("“Storage”: a clause was added")
    assert headline(spelling, whole, named).startswith("Data retention")


def test_rows_of_a_table_are_counted_where_nothing_else_changed() -> None:
    rows = [clause_change(number, "", f"| _s{number} | Acme | {number} days |") for number in range(2, 5)]
    gone = clause_change(9, "| _old | Acme | 1 day |", "")
    summary = summarise([*rows, gone], TEXTS, "en", TODAY, signal_words(), SCALE)
    assert summary.headline == "“Storage”: 3 rows new, 1 gone, such as “_s2 | Acme | 2 days”"
    assert summary.lines[0].text == "“Storage”: a row of a table was added: “_s2 | Acme | 2 days”"
    note = replace(clause_change(20, "", "Call us."), heading_path=("Help",))
    beside = summarise([*rows, gone, note], TEXTS, "en", TODAY, signal_words(), SCALE)
    assert beside.headline == f"{summary.headline} – and 1 more clause"
    many = [clause_change(n, "", f"| _s{n} | We keep it for {n} days here. |", ("data_retention",)) for n in range(10)]
    assert summarise(many, TEXTS, "en", TODAY, signal_words(), SCALE).headline.startswith(
        "“Storage”: 10 rows new, most about Data retention (10), such as Data retention (“_s0 |"
    )
    few = summarise(rows[:2], TEXTS, "en", TODAY, signal_words(), SCALE)
    assert few.headline.startswith("“Storage”: a row of a table was added")


def test_among_equals_a_clause_that_went_with_an_amount_comes_before_one_that_only_names_something() -> None:
    changes = [clause_change(0, "Ask in Ireland.", ""), clause_change(1, "A breach costs USD 2,500.", "")]
    headline = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert headline.startswith("“Storage”: a clause was removed: “A breach costs USD 2,500.”")


def test_clauses_that_went_beneath_one_heading_are_counted_together() -> None:
    gone = [clause_change(number, f"Berth {number} is let by the night.", "") for number in range(4)]
    other = replace(clause_change(9, "Call us.", "Write to us."), heading_path=("Help",))
    headline = summarise([*gone, other], TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert headline == (
        "“Storage”: a clause was removed: “Berth 0 is let by the night.” – as 3 others beneath the same heading were,"
        " and 1 more clause"
    )
    assert summarise(gone, TEXTS, "en", TODAY, signal_words(), SCALE).headline.endswith(
        " – as 3 others beneath the same heading were"
    )
