"""Where links lead: absolute addresses alone, and none that leads nowhere."""

import pytest

from services.differ.extract.links import absolute

PAGE = "https://example.org/legal/privacy"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../terms?id=1&utm_source=x", "https://example.org/terms?id=1"),
        ("https://Other.example/a", "https://other.example/a"),
        ("mailto:dpo@example.org", "mailto:dpo@example.org"),
        ("javascript:alert(1)", None),
        ("http://[", None),
    ],
)
def test_a_link_leads_to_an_address_of_the_web_or_of_a_person(href: str, address: str | None) -> None:
    assert absolute(href, PAGE) == address


def test_a_path_on_a_page_that_nobody_knows_the_address_of_leads_nowhere() -> None:
    unknown = "https://unknown.invalid/"
    assert absolute("/settings", unknown) is None
    assert absolute("https://example.org/settings", unknown) == "https://example.org/settings"
