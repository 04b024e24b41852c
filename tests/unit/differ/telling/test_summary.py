"""A change is told in sentences that its clauses carry, the gravest first."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.redline import redline
from services.differ.taxonomy.models import LEVELS, Level, Stance
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.direction import (
    Judged,
    Turn,
    change_direction,
    clause_direction,
    may_be_of_a_rewrite,
    rewrite_direction,
)
from services.differ.telling.forms import Compared, Form, forms
from services.differ.telling.hunks import hunks
from services.differ.telling.places import told_places
from services.differ.telling.quotes import Words
from services.differ.telling.read_clauses import ReadClauseChange, TypeText
from services.differ.telling.rewrites import Scale
from services.differ.telling.sections import Section
from services.differ.telling.signal_models import Direction
from services.differ.telling.signals import signals
from services.differ.telling.summary import Days, summarise

TODAY = Days(date(2026, 1, 1))
SCALE = Scale(0, 0, 0, 100)
TEXTS = {
    "data_retention": TypeText("Data retention", "Ask for deletion."),
    "arbitration": TypeText("Arbitration", "Opt out in time."),
}
STANCES: dict[str, Stance] = {"arbitration": "burdens", "privacy_rights": "protects", "data_retention": "mixed"}


def clause_change(
    ordinal: int, before: str, after: str, types: tuple[str, ...] = (), severity: Level = "low"
) -> ReadClauseChange:
    kind = ChangeKind.ADDED if not before else ChangeKind.REMOVED if not after else ChangeKind.MODIFIED
    places = told_places(before, after, hunks(redline(before, after)))
    (form,) = forms([Compared(before, after, places)])
    found = signals(before, after, places, "en", signal_words()) if form is Form.WORDS else ()
    gained = types if before else ()
    judged = clause_direction(kind, found, gained if after else types, types if after else (), STANCES)
    return ReadClauseChange(
        ordinal=ordinal,
        kind=kind,
        provision_id=f"CW-P-{ordinal:06}",
        heading_path=("Terms", "Storage"),
        before=before,
        after=after,
        places=places,
        form=form,
        renamings=(),
        types=types,
        named=types,
        said=types,
        severity=severity,
        severity_because="base",
        judged=judged,
        signals=found,
        is_new=bool(types) and not before,
    )


def test_the_headline_is_the_gravest_clause_change_and_counts_the_others() -> None:
    changes = [
        clause_change(0, "We keep logs for 30 days.", "We keep logs for 90 days.", ("data_retention",), "medium"),
        clause_change(1, "", "All disputes go to binding arbitration.", ("arbitration",), "high"),
    ]
    summary = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE)
    assert (
        summary.headline
        == "Arbitration: a clause was added: “All disputes go to binding arbitration.” – and 1 more clause"
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


def test_the_headline_names_the_types_of_other_high_clauses() -> None:
    changes = [
        clause_change(0, "", "All disputes go to binding arbitration.", ("arbitration",), "high"),
        clause_change(1, "", "Logs are kept as long as the harbour stands.", ("data_retention",), "high"),
    ]
    told = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert "All disputes go to binding arbitration" in told
    assert told.endswith("and 1 more clause (also: Data retention)")


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


def test_a_name_in_a_list_leads_no_headline() -> None:
    thanks = replace(clause_change(0, "", "- Ann Berth"), heading_path=("Thanks",))
    ban = clause_change(1, "You must not use search ads.", "You must not use any ads, such as search ads or banners.")
    headline = summarise([thanks, ban], TEXTS, "en", TODAY, signal_words(), SCALE).headline
    assert headline.startswith("“Storage”: a clause was reworded")
    assert headline.endswith(" – and 1 more clause")


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
    told = rewrite_direction([("high", worse), ("low", better)], [sale, rights])
    assert (told.direction, told.because) == (Direction.WORSE, "data sale: now said")
    assert rewrite_direction([("high", better)], [no_sale]).because == "data sale: no longer said"
    again = replace(sale, is_said_anyway=True)
    ads = replace(sale, clause_type="advertising_tracking")
    assert rewrite_direction([("high", worse)], [again]).because == "data sale: said in more clauses than before"
    assert rewrite_direction([("high", worse)], [again, ads]).because == "advertising tracking: now said"
    cases: list[tuple[list[tuple[Level, Judged]], list[Turn], str]] = [
        ([("high", worse), ("high", unclear)], [sale, no_sale], "points both ways"),
        ([("high", worse), ("low", better)], [rights], "nothing of high severity surely came or went"),
        ([("high", unclear), ("low", better)], [sale, rights], "may have stood elsewhere"),
        ([], [], "nothing of low severity"),
    ]
    for clauses, turns, why in cases:
        told = rewrite_direction(clauses, turns)
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
    assert may_be_of_a_rewrite(rewrite_direction(clauses, turns).direction, clauses)


def test_a_removed_protection_is_worse_and_an_added_one_better() -> None:
    for before, after, expected in (
        (("privacy_rights",), (), Direction.WORSE),
        ((), ("privacy_rights",), Direction.BETTER),
        (("arbitration",), (), Direction.BETTER),
    ):
        kind = ChangeKind.REMOVED if before else ChangeKind.ADDED
        assert clause_direction(kind, (), before, after, STANCES).direction is expected


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


def test_an_image_is_told_as_no_words() -> None:
    change = clause_change(0, "Updated: May 2031", "Updated: ![](data:image/png;base64, null)")
    (line,) = summarise([change], TEXTS, "en", TODAY, signal_words(), SCALE).lines
    assert line.text == "“Storage”: only an image or a date changed; “May 2031” became an image"
