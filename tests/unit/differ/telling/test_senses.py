"""A word that a clause type shares with another matter does not tell of the type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.telling.senses import is_in_another_sense


def label(clause_type: str, text: str, words: str) -> TypeLabel:
    start = text.index(words)
    evidence = Evidence(start, start + len(words), words)
    return TypeLabel(clause_type, "high", "explicit", "rule", evidence, "high", "base", "it matters")


@pytest.mark.parametrize(
    ("text", "words", "clause_type", "is_another"),
    [
        ("The customer may reassign a Quay license to another user.", "license", "content_license", True),
        ("The editor is licensed under a free license.", "licensed", "content_license", True),
        ("Your license does not include the right to resell the service.", "license", "content_license", True),
        ("Make sure that you hold all necessary rights and licenses for it.", "licenses", "content_license", True),
        ("You grant us a license to your content.", "license", "content_license", False),
        ("This license covers what you post.", "license", "content_license", False),
        (
            "You have all rights, licenses and consents to grant us the rights.",
            "grant us the rights",
            "content_license",
            False,
        ),
        ("Applications are reviewed manually before approval.", "reviewed", "automated_decision", True),
        (
            "You can ask for a manual review of an automated decision.",
            "automated decision",
            "automated_decision",
            False,
        ),
        ("Staff enter the data centre with a biometric badge.", "biometric", "biometric_data", True),
        ("You can sign in with the face unlock of your phone.", "face unlock", "biometric_data", True),
        ("We store the fingerprint that your phone sends.", "fingerprint", "biometric_data", False),
        ("You must obtain the consent of everyone in a photo.", "consent", "consent_withdrawal", True),
        ("You can withdraw your consent.", "consent", "consent_withdrawal", False),
        ("If you list and sell an app with us, we ask for a bank account.", "sell", "data_sale", True),
        ("We sell your data to brokers.", "sell", "data_sale", False),
    ],
)
def test_a_word_counts_in_the_sense_of_its_type(text: str, words: str, clause_type: str, is_another: bool) -> None:
    assert is_in_another_sense(text, label(clause_type, text, words)) is is_another


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_type_without_another_sense_keeps_its_labels(before: str, after: str) -> None:
    text = f"{before}\nWe keep data.\n{after}"
    assert not is_in_another_sense(text, label("data_retention", text, "We keep data."))
