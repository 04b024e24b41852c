"""A change is told in sentences that its clauses carry, the gravest first."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.taxonomy.models import LEVELS, Level
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.direction import (
    Judged,
    Turn,
    change_direction,
    clause_direction,
    may_be_of_a_rewrite,
    rewrite_direction,
)
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.rewrites import Scale
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import Days, summarise
from services.differ.telling.type_texts import TypeText
from tests.unit.differ.telling.clause_changes import SCALE, STANCES, TEXTS, TODAY, clause_change

NAMES = {"data_sale": TypeText("Sale of data", "")}


def test_a_clause_without_a_type_is_named_by_its_heading() -> None:
    summary = summarise([clause_change(0, "Call us.", "Write to us.")], TEXTS, "en", TODAY, signal_words(), SCALE)
    assert summary.headline == "“Storage”: a clause was reworded; “Call” became “Write to”"


def test_a_clause_without_type_and_heading_is_told_plainly() -> None:
    change = replace(clause_change(0, "Call us.", ""), heading_path=())
    assert summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).headline == "A clause was removed: “Call us.”"


def test_whom_a_change_names_is_affected_else_everyone() -> None:
    named = clause_change(0, "", "California residents may ask for deletion.", ("data_retention",))
    summary = summarise([named], TEXTS, "en", TODAY, signal_words(), SCALE)
    assert [(one.who, one.quote) for one in summary.affected] == [("residents of California", "California residents")]
    nobody = summarise([clause_change(0, "Call us.", "Write to us.")], TEXTS, "en", TODAY, signal_words(), SCALE)
    assert [one.who for one in nobody.affected] == ["everyone to whom the document applies"]


def test_a_reworded_clause_affects_whom_its_changed_words_name_or_its_changed_sentence_is_for() -> None:
    def whose(before: str, after: str) -> list[str]:
        summary = summarise([clause_change(0, before, after)], TEXTS, "en", TODAY, signal_words(), SCALE)
        return [one.who for one in summary.affected]

    everyone = ["everyone to whom the document applies"]
    assert whose("Report harm to children by mail.", "Report harm to children by phone.") == everyone
    assert whose("Children may stay. You pay 5.", "Children may stay. You pay 7.") == everyone
    assert whose("Sellers must pay 5.", "Sellers must pay 7.") == ["creators and sellers"]
    assert whose("We pay you.", "We pay sellers.") == ["creators and sellers"]
    assert whose("For UK residents: Old Road 1.", "For UK residents: New Street 2.") == ["people in the United Kingdom"]


def test_whom_headings_and_rows_are_for_is_affected_where_all_of_the_gravest_are_for_somebody() -> None:
    def whose(*changes: ReadClauseChange) -> list[tuple[str, str | None]]:
        summary = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE)
        return [(one.who, one.quote) for one in summary.affected]

    def headed(ordinal: int, *path: str) -> ReadClauseChange:
        return replace(clause_change(ordinal, "Call us.", "Write to us."), heading_path=path)

    inside, outside = "If you live in the EEA", "If you live outside the EEA"
    row = clause_change(2, "| Japan | Quay Ltd |", "| Japan | Quay KK |")
    assert whose(headed(0, "Terms", inside, "Fees")) == [("people in the EEA", inside)]
    assert whose(row) == [("people in Japan", "Japan")]
    assert whose(headed(0, inside), row) == [("people in the EEA", inside), ("people in Japan", "Japan")]
    everyone = [("everyone to whom the document applies", None)]
    assert whose(headed(0, inside), headed(1, "Fees")) == everyone
    assert whose(headed(0, inside), headed(1, outside)) == everyone


def test_a_rewrite_affects_everyone_and_whom_its_gravest_clauses_name() -> None:
    named = clause_change(0, "", "California residents may ask for deletion.", ("data_retention",), "high")
    other = clause_change(1, "", "Children may not use it.", ("data_retention",), "low")
    rewrite = Scale(new=30, gone=0, reworded=0, before=20)
    whose = [one.who for one in summarise([other, named], TEXTS, "en", TODAY, signal_words(), rewrite).affected]
    assert whose == ["everyone to whom the document applies", "residents of California"]
    alone = summarise([other, named], TEXTS, "en", TODAY, signal_words(), SCALE).affected
    assert [one.who for one in alone] == ["residents of California"]


def test_words_around_others_that_stayed_are_told_as_added_or_removed() -> None:
    short, long = "We use search.", "We use banners, search, and posters."
    added, removed = (
        summarise([clause_change(0, *pair)], TEXTS, "en", TODAY, signal_words(), SCALE).lines[0].text
        for pair in ((short, long), (long, short))
    )
    assert added.endswith("“banners” and “and posters” were added")
    assert removed.endswith("“banners” and “and posters” were removed")


def test_an_item_is_quoted_by_its_own_number_alone() -> None:
    change = clause_change(0, "", "1. 15.1 If you leave, you owe nothing.")
    (line,) = summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).lines
    assert line.text.endswith("“15.1 If you leave, you owe nothing.”")


def test_a_deadline_is_the_document_s_own_day_or_one_that_a_changed_clause_names() -> None:
    change = clause_change(0, "You may object.", "You may object until 3 May 2026.")
    summary = summarise([change], TEXTS, "en", Days(date(2026, 5, 1), date(2026, 6, 1)), signal_words(), SCALE)
    assert [(deadline.on, deadline.quote) for deadline in summary.deadlines] == [
        (date(2026, 6, 1), None),
        (date(2026, 5, 3), "You may object until 3 May 2026."),
    ]


def test_a_day_on_which_something_starts_is_a_deadline() -> None:
    for said in ("Starting on 1 June 2026", "Effective 1 June 2026", "Beginning on June 1, 2026", "From 1 June 2026"):
        change = clause_change(0, "You pay 5.", f"{said}, you pay 7.")
        found = summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).deadlines
        assert [one.on for one in found] == [date(2026, 6, 1)], said


def test_a_type_that_is_denied_is_named_so() -> None:
    change = replace(
        clause_change(0, "", "We keep nothing.", ("data_retention",)), denied=frozenset({"data_retention"})
    )
    headline = summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert headline == "Data retention (denied or limited): a clause was added: “We keep nothing.”"


def test_a_day_that_has_passed_is_no_deadline() -> None:
    change = clause_change(0, "We agree.", "We agreed before 3 May 2026 and stop from 4 May 2026.")
    summary = summarise([change], TEXTS, "en", Days(date(2026, 5, 4)), signal_words(), SCALE)
    assert [deadline.on for deadline in summary.deadlines] == [date(2026, 5, 4)]


def test_what_you_can_do_is_said_for_clauses_that_are_in_force_alone() -> None:
    gone = clause_change(0, "All disputes go to binding arbitration.", "", ("arbitration",), "high")
    assert summarise([gone], TEXTS, "en", TODAY, signal_words(), SCALE).actions == ()


def test_signals_that_point_both_ways_make_a_rewording_unclear() -> None:
    change = clause_change(0, "We keep it for 30 days.", "We keep it for 90 days. You can opt out.")
    assert change.judged.direction is Direction.UNCLEAR


def test_the_gravest_clauses_that_point_somewhere_decide_on_a_change() -> None:
    worse, better = Judged(Direction.WORSE, "a"), Judged(Direction.BETTER, "b")
    unclear = Judged(Direction.UNCLEAR, "c")
    assert change_direction([("low", better), ("high", worse), ("high", unclear)]).direction is Direction.WORSE
    assert change_direction([("high", better), ("high", worse)]).direction is Direction.UNCLEAR
    assert change_direction([("high", unclear), ("medium", better)]).direction is Direction.BETTER
    assert change_direction([("high", unclear), ("low", better)]).direction is Direction.UNCLEAR
    assert change_direction([("low", unclear), ("low", better)]).direction is Direction.BETTER
    assert change_direction([]).direction is Direction.UNCLEAR


def test_a_rewrite_has_a_direction_where_all_that_came_and_went_of_the_gravest_severity_agrees() -> None:
    worse, unclear, better = (Judged(Direction(each), each) for each in ("worse", "unclear", "better"))
    sale = Turn("data_sale", "high", Direction.WORSE, came=True)
    no_sale = Turn("data_sale", "high", Direction.BETTER, came=False)
    rights = Turn("privacy_rights", "low", Direction.BETTER, came=True)
    told = rewrite_direction([("high", worse), ("low", better)], [sale, rights], NAMES)
    assert (told.direction, told.because) == (Direction.WORSE, "Sale of data: now said")
    assert rewrite_direction([("high", better)], [no_sale], NAMES).because == "Sale of data: no longer said"
    again = replace(sale, is_said_anyway=True)
    ads = replace(sale, clause_type="advertising_tracking")
    assert (
        rewrite_direction([("high", worse)], [again], NAMES).because == "Sale of data: said in more clauses than before"
    )
    assert rewrite_direction([("high", worse)], [again, ads], NAMES).because == "advertising_tracking: now said"
    cases: list[tuple[list[tuple[Level, Judged]], list[Turn], str]] = [
        ([("high", worse), ("high", unclear)], [sale, no_sale], "points both ways"),
        ([("high", worse), ("low", better)], [rights], "nothing of high severity surely came or went"),
        ([("high", unclear), ("low", better)], [sale, rights], "may have stood elsewhere"),
        ([], [], "nothing of low severity"),
    ]
    for clauses, turns, why in cases:
        told = rewrite_direction(clauses, turns, NAMES)
        assert told.direction is Direction.UNCLEAR
        assert why in told.because


_CLAUSES = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.builds(Judged, st.sampled_from(Direction), st.just("why"))), max_size=8
)
_TURNS = st.lists(
    st.builds(
        Turn,
        st.just("data_sale"),
        st.sampled_from(LEVELS),
        st.sampled_from([Direction.WORSE, Direction.BETTER]),
        st.booleans(),
        st.booleans(),
    )
)


@given(_CLAUSES, _TURNS)
def test_the_direction_of_a_rewrite_follows_from_its_clauses(
    clauses: list[tuple[Level, Judged]], turns: list[Turn]
) -> None:
    assert may_be_of_a_rewrite(rewrite_direction(clauses, turns, NAMES).direction, clauses)


def test_a_removed_protection_is_worse_and_an_added_one_better() -> None:
    for before, after, expected in (
        (("privacy_rights",), (), Direction.WORSE),
        ((), ("privacy_rights",), Direction.BETTER),
        (("arbitration",), (), Direction.BETTER),
    ):
        kind = ChangeKind.REMOVED if before else ChangeKind.ADDED
        assert clause_direction(kind, (), before, after, STANCES, NAMES).direction is expected


def test_a_clause_is_called_by_its_heading_where_its_type_is_only_likely() -> None:
    change = replace(clause_change(0, "", "Limits apply.", ("arbitration",)), named=(), said=())
    assert summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).headline == (
        "“Storage”: a clause was added: “Limits apply.”"
    )


def test_changes_of_form_alone_are_counted_as_such() -> None:
    changes = [clause_change(0, "## Fees", "## Prices"), clause_change(1, "", "## Refunds")]
    summary = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE)
    assert summary.headline == "A heading was renamed; “Fees” became “Prices” – and 1 more change of form"


def test_the_longest_words_are_told_where_there_is_room_for_three() -> None:
    change = clause_change(
        0,
        "We offer plans, seats and the app, and open it early, on weekdays.",
        "We offer paid plans, many seats and the new app, and open it again early, on all other weekdays.",
    )
    (line,) = summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).lines
    assert line.text.count("was added") == 3
    assert line.text.startswith("“Storage”: a clause was reworded; “all other” was added")


_WORDS = "we may share données nicht partners. You pay 30 days ahead, (a) Section 4.2 # | - : “so” https://a.example/b"
_PHRASES = st.lists(st.sampled_from([*_WORDS.split(), "\n", "\n\n- ", "\t"]), max_size=30).map(" ".join)


@given(_PHRASES, _PHRASES)
@example("", "# \n\n- ")
@example("", "We  may share it.")
def test_every_quote_in_a_line_is_in_the_older_or_the_newer_wording(before: str, after: str) -> None:
    before, after = before.strip(), after.strip()
    if before == after:
        return
    (line,) = summarise([clause_change(0, before, after)], TEXTS, "en", TODAY, signal_words(), SCALE).lines
    told = line.text.removeprefix("“Storage”: ")
    for quote in re.findall(r"“([^“”]*)”", told):
        assert quote.removesuffix("…") in before or quote.removesuffix("…") in after


def test_an_image_is_told_as_no_words() -> None:
    change = clause_change(0, "Updated: May 2031", "Updated: ![](data:image/png;base64, null)")
    (line,) = summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).lines
    assert line.text == "“Storage”: only an image or a date changed; “May 2031” became an image"
