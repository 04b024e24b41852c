import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.taxonomy.patterns import MAX_PATTERN_LENGTH, PatternError, compiled, folded


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Änderungen, Übermittlung, außer", "Anderungen, Ubermittlung, auser"),
        ("données à caractère personnel, œuvre, ça", "donnees a caractere personnel, ouvre, ca"),
        ("Łódź, søk", "Lodz, sok"),
        ("договор", "договор"),
    ],
)
def test_an_accented_letter_is_its_plain_letter(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bübermitt\w+\b", "Wir können Daten übermitteln."),
        (r"\bänderung", "ÄNDERUNGEN der Bedingungen"),
        (r"\bdonnées\b.{0,40}\btiers\b", "vos données sont cédées à des tiers"),
        (r"\bDONNÉES\b", "vos donnees"),
    ],
)
def test_a_pattern_finds_german_and_french_words_at_their_edges(pattern: str, text: str) -> None:
    assert compiled(pattern).search(folded(text)) is not None


def test_a_pattern_that_is_too_long_is_refused() -> None:
    with pytest.raises(PatternError, match="longer than"):
        compiled("a" * (MAX_PATTERN_LENGTH + 1))
