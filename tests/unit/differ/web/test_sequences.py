"""Captures of one document over time: texts that load in part, grow, are cut, rewritten or translated."""

from itertools import permutations

import pytest

from services.differ.extract.canonical import CanonicalDocument
from tests.unit.differ.captures import outcomes, run
from tests.unit.differ.web.pages import bare, framed, read
from tests.unit.differ.web.policies import TONGUES, Tongue, anew, part, privacy, terms

every_tongue = pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
every_share = pytest.mark.parametrize("share", [0.25, 0.5, 0.75])


def page(tongue: Tongue, inside: str, title: str | None = None) -> CanonicalDocument:
    return read(framed(tongue, inside, f"{title or tongue.privacy} | Kaleido"))


def rebuilt(tongue: Tongue, inside: str) -> str:
    """The document on a page of another build, without `main`."""
    body = inside.replace("h2>", "h3>").replace("<p>", "<div><p>").replace("</p>", "</p></div>")
    return bare(f"{tongue.privacy} – Kaleido", f"<div class='wrap'><div class='text'>{body}</div></div>", lang="")


def reworded(inside: str) -> str:
    """The document with one figure changed inside a clause."""
    return inside.replace(" 5 ", " 55 ", 1)


@every_tongue
@every_share
def test_a_page_that_loads_in_part_alerts_nobody(tongue: Tongue, share: float) -> None:
    whole, some = page(tongue, privacy(tongue)), page(tongue, part(privacy(tongue), share))
    assert "changed" not in outcomes(whole, some, whole, some, some, whole, some, whole)


@every_tongue
@every_share
@pytest.mark.parametrize("start", [0.0, 0.25])
def test_a_cut_that_stays_is_told_within_the_next_three_captures(tongue: Tongue, share: float, start: float) -> None:
    whole, some = page(tongue, privacy(tongue)), page(tongue, part(privacy(tongue), share, start))
    found = outcomes(whole, some, some, some, some, days=3)
    assert found.count("changed") == 1
    assert "changed" in found[1:4]


@every_tongue
def test_a_cut_with_a_newer_date_of_its_own_is_told_at_once(tongue: Tongue) -> None:
    assert outcomes(page(tongue, privacy(tongue)), page(tongue, part(privacy(tongue, 9), 0.75)))[-1] == "changed"


@every_tongue
def test_a_page_that_has_its_text_twice_says_nothing_new(tongue: Tongue) -> None:
    once, twice = page(tongue, privacy(tongue)), page(tongue, privacy(tongue) + privacy(tongue))
    assert outcomes(once, twice, twice, once) == ["baseline", "verified", "verified", "verified"]


@every_tongue
def test_another_document_below_the_policy_for_a_while_alerts_nobody(tongue: Tongue) -> None:
    alone, both = page(tongue, privacy(tongue)), page(tongue, privacy(tongue) + terms(tongue))
    assert outcomes(alone, both, alone, both, alone) == ["baseline", *["quarantined", "verified"] * 2]


@every_tongue
@every_share
def test_growth_is_told_by_the_next_capture(tongue: Tongue, share: float) -> None:
    short, long = page(tongue, part(privacy(tongue), share)), page(tongue, privacy(tongue))
    found = outcomes(short, long, long, long, days=3)
    assert found.count("changed") == 1
    assert "changed" in found[1:3]


@every_tongue
@every_share
def test_growth_with_a_newer_date_of_its_own_is_told_at_once(tongue: Tongue, share: float) -> None:
    short, long = page(tongue, part(privacy(tongue), share)), page(tongue, privacy(tongue, 9))
    assert outcomes(short, long)[-1] == "changed"


@every_tongue
@pytest.mark.parametrize("name", [None, "Kaleido & You"])
@pytest.mark.parametrize("day", [3, 9])
def test_a_policy_rewritten_is_told_by_the_next_capture(tongue: Tongue, name: str | None, day: int) -> None:
    other = page(tongue, anew(tongue, day).replace(tongue.privacy, name or tongue.privacy), name)
    held, told = run(page(tongue, privacy(tongue)), other, other)[1:]
    assert (str(held.outcome), str(told.outcome)) == ("quarantined", "changed")
    assert told.confirms == ("capture-1",)


@every_tongue
def test_an_error_between_two_sightings_does_not_hide_what_waits(tongue: Tongue) -> None:
    other, error = page(tongue, anew(tongue, 3)), read(bare("404", "<h1>404</h1>"))
    assert outcomes(page(tongue, privacy(tongue)), other, error, other)[-1] == "changed"


@every_tongue
def test_a_page_of_another_build_with_the_same_words_verifies(tongue: Tongue) -> None:
    assert outcomes(page(tongue, privacy(tongue)), read(rebuilt(tongue, privacy(tongue))))[-1] == "verified"


@every_tongue
def test_a_page_rebuilt_and_changed_at_once_is_told(tongue: Tongue) -> None:
    changed = read(rebuilt(tongue, reworded(privacy(tongue))))
    assert outcomes(page(tongue, privacy(tongue)), changed, changed)[1] == "changed"


@every_tongue
def test_selectors_that_cease_to_match_hide_no_change(tongue: Tongue) -> None:
    selected = read(framed(tongue, privacy(tongue), tongue.privacy), ("main",))
    same = read(rebuilt(tongue, privacy(tongue)), ("main",))
    changed = read(rebuilt(tongue, reworded(privacy(tongue))), ("main",))
    assert same.facts.selection_missed
    assert "changed" not in outcomes(selected, same, same)
    assert outcomes(selected, changed, changed) == ["baseline", "changed", "verified"]


every_pair = pytest.mark.parametrize(
    ("tongue", "other"), [pytest.param(*pair, id=f"{pair[0].code} {pair[1].code}") for pair in permutations(TONGUES, 2)]
)


@every_pair
def test_another_language_for_a_while_alerts_nobody(tongue: Tongue, other: Tongue) -> None:
    own, foreign = page(tongue, privacy(tongue)), page(other, privacy(other))
    decisions = run(own, foreign, own, foreign, foreign, own)
    assert {decision.reason for decision in decisions[1:]} == {"other_language", "same_words"}
    assert [str(decision.outcome) for decision in decisions[3:]] == ["quarantined", "quarantined", "verified"]
    assert decisions[-2].next_state.waiting[0].times_seen == 2


@every_pair
def test_another_language_that_stays_alerts_nobody_and_what_changes_in_it_is_told(
    tongue: Tongue, other: Tongue
) -> None:
    own, foreign = page(tongue, privacy(tongue)), page(other, privacy(other))
    decisions = run(own, *[foreign] * 3, page(other, reworded(privacy(other))))
    assert [str(decision.outcome) for decision in decisions[1:]] == [*["quarantined"] * 2, "cosmetic", "changed"]
    assert [decision.may_alert for decision in decisions] == [*[False] * 4, True]


@every_pair
def test_a_document_that_goes_back_to_its_first_language_alerts_nobody(tongue: Tongue, other: Tongue) -> None:
    own, foreign = page(tongue, privacy(tongue)), page(other, privacy(other))
    decisions = run(own, *[foreign] * 5, *[own] * 4, *[foreign] * 4, days=3)
    assert not any(decision.may_alert for decision in decisions)


@every_tongue
def test_a_translation_put_below_the_policy_is_growth(tongue: Tongue) -> None:
    other = next(one for one in TONGUES if one is not tongue)
    both = page(tongue, privacy(tongue) + privacy(other))
    assert outcomes(page(tongue, privacy(tongue)), both, both)[1:] == ["quarantined", "changed"]
