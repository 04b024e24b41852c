"""A clause that was replaced whole under its number is told as one, with both wordings."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.change_reading import read_change
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.replacing import replaced, said_otherwise
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import Days


def entry(ordinal: int, before: str, after: str, heading: str = "9. Fees") -> ClauseChangeEntry:
    kind = ChangeKind.REMOVED if before else ChangeKind.ADDED
    older, newer = (Quote(ordinal * 1000, text) if text else None for text in (before, after))
    return ClauseChangeEntry(
        ordinal, kind, f"CW-P-{ordinal:06}", (heading,), older, newer, redline(before, after), True, "words"
    )


OLD, NEW = "(e) Mooring costs ten crowns a night.", "(e) Season passes are sold at the kiosk."


def test_both_lines_name_both_wordings_and_the_headline_counts_one_clause() -> None:
    entries = [entry(0, OLD, ""), entry(1, "", NEW, "8. Fees")]
    read = read_change(entries, {}, {}, "en", Days(date(2026, 1, 1)), TypeFacts({}, {}), signal_words(), 100)
    told = f"replaced whole: “{OLD}” gave way to “{NEW}”"
    assert read.summary.headline == f"“9. Fees”: {told}"
    assert [clause.line for clause in read.clauses] == [f"“9. Fees”: {told}", f"“8. Fees”: {told}"]


def test_what_a_replaced_clause_names_anew_points_nowhere() -> None:
    old, new = "8. We may change this at our sole discretion.", "8. We may change this from time to time."
    entries = [entry(0, old, ""), entry(1, "", new)]
    read = read_change(entries, {}, {}, "en", Days(date(2026, 1, 1)), TypeFacts({}, {}), signal_words(), 100)
    assert read.summary.direction is Direction.UNCLEAR
    (alone,) = read_change(
        entries[1:], {}, {}, "en", Days(date(2026, 1, 1)), TypeFacts({}, {}), signal_words(), 100
    ).clauses
    assert alone.change.judged.direction is Direction.WORSE


def test_another_number_another_heading_or_two_of_one_number_are_no_replacement() -> None:
    assert replaced([entry(0, OLD, ""), entry(1, "", NEW.replace("(e)", "(f)"))]) == {}
    assert replaced([entry(0, OLD, ""), entry(1, "", NEW, "Moorings")]) == {}
    assert replaced([entry(0, OLD, ""), entry(1, "", NEW), entry(2, "", "(e) Boats are washed.")]) == {}
    assert replaced([entry(0, OLD[4:], ""), entry(1, "", NEW[4:])]) == {}


MILL = "Harbour Mill Trust 5 Quay Lane, 20457 Hamburg mill@harbour.example"
PIER = "Pier Collective c/o Ann Berth 9 Dock Street, 75015 Paris"


def test_an_address_that_another_takes_the_place_of_tells_whose_it_is_now() -> None:
    entries = [
        entry(0, "The site is run by these people:", "", "Publisher"),
        entry(1, MILL, "", "1. Publisher"),
        entry(2, "", PIER, "Publisher"),
        entry(3, "", "Boats are washed on Mondays.", "Boats"),
    ]
    read = read_change(entries, {}, {}, "en", Days(date(2026, 1, 1)), TypeFacts({}, {}), signal_words(), 100)
    told = "now “Pier Collective” instead of “Harbour Mill Trust”"
    assert read.summary.headline == f"“Publisher”: {told} – and 2 more clauses"
    assert [clause.line for clause in read.clauses][1:3] == [f"“1. Publisher”: {told}", f"“Publisher”: {told}"]
    assert (read.summary.severity, read.summary.direction) == ("low", Direction.UNCLEAR)


def test_the_same_people_elsewhere_and_addresses_of_two_are_no_succession() -> None:
    moved = MILL.replace("5 Quay Lane", "7 Mill Road")
    assert replaced([entry(0, MILL, ""), entry(1, "", moved)]) == {}
    assert replaced([entry(0, MILL, ""), entry(1, "", PIER, "Printing")]) == {}
    assert replaced([entry(0, MILL, ""), entry(1, "", PIER), entry(2, "", PIER.replace("9", "8"))]) == {}
    assert replaced([entry(0, MILL, ""), entry(1, "", "Boats are washed in 20457 Hamburg.")]) == {}


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.sampled_from(["Fees", "1. Fees", "Law"])), max_size=8)
)
def test_what_stands_in_a_place_names_what_stood_there(clauses: list[tuple[str, bool, str]]) -> None:
    entries = [
        entry(
            number,
            *((f"({letter}) Old {number} moorings.", "") if is_old else ("", f"({letter}) New {number} moorings.")),
            heading,
        )
        for number, (letter, is_old, heading) in enumerate(clauses)
    ]
    texts = {one.ordinal: (one.after or one.before) for one in entries}
    found = replaced(entries)
    for ordinal, other in found.items():
        (counterpart,) = [number for number, quote in texts.items() if quote is not None and quote.text == other]
        assert texts[ordinal] is not None
        assert found[counterpart] == getattr(texts[ordinal], "text", None)


def test_one_matter_beneath_one_heading_is_said_in_other_words() -> None:
    old = "We may update or replace these guidelines at our sole discretion."
    new = "We may update these rules, and post it on the harbour wall."
    shared = [{"unilateral_modification", "platform_discretion"}, {"unilateral_modification"}]
    assert said_otherwise([entry(0, old, ""), entry(1, "", new)], shared) == {0, 1}
    assert said_otherwise([entry(0, old, ""), entry(1, "", new)], [set(), set()]) == set()
    assert said_otherwise([entry(0, old, ""), entry(1, "", new, "8. Moorings")], shared) == set()
    alike = "Guidelines are ours to update or replace, at the discretion of the harbour."
    assert said_otherwise([entry(0, old, ""), entry(1, "", alike)], [set(), set()]) == {0, 1}
