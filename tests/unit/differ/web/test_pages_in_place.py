"""What takes the place of a policy without being it, in three languages, answered with status 200."""

import pytest

from tests.unit.differ.captures import outcomes, run
from tests.unit.differ.web.pages import framed, in_place_of_the_policy, read
from tests.unit.differ.web.policies import TONGUES, Tongue, imprint, privacy, terms

DOCUMENTS = {"privacy": privacy, "terms": terms, "imprint": imprint}
PAGES = [
    pytest.param(tongue, markup, id=f"{tongue.code} {name}")
    for tongue in TONGUES
    for name, markup in in_place_of_the_policy(tongue)
]
OF_NO_DOCUMENT = [page for page in PAGES if "under its name" not in str(page.id)]


def of(kind: str, tongue: Tongue, inside: str | None = None) -> str:
    name = {"privacy": tongue.privacy, "terms": tongue.terms, "imprint": "Impressum"}[kind]
    return framed(tongue, inside or DOCUMENTS[kind](tongue), f"{name} | Kaleido")


@pytest.mark.parametrize(("tongue", "markup"), PAGES)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_it_never_becomes_a_version_and_the_way_back_is_no_change(kind: str, tongue: Tongue, markup: str) -> None:
    policy, other = read(of(kind, tongue)), read(markup)
    assert outcomes(policy, *[other] * 4, policy, days=3) == ["baseline", *["quarantined"] * 4, "verified"]


@pytest.mark.parametrize(("tongue", "markup"), PAGES)
def test_a_policy_that_comes_back_changed_is_told_once_against_what_was_in_force(tongue: Tongue, markup: str) -> None:
    policy, other = read(of("privacy", tongue)), read(markup)
    changed = read(of("privacy", tongue, privacy(tongue).replace(" 5 ", " 55 ", 1)))
    decisions = run(policy, other, other, changed, other, changed, days=3)
    told = [decision for decision in decisions if decision.may_alert]
    assert [str(decision.outcome) for decision in decisions][-3:] == ["changed", "quarantined", "verified"]
    assert told[0].comparison is not None
    assert len(told) == len(told[0].comparison.alignment.changes) == 1


@pytest.mark.parametrize(("tongue", "markup"), OF_NO_DOCUMENT)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_does_not_begin_with_it(kind: str, tongue: Tongue, markup: str) -> None:
    policy, other = read(of(kind, tongue)), read(markup)
    assert outcomes(other, policy, policy) == ["quarantined", "baseline", "verified"]


@pytest.mark.parametrize(("tongue", "markup"), OF_NO_DOCUMENT)
def test_the_policy_takes_the_place_of_what_was_taken_for_it_and_nobody_is_told(tongue: Tongue, markup: str) -> None:
    policy, other = read(of("privacy", tongue)), read(markup)
    decisions = run(other, other, other, policy, policy)
    assert not any(decision.may_alert for decision in decisions)
    assert str(decisions[-1].outcome) == "verified"


@pytest.mark.parametrize(("tongue", "markup"), PAGES)
def test_no_page_that_was_taken_for_the_policy_keeps_it_out(tongue: Tongue, markup: str) -> None:
    policy, other = read(of("privacy", tongue)), read(markup)
    assert str(run(other, other, other, policy, policy, policy)[-1].outcome) == "verified"


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_of_any_length_is_the_baseline_at_once(kind: str, tongue: Tongue) -> None:
    assert outcomes(read(of(kind, tongue))) == ["baseline"]


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
def test_another_document_of_the_site_is_not_this_one(tongue: Tongue) -> None:
    rules, policy = read(of("terms", tongue)), read(of("privacy", tongue))
    assert outcomes(rules, *[policy] * 4, rules) == ["baseline", *["quarantined"] * 4, "verified"]


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
def test_error_pages_that_say_another_number_each_time_are_one_entry(tongue: Tongue) -> None:
    errors = [
        read(f"<html><title>Access Denied</title><h1>Access Denied</h1><p>Reference #18.{number}.2f4d1602, see our "
             "pages or try again in a few minutes, whatever you were looking for on this site.</p></html>")
        for number in range(3)
    ]  # fmt: skip
    last = run(read(of("privacy", tongue)), *errors)[-1]
    assert [(entry.times_seen, entry.capture_id) for entry in last.next_state.waiting] == [(3, "capture-1")]
