import pytest

from tests.unit.differ.captures import document, outcomes, run
from tests.unit.differ.european_policies import SECTIONS

TEXT = "\n\n".join(
    ["# Conditions générales", *(f"## {title}\n\n{text.format('l’article 5')}" for title, text in SECTIONS["fr"])] * 3
)


def lost(text: str) -> str:
    """The text with each letter beyond ASCII lost."""
    return "".join(letter if letter.isascii() else "\N{REPLACEMENT CHARACTER}" for letter in text)


@pytest.mark.parametrize("title", ["Conditions générales", "Autre"])
def test_a_page_that_lost_its_accents_is_no_change_and_no_version(title: str) -> None:
    whole, damaged = document(TEXT, language="fr"), document(lost(TEXT), title=title, language="fr")
    decisions = run(whole, damaged, damaged, damaged, whole)
    assert [str(decision.outcome) for decision in decisions] == ["baseline", *["verified"] * 4]
    assert not any(decision.writes_version for decision in decisions[1:])


def test_a_version_that_lost_its_accents_gets_them_back_silently() -> None:
    decisions = run(document(lost(TEXT), language="fr"), document(TEXT, language="fr"))
    assert [str(decision.outcome) for decision in decisions] == ["baseline", "cosmetic"]
    assert decisions[1].next_state.in_force is not None
    assert decisions[1].next_state.in_force.text == TEXT


def test_a_change_on_a_page_that_lost_its_accents_is_told() -> None:
    changed = document(lost(TEXT.replace("trente jours", "soixante jours")), language="fr")
    assert outcomes(document(TEXT, language="fr"), changed)[1] == "changed"
