"""Titles, menus, rows of names, pointers, definitions and notices are told from what a passage states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.telling.statements import (
    advises,
    defines,
    is_a_definition,
    is_log_entry,
    is_notice,
    is_row,
    is_row_of_names,
    is_titles,
    only_points_elsewhere,
    points_elsewhere,
)


@pytest.mark.parametrize(
    "text",
    [
        "Advertising and measurement",
        "Your Advertising Choices",
        "3. How We Use What You Tell Us",
        "Werbung und Messung",
        "Publicité et mesure",
        "- About Us\n- Advertise With Us\n- Careers",
        "1. Scope of the Service\n2. Eligibility\n3. Ending the Contract",
        "- Danish: Dansk\n- Finnish: Suomi\n- Polish: Polski",
        "- Danish: Om hvordan vi passer på data\n- Finnish: Tietosuoja\n- Polish: Prywatność",
        "- How we use your charts\n- What we share\n- Who may ask us to delete them",
        "How we share the charts that we collect",
        "5. Comment utilisons-nous vos cartes ?",
    ],
)
def test_titles_state_nothing(text: str) -> None:
    assert is_titles(text)


@pytest.mark.parametrize(
    "text",
    [
        "We show advertising",
        "No refunds",
        "You may advertise",
        "Advertising is shown to everyone who visits.",
        "- Advertising",
        "- your name\n- your address\n- your age",
        "We share:\n\n- Names\n- Addresses\n- Ages",
        "Keep logs for 30 days",
        "Write to help@harbour.example",
        "| Advertising | Acme |",
        "sell the data to others",
        "",
    ],
)
def test_what_states_something_is_no_title(text: str) -> None:
    assert not is_titles(text)


def test_a_row_is_of_names_where_no_cell_says_more_than_a_few_words() -> None:
    assert is_row_of_names("| _sid | harbour.example | Security | Acme | 30 days |")
    assert is_row_of_names("| Cookie | Purpose |\n| --- | --- |\n| _sid | Security |")
    assert not is_row_of_names("| _sid | Keeps you signed in while you move from page to page |")
    assert not is_row_of_names("Security")
    assert is_row("| a | b |\n| c | d |")
    assert not is_row("| a | b |\nand more")
    assert not is_row("")


@pytest.mark.parametrize(
    "sentence",
    [
        "For more information on how we train models, see our model page.",
        "To learn more about advertising, visit the help centre.",
        "If you would like to learn more about training, please refer to the guide.",
        "Weitere Informationen zu Cookies finden Sie hier.",
        "Pour en savoir plus sur la publicité, consultez notre page.",
        "If your request is about boats, please refer to the Harbour Guidelines.",
        "Wenn Sie in Kiel wohnen, siehe unsere Seite dazu.",
    ],
)
def test_a_sentence_may_only_say_where_more_is_to_be_read(sentence: str) -> None:
    assert points_elsewhere(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "To learn more and to opt out of advertising, visit the help centre.",
        "If you object to advertising, tell us, see our ad page.",
        "If you sell boats, we keep your data, see our page.",
        "We train models on your posts, see our model page.",
        "For more security we scan your files.",
    ],
)
def test_a_sentence_that_does_more_does_not_only_point(sentence: str) -> None:
    assert not points_elsewhere(sentence)


def test_a_passage_only_points_where_every_sentence_does() -> None:
    pointing = "For more information on advertising, see our ad page."
    assert only_points_elsewhere(f"{pointing} To learn more about cookies, visit the cookie page.")
    assert not only_points_elsewhere(f"{pointing} We sell your data.")
    assert not only_points_elsewhere(" ")


@pytest.mark.parametrize(
    "sentence",
    [
        "“Personal data” means any information about you, such as location data.",
        "“Content” can include photos and videos.",
        "Usage Data means how you use the boat.",
        "A “data carrier” (as the law has it) is the company that carries the data.",
        "„Inhalte“ bezeichnet Fotos und Videos.",
        "« Données » désigne toute information.",
    ],
)
def test_a_definition_is_one(sentence: str) -> None:
    assert defines(sentence)


def test_a_definition_by_itself_begins_with_its_word() -> None:
    for text in (
        "(h) “Free Port” means any port outside.",
        "„Hafen“ bezeichnet einen Ort.",
        "« Port » désigne un lieu.",
    ):
        assert is_a_definition(text)
    for text in ("Where you fetch pages (“Access”) any rule that bars us means nothing.", "“Port” can be closed."):
        assert not is_a_definition(text)


def test_what_is_done_is_no_definition() -> None:
    assert not defines("We collect location data, which includes GPS.")
    assert not defines("This means that we share it.")


@pytest.mark.parametrize(
    "text",
    [
        "We’ve updated our Privacy Policy. Please take a look before the changes take effect on 1 May 2031.",
        "Our new policy will take effect on 1 May 2031. [View current policy]",
        "This page is the updated User Agreement; for the version effective until 1 May 2031, click here.",
        "In the coming weeks we will show ads in the free plan.",
        "Starting May 1, 2031, we'll show ads next to your charts.",
        "We are changing how we show ads. Our new Privacy Policy comes into effect in May.",
        "Wir haben unsere Datenschutzerklärung aktualisiert.",
        "Nous avons mis à jour nos conditions d'utilisation.",
    ],
)
def test_a_notice_tells_of_a_change(text: str) -> None:
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "We show ads next to your charts.",
        "When you start using the boat, we collect your location.",
        "If we change the price, you may end the contract.",
        "We've updated our Privacy Policy. " + "We sell your data. " * 5,
    ],
)
def test_a_rule_is_no_notice(text: str) -> None:
    assert not is_notice(text)


_PIECES = st.lists(
    st.sampled_from(["| a", "|", "\n", "- ", "Ads", "we", "1. ", "“X” means", "30", "—", ": "]), max_size=20
)


@given(_PIECES.map(" ".join))
def test_a_passage_is_never_both_titles_and_a_row(text: str) -> None:
    assert not (is_titles(text) and is_row(text))
    assert is_row(text) or not is_row_of_names(text)


def test_an_entry_of_a_log_begins_with_a_day_and_what_was_done() -> None:
    for text in (
        "April 16, 2031: Replaced Quay with Pier in the list of sub-processors.",
        "- 3. Mai 2031 – Aktualisiert: Liste der Anbieter",
        "2031-05-03 | Added Pier",
    ):
        assert is_log_entry(text)
    assert not is_log_entry("On April 16, 2031, we replaced Quay.")
    assert not is_log_entry("April 16, 2031: you may leave.")


@pytest.mark.parametrize(
    "sentence",
    [
        "We recommend that you do not include your berth number.",
        "We advise against sharing keys.",
        "You should not send us photographs of others.",
        "Please do not share keys with anybody.",
        "- Don't post what is not yours.",
        "Be careful about what you post.",
        "Wir raten davon ab, Schlüssel zu teilen.",
        "Bitte senden Sie uns keine Schlüssel.",
        "Nous vous recommandons de ne pas partager vos clés.",
        "Veuillez ne pas envoyer de clés.",
    ],
)
def test_advice_tells_readers_what_not_to_do(sentence: str) -> None:
    assert advises(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not share your keys.",
        "We recommend berths by what you visited.",
        "Nous partageons vos clés afin d'éviter un dommage.",
        "Wir empfehlen Liegeplätze nach Ihrem Standort.",
    ],
)
def test_what_is_done_or_not_done_is_no_advice(sentence: str) -> None:
    assert not advises(sentence)
