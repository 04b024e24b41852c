"""A fixed time that became open, what readers may do only so, and what is denied of less: each worse for the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.hunks import hunks
from services.differ.telling.limits import limit_signals
from services.differ.telling.signals import signals


def told(before: str, after: str, language: str = "en") -> list[tuple[str, str]]:
    places = hunks(redline(before, after))
    return [(one.what, one.direction) for one in limit_signals(before, after, places, language, signal_words())]


@pytest.mark.parametrize(
    ("fixed", "opened", "language", "what"),
    [
        ("We keep logs for 30 days.", "We keep logs for as long as necessary.", "en", "retention"),
        ("We erase letters within 14 days.", "We erase letters within a reasonable time.", "en", "deletion"),
        ("Wir speichern Daten für 30 Tage.", "Wir speichern Daten so lange wie erforderlich.", "de", "retention"),
        (
            "Nous conservons vos données pendant 12 mois.",
            "Nous conservons vos données aussi longtemps que nécessaire.",
            "fr",
            "retention",
        ),
    ],
)
def test_a_fixed_time_that_becomes_open_is_worse_and_the_reverse_better(
    fixed: str, opened: str, language: str, what: str
) -> None:
    assert told(fixed, opened, language) == [(what, "worse")]
    assert told(opened, fixed, language) == [(what, "better")]


def test_a_least_time_for_which_data_are_kept_is_no_limit() -> None:
    assert told("We keep logs for at least 30 days.", "We keep logs for as long as necessary.") == []


def test_what_readers_may_do_only_so_is_worse() -> None:
    at_any_time, only = "You may cancel at any time.", "You may cancel only at the end of the term."
    assert told(at_any_time, only) == [("limit", "worse")]
    assert told(only, at_any_time) == [("limit", "better")]
    assert told("You may not sell it.", "You may use it only at home.") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We do not read letters.", "We do not read letters unless they have been reported."),
        ("We do not use your drafts to train it.", "We do not use your private drafts to train it."),
        ("We do not sell your data.", "We do not sell your data for money."),
    ],
)
def test_what_narrows_a_denial_is_worse(before: str, after: str) -> None:
    assert told(before, after) == [("limit", "worse")]


def test_one_thing_more_that_is_not_done_narrows_nothing() -> None:
    assert told("We do not sell your data.", "We do not sell your data or your letters.") == []


def test_a_duty_not_to_and_a_leave_not_to_bind_alike() -> None:
    before, after = "You must not copy it.", "You may not copy it."
    assert signals(before, after, hunks(redline(before, after)), "en", signal_words()) == ()


@given(st.text(max_size=200))
def test_what_stayed_is_limited_no_more(text: str) -> None:
    assert told(text, text) == []


def test_a_cost_that_the_platform_takes_over_is_better_and_the_reverse_worse() -> None:
    plain, free = "We will offer you legal advice.", "We will offer you legal advice at no cost to you."
    assert told(plain, free) == [("cost_taken_over", "better")]
    assert told(free, plain) == [("cost_taken_over", "worse")]
    assert told("You may cancel.", "You may cancel free of charge.") == [("cost_taken_over", "better")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You grant us a licence.", "You grant us a licence free of charge."),
        ("We do not repair it.", "We do not repair it free of charge."),
        ("You must send it back.", "You must send it back at no cost to us."),
    ],
)
def test_what_readers_give_or_the_platform_denies_is_no_cost_taken_over(before: str, after: str) -> None:
    assert told(before, after) == []
