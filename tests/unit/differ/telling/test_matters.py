"""A passage is about a type only where it names what the type is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.telling.matters import names_its_matter


def names(text: str, clause_type: str, heading: str = "", lead_in: str = "") -> bool:
    return names_its_matter(text, clause_type, [heading] if heading else [], [lead_in] if lead_in else [])


@pytest.mark.parametrize(
    ("text", "clause_type"),
    [
        ("We arrange your harbour page by your preferences and your interests.", "advertising_tracking"),
        ("Wir ordnen Ihre Seite nach Ihrem Profil.", "advertising_tracking"),
        ("Nous classons votre page selon votre profil.", "advertising_tracking"),
        ("Tell us within ten days of an invoice what you dispute in it.", "limitation_period"),
        ("Use your account for payments to a merchant.", "monetization_payout"),
        ("We may share counts of moorings in aggregate.", "data_sale"),
        ("For boats please turn to the others.", "law_enforcement_access"),
    ],
)
def test_words_around_a_matter_do_not_name_it(text: str, clause_type: str) -> None:
    assert not names(text, clause_type)


@pytest.mark.parametrize(
    ("text", "clause_type"),
    [
        ("We show ads by your preferences and your interests.", "advertising_tracking"),
        ("We follow what you do with a pixel of our own.", "advertising_tracking"),
        ("Wir zeigen Ihnen Werbung nach Ihrem Profil.", "advertising_tracking"),
        ("Nous affichons des publicités selon votre profil.", "advertising_tracking"),
        ("A claim about an invoice has to be filed within ten days.", "limitation_period"),
        ("Ansprüche verjähren in einem Jahr.", "limitation_period"),
        ("We may hold what you earn for thirty days.", "monetization_payout"),
        ("You will receive no payment for your posts.", "monetization_payout"),
        ("We may sell your profile.", "data_sale"),
        ("We disclose logs on a subpoena.", "law_enforcement_access"),
    ],
)
def test_a_matter_is_named_by_one_of_its_words(text: str, clause_type: str) -> None:
    assert names(text, clause_type)


def test_the_heading_above_and_what_leads_in_name_a_matter_too() -> None:
    assert not names("- Kept for 12 months", "advertising_tracking")
    assert names("- Kept for 12 months", "advertising_tracking", heading="Advertising")
    assert names("- Kept for 12 months", "advertising_tracking", lead_in="Cookies for ads:")


def test_the_name_of_a_document_or_an_address_names_no_matter() -> None:
    assert not names("If you sell here, the Harbour Earnings Terms apply.", "monetization_payout")
    assert not names("Our Guest Refund Policy applies too.", "refunds")
    assert not names("Please see https://harbour.example/refunds for it.", "refunds")
    assert names("Our Guest Refund Policy applies: we refund nothing.", "refunds")
    assert names("The policy on refunds applies too.", "refunds")


@given(st.text(max_size=80))
def test_a_type_that_no_list_tells_needs_no_words(text: str) -> None:
    assert names(text, "arbitration")
