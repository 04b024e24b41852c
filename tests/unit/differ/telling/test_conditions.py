"""A condition is worse for whom it leaves with less, and a ban is worse for whom it binds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.hunks import hunks
from services.differ.telling.signal_models import OPPOSITE, Direction, Signal
from services.differ.telling.signals import signals


def read(before: str, after: str, language: str = "en") -> tuple[Signal, ...]:
    return signals(before, after, hunks(redline(before, after)), language, signal_words())


def directions(before: str, after: str, language: str = "en") -> dict[str, str]:
    return {f"{signal.kind}:{signal.what}": signal.direction for signal in read(before, after, language)}


@pytest.mark.parametrize(
    ("without", "with_it", "language", "signal", "direction"),
    [
        ("You must pay.", "If you live in France, you must pay.", "en", "condition:who_it_is_for", "better"),
        ("You must take measures.", "You must take reasonable measures.", "en", "condition:reasonable", "better"),
        (
            "You may not copy it.",
            "You may not copy it, to the extent permitted by applicable law.",
            "en",
            "condition:law_permits",
            "better",
        ),
        (
            "We will notify you of it.",
            "Where required by applicable law, we will notify you of it.",
            "en",
            "condition:law_requires",
            "worse",
        ),
        (
            "We will never share your data.",
            "We will never share your data, where possible.",
            "en",
            "condition:where_it_applies",
            "worse",
        ),
        (
            "We may suspend your account after a breach.",
            "We may suspend your account after a material breach.",
            "en",
            "condition:material",
            "better",
        ),
        (
            "We may suspend your account.",
            "To the fullest extent permitted by law, we may suspend your account.",
            "en",
            "condition:law_permits",
            "unclear",
        ),
        (
            "Bread is sold on Friday.",
            "Bread is sold on Friday, where possible.",
            "en",
            "condition:where_it_applies",
            "unclear",
        ),
        (
            "Wir werden Sie benachrichtigen.",
            "Soweit möglich, werden wir Sie benachrichtigen.",
            "de",
            "condition:where_it_applies",
            "unclear",
        ),
        ("Vous devez payer.", "Le cas échéant, vous devez payer.", "fr", "condition:where_it_applies", "better"),
        (
            "You may not copy or sell it.",
            "You may not copy, sell or otherwise use it.",
            "en",
            "scope:otherwise",
            "worse",
        ),
        (
            "You must not:\n- sell the bread\n- burn the mill",
            "You must not:\n- sell the bread\n- directly or indirectly burn the mill",
            "en",
            "scope:indirectly",
            "worse",
        ),
        (
            "We do not sell your data.",
            "We do not sell, directly or indirectly, your data.",
            "en",
            "scope:indirectly",
            "better",
        ),
        ("Copying is prohibited.", "Copying in any way is prohibited.", "en", "scope:in_any_way", "worse"),
    ],
)
def test_what_a_condition_or_breadth_means(
    without: str, with_it: str, language: str, signal: str, direction: str
) -> None:
    assert directions(without, with_it, language).get(signal) == direction
    lost = OPPOSITE.get(Direction(direction), Direction(direction))
    assert directions(with_it, without, language).get(signal) == lost


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "You agree to the Bread Terms.",
            "You agree to the Bread Terms and, if applicable, the Terms of the Old Barn.",
        ),
        ("We bake bread.", "We bake bread. Where required by law, we will notify you."),
        ("You must pay where it is permitted by law.", "You must pay where permitted by law."),
        ("Bread is sold or eaten.", "Bread is sold or otherwise eaten."),
        ("You may take reasonable care.", "You may, as a guest, take reasonable care."),
    ],
)
def test_what_came_with_more_or_stood_there_is_no_condition(before: str, after: str) -> None:
    assert not [one for one in directions(before, after) if one.startswith("condition") or one == "scope:otherwise"]


def test_a_condition_is_quoted_to_its_end() -> None:
    (signal,) = read("We will notify you.", "Where required by the applicable law, we will notify you.")
    assert signal.because == "a condition was added (“Where required by the applicable law”)"


@given(
    st.text(alphabet="you must we may not reasonable or otherwise, where possible.:\n- ", max_size=80),
    st.text(max_size=40),
)
def test_every_signal_quotes_its_words(before: str, after: str) -> None:
    for signal in read(before, after):
        for text, words in ((before, signal.before), (after, signal.after)):
            assert words is None or text[words.start : words.end] == words.text
