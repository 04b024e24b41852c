"""A word that a clause type shares with another matter does not tell of the type."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.telling.senses import is_in_another_sense
from services.differ.telling.word_senses import names_another_thing


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
        ("No sale of alcohol to persons under twenty-one.", "under twenty-one", "childrens_data", True),
        (
            "We restrict such posts so that they are only viewed by adults (18 or older).",
            "18 or",
            "childrens_data",
            True,
        ),
        ("They need a court order under 18 U.S.C. § 2703.", "under 18 ", "childrens_data", True),
        ("We collect no data of anybody under 18.", "under 18", "childrens_data", False),
        ("It is royalty-free (we don't pay you for this licence).", "pay you", "monetization_payout", True),
        ("We don't pay you for your posts.", "pay you", "monetization_payout", False),
        ("You will not receive payment for these rights.", "receive payment", "monetization_payout", True),
        ("You will not receive payment for these sales.", "receive payment", "monetization_payout", False),
        ("You can build boats, and fine-tune models for them.", "fine-tune models", "ai_training", True),
        ("Our API lets you train a model on your own charts.", "train a model", "ai_training", True),
        ("You can upload charts, and we use them to train our models.", "train our models", "ai_training", False),
        ("Models are trained on your charts.", "Models are trained", "ai_training", False),
        ("| Pay commissions | E-mail address | Legitimate interest |", "Pay comm", "monetization_payout", True),
        ("| Commissions | 10 percent |", "Commissions", "monetization_payout", False),
        ("It is not guaranteed that a post will be recommended.", "not guaranteed", "warranty_disclaimer", True),
        ("We do not guarantee that the service is free of faults.", "not guarantee", "warranty_disclaimer", False),
        ("Of our company the full name is Quay Limited.", "full name", "data_collection", True),
        ("We collect your full name.", "full name", "data_collection", False),
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


@pytest.mark.parametrize(
    ("text", "named", "word", "is_another"),
    [
        ("Access is limited to pre-approved IP addresses of the user.", "IP addresses", "network_data", True),
        ("Use IP whitelisting: enter the IP address of your server.", "IP address", "network_data", True),
        ("We log your IP address.", "IP address", "network_data", False),
        ("The full name of the company is Quay Limited.", "full name", "names", True),
        ("We collect your full name and that of your company.", "full name", "names", False),
        ("Quay is a trademark of Quay Limited or its affiliates.", "affiliates", "affiliates", True),
        ("It is not endorsed by Quay or its affiliates.", "affiliates", "affiliates", True),
        ("Through an affiliate program others earn a commission.", "affiliate", "affiliates", True),
        ("We share your data with our affiliates.", "affiliates", "affiliates", False),
        ("Here we act as a “data processor” for them.", "processor", "service_providers", True),
        (
            "What we process as a service provider or data processor has other rules.",
            "processor",
            "service_providers",
            True,
        ),
        ("We share it with others, such as processors.", "processors", "service_providers", False),
        ("We do so when providing services to our partners.", "our partners", "partners", True),
        ("We give it to our partners.", "our partners", "partners", False),
        ("Cookies remember your language and preferences.", "preferences", "settings", True),
        ("We infer it from your preferences and habits.", "preferences", "settings", True),
        ("Change it in your ad preferences.", "preferences", "settings", False),
        ("You can manage your preferences.", "preferences", "settings", False),
        ("The output may contain third-party content.", "third-party", "third_parties", True),
        ("It is subject to third-party copyrights.", "third-party", "third_parties", True),
        ("We show ads on third-party websites.", "third-party", "third_parties", True),
        ("We share your charts with third-party websites.", "third-party", "third_parties", False),
        ("We get it from third-party data brokers.", "third-party", "third_parties", False),
        ("We share your charts with third parties.", "third parties", "third_parties", False),
        ("Write to the contact details provided in section 9.", "contact details", "contact_details", True),
        ("We tell you the contact details of the controller.", "contact details", "contact_details", True),
        ("We collect the contact details of the crew.", "contact details", "contact_details", False),
        ("By using automated means to scrape our pages you agree.", "automated means", "automated_decisions", True),
        ("We use automated means to decide on your berth.", "automated means", "automated_decisions", False),
    ],
)
def test_what_only_shares_a_word_with_data_recipients_or_choices_is_another_thing(
    text: str, named: str, word: str, is_another: bool
) -> None:
    start = text.index(named)
    assert names_another_thing(word, text, start, start + len(named)) is is_another
