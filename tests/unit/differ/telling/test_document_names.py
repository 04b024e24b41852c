"""Words within the name of a document are none of a passage's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.telling.document_names import stands_in_a_name, stands_in_a_quoted_title, without_names


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Use the Harbour Law Enforcement Request Form.", "Law Enforcement", True),
        ("This Cookie Policy applies.", "Cookie", True),
        ("The Terms for Advertisers and Partners Agreement applies.", "Partners", True),
        ("We share it with Law Enforcement under our Policy.", "Law Enforcement", False),
        ("We share it with Partners. Terms of Use apply.", "Partners", False),
        ("We use cookies as our policy says.", "cookies", False),
    ],
)
def test_a_name_is_a_run_of_capitals_with_a_noun_of_documents_last(text: str, word: str, expected: bool) -> None:
    start = text.index(word)
    assert stands_in_a_name(text, start, start + len(word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Please see the “How we share your charts” section for it.", "share", True),
        ("As the section entitled “What we sell” says.", "sell", True),
        ("Mehr steht im Abschnitt „Was wir teilen“ dazu.", "teilen", True),
        ("Voir la rubrique « Vos cartes » pour cela.", "cartes", True),
        ("Please see the “How we share your charts” section for what we share.", "section", False),
        ("We call it “what we share” and sell it.", "share", False),
        ("We share it. See the “Charts” section.", "share", False),
    ],
)
def test_a_quoted_title_is_that_of_a_section(text: str, word: str, expected: bool) -> None:
    start = text.index(word)
    assert stands_in_a_quoted_title(text, start, start + len(word)) is expected


def test_a_text_without_names_has_the_rest() -> None:
    assert without_names("The Guest Refund Policy applies to fees.").split() == ["applies", "to", "fees."]


@given(st.text(max_size=120))
def test_a_text_in_small_letters_has_no_name(text: str) -> None:
    assert without_names(text.lower()) == text.lower()
