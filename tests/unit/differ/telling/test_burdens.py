"""What readers newly must not do or pay, and what the platform no longer does for them, over a whole change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.telling.burdens import Burdens

WORSE, BETTER = "worse", "better"
PLAIN = "Barges leave the mill at noon."


def told(before: str, after: str, *others: tuple[str, str]) -> list[tuple[str, str]]:
    return [(one.what, one.direction) for one in Burdens([(before, after), *others]).signals(before, after)]


@pytest.mark.parametrize(
    "burden",
    [
        "You may not use the service to build a competing product.",
        "Users must not resell their tickets.",
        "Sie dürfen den Dienst nicht nutzen, um ein konkurrierendes Produkt zu entwickeln.",
        "Vous ne pouvez pas utiliser le service pour développer un produit concurrent.",
    ],
)
def test_a_ban_that_came_is_worse_and_one_that_went_is_better(burden: str) -> None:
    assert told(PLAIN, f"{PLAIN} {burden}") == [("ban_gained", WORSE)]
    assert told("", burden) == [("ban_gained", WORSE)]
    assert told(f"{PLAIN} {burden}", PLAIN) == [("ban_lost", BETTER)]


@pytest.mark.parametrize(
    "no_burden",
    [
        "You may not be able to use the mill.",
        "If you do not agree to these terms, you must not use the service.",
        "You will not receive letters.",
        "Your bank may take fees: carrier fees may apply.",
        "We do not charge a fee.",
    ],
)
def test_what_readers_are_not_able_to_do_and_what_others_take_is_no_burden(no_burden: str) -> None:
    assert told(PLAIN, f"{PLAIN} {no_burden}") == []


def test_a_fee_that_came_is_worse() -> None:
    assert told(PLAIN, f"{PLAIN} A processing fee of $5 applies to each withdrawal.") == [("fee_gained", WORSE)]
    assert told("", "We charge an inactivity fee for accounts that have not been used.") == [("fee_gained", WORSE)]


def test_a_ban_in_other_words_or_in_another_clause_is_not_new() -> None:
    ban = "You may not use the service to send spam."
    assert told("You are not permitted to use the service to send spam.", ban) == []
    assert told(PLAIN, f"{PLAIN} {ban}", (ban, "")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We will email you 30 days before a new price.", "We will post a new price on this page."),
        ("We will refund the fee if it is cancelled.", "We may refund the fee if it is cancelled."),
        ("We erase your data within 14 days.", "We may erase your data."),
        ("Nous vous rembourserons les frais.", "Nous pouvons vous rembourser les frais."),
        ("Wir werden Sie vorab informieren.", "Wir veröffentlichen es auf dieser Seite."),
    ],
)
def test_what_the_platform_no_longer_says_that_it_does_for_readers_is_worse(before: str, after: str) -> None:
    assert told(before, after) == [("promise_lost", WORSE)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We will notify you in advance of changes.", "We will give you advance notice of changes."),
        ("We will delete your data within 30 days.", "Within 30 days, your data is erased."),
        ("We will delete your account.", PLAIN),
    ],
)
def test_a_promise_in_other_words_is_kept_and_the_end_of_an_account_is_none(before: str, after: str) -> None:
    assert told(before, after) == []


def test_a_promise_that_another_clause_now_makes_is_kept() -> None:
    assert told("We will notify you of it.", PLAIN, (PLAIN, f"{PLAIN} You will be notified of it.")) == []


@given(st.text(max_size=200))
def test_what_stayed_burdens_nobody_more(text: str) -> None:
    assert told(text, text) == []


def test_of_a_ban_that_a_sentence_gained_its_own_words_are_quoted() -> None:
    before = "Our guidelines are part of our contract with you and you promise to follow them."
    after = "Our guidelines are part of our contract with you; and you agree that you will not circumvent them."
    one, *_ = Burdens([(before, after)]).signals(before, after)
    assert one.because == "what readers must not do is now said (“you agree that you will not circumvent them.”)"
