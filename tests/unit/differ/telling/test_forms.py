"""What changed of a clause in form alone is told from what changed in words."""

import pytest

from services.differ.redline import redline
from services.differ.telling.forms import Compared, Form, forms, is_heading
from services.differ.telling.hunks import hunks
from services.differ.telling.places import told_places


def compared(before: str, after: str) -> Compared:
    return Compared(before, after, told_places(before, after, hunks(redline(before, after))))


def form(before: str, after: str) -> Form:
    return forms([compared(before, after)])[0]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("See Section 10 (Assignment).", "See Section 13 (Assignment).", Form.REFERENCES),
        ("As Sections D.4 — D.7 say.", "As Sections D.4 — D.1 say.", Form.REFERENCES),
        ("Es gilt Ziffer 4.2 entsprechend.", "Es gilt Ziffer 5.2 entsprechend.", Form.REFERENCES),
        ("Voir l'article 8 ci-dessous.", "Voir l'article 9 ci-dessous.", Form.REFERENCES),
        ("See the “How we share” section.", "See the “Our partners” section.", Form.REFERENCES),
        ("We sell it. See the “How we share” section.", "We rent it. See the “Our use” section.", Form.WORDS),
        ("We call it “what we share”.", "We call it “what we sell”.", Form.WORDS),
        ("As Article 6 GDPR says.", "As Article 9 GDPR says.", Form.WORDS),
        ("Within Section 2, for 30 days.", "Within Section 2, for 60 days.", Form.WORDS),
        ("As Section 2 and 30 days show.", "As Section 2 and 60 days show.", Form.WORDS),
        (
            "1. Each party may end it.\n2. So may we.",
            "I.2.a. Each party may end it.\n\nI.2.b. So may we.",
            Form.NUMBERING,
        ),
        ("| J. Beta | We test it. |", "| K. Beta | We test it. |", Form.NUMBERING),
        ("2 years is the term.", "3 years is the term.", Form.WORDS),
        ("## Fees", "## Prices", Form.HEADING),
        ("", "6.1 API Licence", Form.HEADING),
        ("4. Payment and Renewal.", "4. Refund Policy.", Form.HEADING),
        ("", "4. No refunds are given.", Form.WORDS),
        ("", "7.1 You acknowledge and agree that you", Form.WORDS),
        ("", "You must:", Form.WORDS),
        ("", "6.1 You must not sell it.", Form.WORDS),
        ("We keep logs.", "We keep records.", Form.WORDS),
        ("We keep logs", "We keep Logs", Form.CAPITALS),
        ("We keep logs of Members.", "We keep logs of our members.", Form.WORDS),
    ],
)
def test_a_clause_change_has_the_form_that_its_places_have(before: str, after: str, expected: Form) -> None:
    assert form(before, after) is expected


def test_a_title_that_is_set_apart_changes_only_the_division() -> None:
    changes = [
        compared("## Contents", "## 1. Your account with us"),
        compared("1. Your account with us. You are responsible for it.", "You are responsible for it."),
    ]
    assert forms(changes) == (Form.HEADING, Form.DIVISION)


def test_words_that_another_clause_gains_are_words() -> None:
    changes = [
        compared("We share it with banks and shops.", "We share it with banks."),
        compared("We store it with banks.", "We store it with banks and shops."),
    ]
    assert forms(changes) == (Form.WORDS, Form.WORDS)


def test_a_sentence_or_an_item_is_no_heading() -> None:
    assert not any(map(is_heading, ("1. We pay.", "- Coupons", "Matti Example", "1. Fees\n\nYou pay.")))


def test_a_menu_or_a_title_that_came_or_went_is_no_clause() -> None:
    assert form("- About Us\n- Advertise With Us\n- Careers", "") is Form.TITLES
    assert form("", "Advertising and measurement") is Form.TITLES
    assert form("Advertising", "Advertising and measurement") is Form.TITLES
    assert form("", "We show advertising.") is Form.WORDS


def test_a_number_in_parts_may_stand_before_a_sentence_without_a_stop() -> None:
    assert form("7.1 Moorings are free.", "8.1 Moorings are free.") is Form.NUMBERING
    assert form("7.1 metres is the draught.", "8.1 metres is the draught.") is Form.WORDS


def test_the_same_letters_are_another_spelling() -> None:
    for before, after in (
        ("You must login first.", "You must log in first."),
        ("We dont sell it by e-mail.", "We don’t sell it by email."),
        ("Its ours: we don’t log in.", "It's ours: we do not login."),
        ("Ask the Lockkeeper.", "Ask the LockKeeper."),
    ):
        assert form(before, after) is Form.SPELLING
    assert form("We keep data.", "We keep dates.") is Form.WORDS
    assert form("It is for non-members.", "It is for non-Members.") is Form.CAPITALS


def test_where_a_page_is_is_not_what_a_clause_says() -> None:
    moved = ("See https://a.example/terms/2.", "See https://a.example/legal/terms.")
    assert form(*moved) is Form.LINK
    assert form("Write to a@a.example.", "Write to b@a.example.") is Form.WORDS
    assert form("We run a.example.", "We run b.example.") is Form.WORDS
    assert form(moved[0], moved[1].replace("See", "Do not read")) is Form.WORDS


def test_where_a_link_within_the_page_leads_is_no_word() -> None:
    plain, linked = "Used: What You Give, and more.", "Used: [What You Give](#what-you-give), and more."
    assert compared(plain, linked).places == ()
    assert compared(linked, linked.replace("(#what-you-give)", "(#what-we-take)")).places == ()
    assert compared(linked, linked.replace("You Give", "You Lend")).places != ()
