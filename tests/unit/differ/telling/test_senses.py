"""A word that a clause type shares with another matter does not tell of the type."""

from dataclasses import replace

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
        ("Geo-fencing limits access by the location of a caller.", "location", "location_data", True),
        ("We block access to the API from some countries by location.", "location", "location_data", True),
        ("We collect your precise location.", "location", "location_data", False),
        ("We use your logo on our site with your permission.", "with your permission", "consent_withdrawal", True),
        ("Harbour may revoke this permission at any time.", "revoke this permission", "consent_withdrawal", True),
        ("You can revoke this permission at any time.", "revoke this permission", "consent_withdrawal", False),
        ("To revoke this permission, open your settings.", "revoke this permission", "consent_withdrawal", False),
        ("We use your personal data with your permission.", "with your permission", "consent_withdrawal", False),
        ("You may withdraw your consent at any time.", "withdraw your consent", "consent_withdrawal", False),
        ("We ask for a selfie when we verify you.", "a selfie when we verify", "biometric_data", True),
        ("We compare your selfie with your passport.", "selfie", "biometric_data", False),
        ("We derive face templates from photos.", "face templates", "biometric_data", False),
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


@pytest.mark.parametrize(
    ("text", "is_another"),
    [
        ("You need to be at least 18 years old to host a livestream.", True),
        ("You must be at least 18 years old to use the messaging feature.", True),
        ("You must be at least 18 years old to use the service.", False),
    ],
)
def test_an_age_for_one_feature_does_not_say_that_a_service_is_not_for_children(text: str, is_another: bool) -> None:
    of_age = replace(label("childrens_data", text, "18 years old"), severity="low")
    assert is_in_another_sense(text, of_age) is is_another
    assert not is_in_another_sense(text, replace(of_age, severity="medium"))
