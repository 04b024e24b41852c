"""Wordings that say the like have fingerprints alike."""

from hypothesis import given
from hypothesis import strategies as st

from services.differ.reading.fingerprint import BITS, distance, fingerprint

ARBITRATION = "Any dispute between you and us will be settled by binding arbitration and not in a court of law."
REWORDED = "Disputes between you and us are resolved by binding arbitration rather than in a court of law."
COOKIES = "We place cookies on your device to remember your language and to measure how many people visit the site."


def test_a_rewording_is_closer_than_another_clause() -> None:
    near = distance(fingerprint(ARBITRATION), fingerprint(REWORDED))
    far = distance(fingerprint(ARBITRATION), fingerprint(COOKIES))
    assert near < 180 < 220 < far


def test_marks_and_function_words_make_no_difference() -> None:
    assert fingerprint(ARBITRATION) == fingerprint(ARBITRATION.upper().replace("AND NOT", "NOT"))


@given(st.text(max_size=2_000))
def test_any_text_has_a_fingerprint(text: str) -> None:
    assert 0 <= fingerprint(text) < 1 << BITS
    assert fingerprint(text) == fingerprint(text)


def test_a_long_clause_is_read_to_its_limit() -> None:
    assert fingerprint(" ".join(f"word{number}" for number in range(5_000))) > 0
