"""What a clause lets its reader do is found in its own words, and no more is claimed of it than they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.extract.document import Link
from services.differ.reading.controls import Control, controls
from services.differ.taxonomy.signal_words import signal_words


def found(clause: str, *types: str, language: str = "en", links: tuple[Link, ...] = ()) -> tuple[Control, ...]:
    return controls(clause, links, types, language, signal_words())


def test_a_general_setting_is_linked_and_no_specific_opt_out() -> None:
    clause = "Use depends on the choices you make in your settings. We may train our models with what you post."
    start = clause.index("settings")
    (control,) = found(clause, "ai_training", links=(Link(start, start + 8, "https://a.example/settings"),))
    assert (control.kind, control.text) == ("settings", "choices you make in your settings")
    assert (control.href, control.is_specific) == ("https://a.example/settings", False)


def test_an_opt_out_whose_sentence_names_the_purpose_is_one_from_just_that() -> None:
    clause = "You can opt out of having your posts used to train our models."
    assert [(one.kind, one.is_specific) for one in found(clause, "ai_training")] == [("opt_out", True)]
    assert [one.is_specific for one in found(clause, "data_sale")] == [False]


@pytest.mark.parametrize(
    ("clause", "language"),
    [
        ("You cannot opt out of service messages.", "en"),
        ("Sie können dem nicht widersprechen.", "de"),
        ("Vous ne pouvez pas vous opposer à ces messages.", "fr"),
    ],
)
def test_what_a_clause_denies_is_no_control(clause: str, language: str) -> None:
    assert found(clause, language=language) == ()


@pytest.mark.parametrize(
    ("clause", "language", "kind"),
    [
        ("Sie können jederzeit widersprechen.", "de", "opt_out"),
        ("Mit Ihrer Einwilligung nutzen wir Cookies.", "de", "consent"),
        ("Vous pouvez retirer votre consentement.", "fr", "opt_out"),
        ("Nous le faisons avec votre consentement.", "fr", "consent"),
        ("You may lodge a complaint with the authority.", "en", "appeal"),
    ],
)
def test_controls_are_found_in_three_languages(clause: str, language: str, kind: str) -> None:
    assert [one.kind for one in found(clause, language=language)] == [kind]


@given(
    st.lists(st.sampled_from(["you can", "opt out", "not", "your settings", ".", "refund", "consent"])).map(" ".join)
)
def test_every_control_is_verbatim(clause: str) -> None:
    for control in found(clause):
        assert clause[control.start : control.end] == control.text
