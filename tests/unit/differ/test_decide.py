"""What becomes of a capture, given the captures before it."""

import pickle

import pytest

from services.differ.decide import decide, rebased
from tests.unit.differ.captures import START, document, outcomes, policy, run

A = document(policy())
B = document(policy().replace("for 3 months", "for 30 months"))
C = document(policy().replace("for 5 months", "for 50 months"))
ERROR = document("# Page not found\n\nThe page that you asked for is not here. Try the search.", "404")


def test_the_first_capture_is_the_baseline_and_the_same_text_verifies_it() -> None:
    assert outcomes(A, A, A) == ["baseline", "verified", "verified"]


def test_a_change_of_substance_is_a_version_that_may_be_told() -> None:
    _, change = run(A, B)
    assert change.outcome == "changed"
    assert change.writes_version
    assert change.may_alert
    assert change.next_state.in_force is not None
    assert change.next_state.in_force.number == 2
    assert change.comparison is not None
    assert [change.kind for change in change.comparison.alignment.changes] == ["modified"]


def test_a_change_that_leaves_the_document_s_date_is_a_silent_edit() -> None:
    dated = document(B.text.replace("3 January 2026", "9 January 2026"))
    assert run(A, B)[1].is_silent_edit
    assert not run(A, dated)[1].is_silent_edit


def test_the_own_date_alone_is_cosmetic() -> None:
    _, change = run(A, document(A.text.replace("3 January", "9 January")))
    assert change.outcome == "cosmetic"
    assert change.writes_version
    assert not change.may_alert


def test_a_return_is_neither_a_version_nor_an_alert() -> None:
    decision = run(A, B, A)[-1]
    assert decision.outcome == "returned"
    assert not decision.writes_version
    assert not decision.may_alert


def test_a_pair_that_alternates_is_told_once() -> None:
    assert outcomes(A, B, A, B, A, B, A, A, A, A, B).count("changed") == 1


def test_an_alternating_text_becomes_a_known_variant() -> None:
    decisions = run(A, B, A, B, A)
    assert decisions[-1].reason == "known_variant"


def test_a_return_that_lasts_three_captures_and_two_days_is_a_rollback() -> None:
    decisions = run(A, B, A, A, A, A)
    assert [str(decision.outcome) for decision in decisions[2:]] == ["returned", "returned", "changed", "verified"]
    assert decisions[4].is_rollback
    assert decisions[4].reason == "rollback"


def test_a_return_of_three_captures_within_a_day_is_no_rollback_yet() -> None:
    assert outcomes(A, B, A, A, A, days=0.2)[2:] == ["returned", "returned", "returned"]


def test_an_error_page_never_becomes_a_version_however_long_it_stays() -> None:
    assert outcomes(A, *[ERROR] * 6, A) == ["baseline", *["quarantined"] * 6, "verified"]


def test_the_way_back_from_an_error_page_releases_what_waits() -> None:
    *_, held, back = run(A, ERROR, A)
    assert held.look_again
    assert back.next_state.waiting == ()


def test_a_document_does_not_begin_with_an_error_page() -> None:
    assert outcomes(ERROR, ERROR, A) == ["quarantined", "quarantined", "baseline"]


def test_looking_again_at_once_does_not_confirm_a_cut_page() -> None:
    cut = document("\n\n".join(A.text.split("\n\n")[:9]))
    assert outcomes(A, cut, cut, days=0.01) == ["baseline", "quarantined", "quarantined"]
    assert outcomes(A, *[cut] * 6, days=0.01)[-1] == "quarantined"


def test_what_merely_lacks_text_has_to_stay_for_three_captures() -> None:
    cut = document("\n\n".join(A.text.split("\n\n")[:9]))
    assert outcomes(A, cut, cut, cut, days=1)[1:] == ["quarantined", "quarantined", "changed"]


def test_a_page_that_lost_its_second_half_for_one_capture_alerts_nobody() -> None:
    cut = document("\n\n".join(A.text.split("\n\n")[:14]))
    assert outcomes(A, cut, A, A, A, A) == ["baseline", "quarantined", *["verified"] * 4]


def test_another_address_of_ours_is_no_change_of_theirs() -> None:
    before = document(A.text, requested_url="https://example.org/legal")
    after = document(policy(6, "omega"), requested_url="https://example.org/privacy")
    decision = run(before, after)[-1]
    assert (decision.outcome, decision.reason) == ("cosmetic", "source_edited")
    assert not decision.may_alert


def test_selectors_that_no_longer_match_alert_nobody_while_the_text_is_much_the_same() -> None:
    missed = document(A.text + "\n\nA line that the selectors kept out.", selection_missed=True)
    decision = run(A, missed)[-1]
    assert (decision.outcome, decision.reason) == ("cosmetic", "selectors_missed")


def test_a_page_rebuilt_and_rewritten_at_once_is_held_and_then_told() -> None:
    both = document(A.text + "\n\n" + policy(8, "omega"), selection_missed=True)
    assert outcomes(A, both, both) == ["baseline", "quarantined", "changed"]


def test_a_new_reading_of_the_same_bytes_is_re_based_silently() -> None:
    state = run(A, B)[-1].next_state
    anew = document(B.text + "\n\nA footnote that the reader now keeps.")
    assert decide(anew, rebased(state, anew), START).outcome == "verified"


def test_every_decision_and_state_can_be_sent_to_another_process() -> None:
    for decision in run(A, B, A, ERROR, C):
        assert pickle.loads(pickle.dumps(decision)) == decision


@pytest.mark.parametrize("page", [B, C])
def test_a_decision_says_why(page: object) -> None:
    decision = run(A, B if page is B else C)[-1]
    assert decision.reason == "changed"
    assert decision.evidence["words_kept"] == pytest.approx(1, abs=0.05)


def test_a_rollback_is_no_silent_edit_though_it_has_the_same_date() -> None:
    rollback = run(A, B, A, A, A)[-1]
    assert rollback.is_rollback
    assert not rollback.is_silent_edit


def test_an_earlier_text_that_comes_back_ends_what_waits() -> None:
    cut = document("\n\n".join(B.text.split("\n\n")[:9]))
    held, back = run(A, B, cut, A)[2:]
    assert held.next_state.waiting
    assert back.next_state.waiting == ()


def test_the_texts_of_the_three_versions_before_are_kept_and_the_hashes_of_all() -> None:
    pages = [document(policy().replace("for 3 months", f"for {number}00 months")) for number in range(1, 7)]
    earlier = run(*pages)[-1].next_state.earlier
    assert [text.version for text in earlier] == [5, 4, 3, 2, 1]
    assert [text.text is None for text in earlier] == [False, False, False, True, True]


def test_a_text_that_was_seen_as_an_error_is_not_confirmed_by_it() -> None:
    cut = "\n\n".join(A.text.split("\n\n")[:9])
    errors = [document(cut, status=503)] * 5
    assert outcomes(A, *errors, document(cut))[-1] == "quarantined"
