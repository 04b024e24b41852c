"""Each kind of contradiction in stored readings is found, and a sound record has none."""

from dataclasses import replace
from typing import Any

import pytest

from services.differ.contradictions import (
    StoredChange,
    StoredClauseChange,
    StoredLabel,
    StoredWording,
    in_change,
    in_wordings,
)
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.signal_models import Direction

QUOTE = "You may opt out of arbitration."
LABEL = StoredLabel("arbitration", True, 19, 30, "arbitration")
CONTROL = {"kind": "opt_out", "start": 8, "end": 15, "text": "opt out", "href": None, "is_specific": False}
WORDING = StoredWording("CW-P-000001", 1, True, True, QUOTE, "en", (LABEL,), (CONTROL,))
SIGNAL: dict[str, Any] = {
    "kind": "duration",
    "what": "notice",
    "before": {"start": 0, "end": 7, "text": "30 days"},
    "after": {"start": 0, "end": 7, "text": "14 days"},
    "direction": "worse",
    "because": "shorter",
}
CLAUSE = StoredClauseChange(0, "30 days' notice", "14 days' notice", "high", Direction.WORSE, False, (), (), (SIGNAL,))
CHANGE = StoredChange("CW-C-000001", "high", Direction.WORSE, (CLAUSE,), is_rewrite=False)


def wordings(wording: StoredWording, **counts: int) -> list[str]:
    return [str(one) for one in in_wordings("CW-D-00001", [wording], counts or {"arbitration": 1}, signal_words())]


def test_a_sound_record_has_none() -> None:
    assert wordings(WORDING) == []
    assert list(in_change(CHANGE)) == []


@pytest.mark.parametrize(
    ("wording", "complaint"),
    [
        (replace(WORDING, labels=(replace(LABEL, evidence_text="courts"),)), "are not in its quote"),
        (replace(WORDING, labels=(replace(LABEL, is_open=False),)), "is open where its wording is not"),
        (replace(WORDING, is_present=False), "its provision is not"),
        (replace(WORDING, controls=()), "disagree on whether it names a control"),
        (replace(WORDING, quote="All disputes go to arbitration."), "is not in its quote"),
    ],
)
def test_a_label_that_its_quote_does_not_bear_out_is_found(wording: StoredWording, complaint: str) -> None:
    assert any(complaint in found for found in wordings(wording))


def test_a_count_that_differs_from_what_it_counts_is_found() -> None:
    assert wordings(WORDING, arbitration=2) == ["CW-D-00001: 2 provisions of arbitration are counted, 1 carry it"]
    assert wordings(WORDING, arbitration=1, data_sale=1) == [
        "CW-D-00001: 1 provisions of data_sale are counted, 0 carry it"
    ]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (replace(CHANGE, direction=Direction.BETTER), "does not follow from its clauses"),
        (replace(CHANGE, severity="low"), "its gravest clause is high"),
        (replace(CHANGE, clauses=(replace(CLAUSE, direction=Direction.BETTER),)), "every signal says worse"),
        (replace(CHANGE, clauses=(replace(CLAUSE, after_text="7 days' notice"),)), "are not in its quote"),
    ],
)
def test_a_direction_or_severity_that_does_not_follow_is_found(change: StoredChange, complaint: str) -> None:
    assert any(complaint in str(found) for found in in_change(change))


def test_a_rewrite_may_be_unclear_but_points_nowhere_else_than_its_gravest_clauses() -> None:
    rewritten = replace(CHANGE, is_rewrite=True)
    assert list(in_change(rewritten)) == []
    assert list(in_change(replace(rewritten, direction=Direction.UNCLEAR))) == []
    assert [str(found) for found in in_change(replace(rewritten, direction=Direction.BETTER))] == [
        "CW-C-000001: better, which does not follow from its clauses"
    ]
    assert list(in_change(replace(CHANGE, direction=Direction.UNCLEAR)))


def test_a_change_is_not_better_beside_a_clause_as_grave_that_is_doubted() -> None:
    better = replace(CLAUSE, direction=Direction.BETTER, signals=())
    doubted = replace(CLAUSE, ordinal=1, direction=Direction.UNCLEAR, is_doubted=True, signals=())
    change = replace(CHANGE, direction=Direction.BETTER, clauses=(better, doubted))
    assert [str(found) for found in in_change(change)] == [
        "CW-C-000001: better, which does not follow from its clauses"
    ]
    assert list(in_change(replace(change, direction=Direction.UNCLEAR))) == []
