from __future__ import annotations

import pytest

from services.differ.telling.policies import policy_of


@pytest.mark.parametrize(
    "title",
    [
        "Partner Program Terms of Use",
        "API Terms",
        "II. North Harbour Privacy Policy",
        "Data Frameworks Policy (DPF Policy)",
        "Notice for Consumers of Financial Products",
        "Harbour Agreement if you live abroad",
        "Besondere Nutzungsbedingungen",
    ],
)
def test_a_second_heading_that_names_a_policy_is_where_it_changed(title: str) -> None:
    assert policy_of([("Harbour", title), ("Harbour", title, "Fees")]) == title


@pytest.mark.parametrize(
    "title",
    ["Changes to this policy", "Other Legal Terms", "Content of Terms", "3. Fees", "Your agreement", "Moorings"],
)
def test_a_heading_that_speaks_of_the_document_names_no_policy(title: str) -> None:
    assert policy_of([("Harbour", title)]) == ""


def test_clauses_of_several_policies_or_beneath_one_heading_alone_are_of_none() -> None:
    assert policy_of([("Harbour", "API Terms"), ("Harbour", "Partner Terms")]) == ""
    assert policy_of([("API Terms",), ("API Terms", "Fees")]) == ""
    assert policy_of([("Harbour", "API Terms"), ()]) == ""
