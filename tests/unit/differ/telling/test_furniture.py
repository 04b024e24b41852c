from __future__ import annotations

import pytest

from services.differ.telling.forms import Compared, Form, forms
from services.differ.telling.furniture import is_furniture, is_masked
from services.differ.telling.hunks import Hunk


@pytest.mark.parametrize(
    "text",
    [
        "Was this article helpful?",
        "0 out of 3 found this helpful",
        "Did you get the help you needed?",
        "[Back to top](#top)",
        "Share this article on Facebook, X",
        "Accept all cookies",
        "Last updated by Jane Doe",
        "5 min read",
        "English | Deutsch | Français",
        "Home > Legal > Terms",
        "Sign in to your account",
        "[email protected]",
        "false",
        "War dieser Artikel hilfreich?",
        "Lesezeit: 4 Minuten",
        "Cet article vous a-t-il été utile ?",
        "p.p1 {margin: 0.0px; font: 12.0px Times} li.li3 {color: #000000}",
    ],
)
def test_buttons_prompts_and_the_like_are_of_the_page(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "You must sign in to your account.",
        "We share this article with advertisers.",
        "Sign in to your account every 90 days or we may close it.",
        "Feedback",
        "Accept all cookies at your own risk.",
        "Settings > Privacy > Ads",
        "Was this page helpful? You agree that we may use your answer.",
        "Home port fees are due at noon.",
        "",
    ],
)
def test_what_says_something_is_of_the_document(text: str) -> None:
    assert not is_furniture(text)


def test_an_address_and_its_mask_are_one() -> None:
    assert is_masked("[email protected]", "harbour@example.org")
    assert is_masked("email protected", "harbour@example.org](mailto: harbour@example.org)")
    assert not is_masked("[email protected]", "the harbour master")
    assert not is_masked("one@example.org", "other@example.org")


def test_an_answer_is_a_button_beside_a_question_of_the_page_alone() -> None:
    question, answer = (Compared("", text, (Hunk(0, 0, 0, len(text)),)) for text in ("Was this page helpful?", "No"))
    assert forms([question, answer]) == (Form.FURNITURE, Form.FURNITURE)
    assert forms([answer]) == (Form.WORDS,)
