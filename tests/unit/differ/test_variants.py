"""Texts that come back: pairs that alternate, regional texts, rollbacks, and what is new in spite of them."""

import pytest

from services.differ.extract.canonical import CanonicalDocument
from tests.unit.differ.captures import document, outcomes, policy, run

A = document(policy())
B = document(policy().replace("for 3 months", "for 30 months"))
C = document(policy().replace("for 5 months", "for 50 months"))


def changed(page: CanonicalDocument) -> CanonicalDocument:
    """The same real change, whatever the variant."""
    return document(page.text.replace("for 9 months", "for 90 months"))


def told(*pages: CanonicalDocument, days: float = 3) -> list[int]:
    """Which of the captures are told."""
    return [place for place, decision in enumerate(run(*pages, days=days)) if decision.may_alert]


def test_a_text_that_comes_back_is_not_told_again() -> None:
    assert told(A, B, A) == told(A, B, A, B, A, B, A, A, B, B, A) == [1]


def test_three_texts_that_take_turns_are_told_once_each() -> None:
    assert told(A, B, C, A, B, C, A, C, B, A, B, C) == [1, 2]


def test_a_rollback_is_told_on_the_capture_that_makes_it_certain() -> None:
    assert told(A, B, A, A, A, A) == [1, 4]
    assert run(A, B, A, A, A)[-1].is_rollback


def test_a_new_text_beside_a_known_pair_is_told() -> None:
    assert told(A, B, A, B, C) == [1, 4]
    assert told(A, B, A, B, A, C) == [1, 5]


def test_a_change_in_both_texts_of_a_pair_is_told_once() -> None:
    assert told(A, B, A, B, changed(A), changed(B), changed(A), changed(B)) == [1, 4]
    assert told(A, B, A, B, changed(B), changed(A), changed(B), changed(A)) == [1, 4]


def test_a_change_in_one_text_of_a_pair_alone_is_told() -> None:
    assert told(A, B, A, B, changed(A), B, changed(A), B) == [1, 4]


def test_what_a_pair_has_in_common_cannot_go_unseen() -> None:
    without = document(B.text.replace("for 9 months, unless the law", "unless the law"))
    assert told(A, B, A, B, changed(A), changed(B), without) == [1, 4, 6]


def test_a_return_after_a_year_is_no_news() -> None:
    assert told(A, B, C, A, days=365) == [1, 2]


@pytest.mark.parametrize("noise", ["Last updated: 4 March 2026", "Last updated on March 4, 2026"])
def test_a_return_with_another_date_of_its_own_is_a_return(noise: str) -> None:
    assert told(A, B, document(A.text.replace("Last updated: 3 January 2026", noise)), B) == [1]


def test_a_known_variant_that_stays_is_not_told_and_says_how_long_it_has_stayed() -> None:
    decisions = run(A, B, A, B, A, A, A, A, days=3)
    last = decisions[-1]
    assert (str(last.outcome), last.reason) == ("returned", "known_variant")
    assert (last.evidence["captures"], last.evidence["days"]) == (4, 9)


def test_an_error_between_the_captures_of_a_return_does_not_end_it() -> None:
    error = document("# Page not found\n\nThe page that you asked for is not here. Try the search.", "404")
    assert outcomes(A, B, A, error, A, A)[2:] == ["returned", "quarantined", "returned", "changed"]


def test_a_clause_that_both_texts_of_a_pair_had_is_told_when_it_goes() -> None:
    pair = changed(A), changed(B)
    without = document("\n\n".join(part for part in pair[1].text.split("\n\n") if "for 11 months" not in part))
    assert told(A, B, A, B, *pair, without) == [1, 4, 6]
