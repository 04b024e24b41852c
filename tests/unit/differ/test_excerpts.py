"""Excerpts begin where two passages differ."""

from hypothesis import given
from hypothesis import strategies as st

from services.differ.excerpts import difference, excerpt

LONG = "and on it goes with words that are the same on both sides of the change " * 4


def test_a_difference_is_shown_with_the_words_that_lead_to_it() -> None:
    before, after = difference(LONG + "for thirty days", LONG + "for ninety days", 60)
    assert before.startswith("…")
    assert before.endswith("thirty days")
    assert after.endswith("ninety days")


def test_what_differs_at_once_is_shown_from_its_beginning() -> None:
    assert difference("We keep it.", "You keep it.", 40) == ("We keep it.", "You keep it.")


def test_an_addition_has_nothing_before() -> None:
    assert difference("", "It is\nnew.", 40) == ("", "It is new.")


def test_an_excerpt_ends_with_a_whole_word() -> None:
    assert excerpt("We keep what you tell us, and more.", 26) == "We keep what you tell us…"
    assert excerpt("We keep what you tell us, and more.", 25) == "We keep what you tell…"


def test_a_word_that_is_most_of_an_excerpt_is_cut() -> None:
    assert excerpt("See https://example.org/a/long/address", 20) == "See https://example…"


@given(st.text(max_size=200), st.text(max_size=200), st.integers(20, 80))
def test_no_excerpt_is_longer_than_asked(before: str, after: str, characters: int) -> None:
    assert all(len(shown) <= characters for shown in difference(before, after, characters))
    assert len(excerpt(before, characters)) <= characters
