"""What is told first is what somebody who answers for a change would want to know first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.differ.taxonomy.models import LEVELS, Level
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.direction import Judged
from services.differ.telling.ranking import rank
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import summarise
from tests.unit.differ.telling.clause_changes import SCALE, TEXTS, TODAY, clause_change


def first(*changes: ReadClauseChange) -> int:
    return min(changes, key=lambda change: rank(change, "en", is_rewrite=False)).ordinal


def worse(change: ReadClauseChange) -> ReadClauseChange:
    return replace(change, judged=Judged(Direction.WORSE, "worse"))


def test_a_setting_that_is_dropped_comes_before_another_kind_of_data() -> None:
    named = worse(clause_change(0, "", "We collect your name.", ("data_collection",), "medium"))
    dropped = clause_change(
        1, "We show it to all, as your privacy settings allow.", "We show it to all.", ("data_collection",), "medium"
    )
    assert dropped.judged.direction is Direction.WORSE
    assert first(named, dropped) == 1


def test_a_grave_matter_that_is_new_comes_before_a_kind_of_data_more() -> None:
    named = worse(clause_change(0, "We keep your name.", "We keep your name and address.", ("arbitration",), "high"))
    new = worse(clause_change(1, "", "Claims go to an arbitrator.", ("arbitration",), "high"))
    assert first(named, new) == 1


def test_a_clause_that_only_leads_in_others_comes_after_what_is_as_grave() -> None:
    lead_in = clause_change(
        0, "", "With whom you contract depends on where you live:", ("contracting_party",), "medium"
    )
    row = clause_change(1, "We keep it in Oslo.", "We keep it in Rome and in Oslo.", ("data_retention",), "medium")
    assert first(lead_in, row) == 1
    amount = clause_change(0, "", "A breach of a rule costs you USD 2,500.00, and more where it is:", (), "medium")
    assert first(amount, row) == 0


def test_a_definition_comes_after_what_is_as_grave() -> None:
    definition = clause_change(0, "", "“Harbour” means any place where boats lie.", ("data_retention",), "medium")
    reworded = clause_change(1, "We keep it.", "We keep it in the harbour.", ("data_retention",), "medium")
    assert first(definition, reworded) == 1
    further = clause_change(
        0, "", "“Harbour” means any place where boats lie. You pay for it.", ("data_retention",), "medium"
    )
    assert first(further, reworded) == 0


def test_a_company_leads_where_its_clause_came_went_or_names_something_and_not_by_other_words() -> None:
    reworded = clause_change(0, "The site is ours.", "The site is that of our crew.", ("contracting_party",), "medium")
    other = worse(clause_change(1, "", "We collect it.", ("data_retention",), "medium"))
    assert first(reworded, other) == 1
    moved = clause_change(
        0,
        "The site is that of our crew.",
        "The site is that of our crew in Ireland.",
        ("contracting_party",),
        "medium",
    )
    assert first(moved, other) == 0
    gone = clause_change(0, "The site is run by Acme.", "", ("contracting_party",), "medium")
    assert first(gone, other) == 0


def test_a_right_against_a_grave_use_comes_after_a_use_as_grave() -> None:
    right = clause_change(0, "", "You may ask us to whom we sell data.", ("data_retention", "privacy_rights"), "high")
    use = clause_change(1, "We keep it.", "We keep it with friends of ours for good.", ("data_retention",), "high")
    assert first(right, use) == 1
    assert first(replace(right, types=("data_retention",)), use) == 0


def test_a_use_of_data_at_large_comes_after_a_matter_of_its_own() -> None:
    at_large = clause_change(0, "", "We use what others send us.", ("data_collection",), "high")
    matter = clause_change(1, "We decide.", "Software decides about you, too.", ("arbitration",), "high")
    assert first(at_large, matter) == 1
    named = clause_change(0, "", "We use the contact list that others send us.", ("data_collection",), "high")
    assert first(named, matter) == 0


def test_what_went_and_is_said_in_other_words_comes_after_a_promise_that_is_gone() -> None:
    gone = clause_change(0, "We may change these terms without notice.", "", ("data_retention",), "high")
    promise = worse(clause_change(1, "We answer no one else.", "We answer.", ("arbitration",), "medium"))
    assert first(gone, promise) == 0
    replaced = replace(gone, is_said_otherwise=True)
    assert first(replaced, promise) == 1
    assert first(worse(replaced), promise) == 0
    assert first(replaced, replace(promise, severity="low")) == 0
    told = summarise([replaced, promise], TEXTS, "en", TODAY, signal_words(), SCALE)
    assert told.headline.startswith("Arbitration: ")
    assert told.headline.endswith(" – and 1 more clause (also: Data retention)")
    assert (told.severity, told.severity_because) == ("high", "of a clause that was removed: base")


def test_few_words_that_nothing_is_told_of_come_after_more() -> None:
    few = clause_change(0, "We keep the crate.", "We keep the box.", ("data_retention",), "medium")
    more = clause_change(
        1, "We keep the crate.", "We keep whatever comes ashore between dusk and dawn, wet or dry.", (), "medium"
    )
    more = replace(more, named=("data_retention",))
    few = replace(few, is_new=False, gained=())
    assert first(few, more) == 1


@given(severities=st.lists(st.sampled_from(LEVELS), min_size=1, max_size=5))
def test_a_change_is_as_grave_as_the_gravest_of_its_clauses_whichever_is_told_first(severities: list[Level]) -> None:
    changes = [
        replace(clause_change(number, "We keep it.", "", ("data_retention",), severity), is_said_otherwise=bool(number))
        for number, severity in enumerate(severities)
    ]
    told = summarise(changes, TEXTS, "en", TODAY, signal_words(), SCALE)
    assert told.severity == max(severities, key=LEVELS.index)
