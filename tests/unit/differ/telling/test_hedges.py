"""A denial or a promise that gains a hedge is worse for the reader, and one that loses it better."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.redline import redline
from services.differ.telling.hedges import hedge_signals
from services.differ.telling.hunks import hunks


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.what, one.direction) for one in hedge_signals(before, after, hunks(redline(before, after)))]


@pytest.mark.parametrize(
    ("plain", "hedged"),
    [
        ("We do not train our models on your data.", "By default, we do not train our models on your data."),
        ("We do not sell your data.", "We do not generally sell your data."),
        ("We never share your letters.", "In most cases, we never share your letters."),
        ("We do not share your letters.", "As a general rule, we do not share your letters."),
        ("Your data is not used to train models.", "Your data is not used to train models by default."),
        ("Your letters are never shared.", "Your letters are normally never shared."),
        ("Your letters will not be shared with others.", "Your letters will generally not be shared with others."),
        ("Your data isn't used to train models.", "Currently, your data isn't used to train models."),
        ("Wir verkaufen Ihre Daten nicht.", "Wir verkaufen Ihre Daten derzeit nicht."),
        (
            "Wir trainieren unsere Modelle nicht mit Ihren Daten.",
            "Standardmäßig trainieren wir unsere Modelle nicht mit Ihren Daten.",
        ),
        ("Nous ne vendons pas vos données.", "Par défaut, nous ne vendons pas vos données."),
        ("Nous ne partageons pas vos données.", "Nous ne partageons généralement pas vos données."),
    ],
)
def test_a_denial_that_gains_a_hedge_is_worse_and_one_that_loses_it_better(plain: str, hedged: str) -> None:
    assert told(plain, hedged) == [("hedged_denial", "worse")]
    assert told(hedged, plain) == [("hedged_denial", "better")]


def test_so_is_what_is_promised_but_what_protects_by_default_does_so() -> None:
    assert told("We will notify you in advance.", "We will normally notify you in advance.") == [
        ("hedged_promise", "worse")
    ]
    assert told("We will encrypt your letters.", "By default, we will encrypt your letters.") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We share your data.", "We generally share your data."),
        ("You must not sell it.", "You must not generally sell it."),
        ("We do not guarantee that it works.", "We generally do not guarantee that it works."),
        ("We generally do not sell data.", "We normally do not sell data."),
        ("We do not sell data.", "We do not sell data. Letters are generally short."),
        (
            "We do not sell data.",
            "We do not sell it. By default, we do not send letters to your phone at night.",
        ),
    ],
)
def test_what_denies_no_use_or_had_a_hedge_before_points_nowhere(before: str, after: str) -> None:
    assert told(before, after) == []


@given(before=st.text(max_size=60), after=st.text(max_size=60))
def test_what_one_wording_gained_the_reverse_loses(before: str, after: str) -> None:
    opposite = {"worse": "better", "better": "worse"}
    assert sorted((what, opposite[way]) for what, way in told(before, after)) == sorted(told(after, before))
