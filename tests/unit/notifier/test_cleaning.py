"""Captured text made safe to show."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from services.notifier.cleaning import header_text, shown


@given(st.text())
def test_a_header_is_one_line_of_printable_characters(text: str) -> None:
    cleaned = header_text(text, 60)
    assert cleaned.isprintable()
    assert len(cleaned) <= 60


@given(st.text())
def test_no_control_character_reaches_a_body(text: str) -> None:
    assert not {character for character in shown(text) if unicodedata.category(character) == "Cc"} - {"\n", "\t"}


def test_characters_that_reorder_text_are_made_visible() -> None:
    assert shown("pay \u202eeerf\u202c now") == "pay ⟦U+202E⟧eerf⟦U+202C⟧ now"
    assert shown("a\u2066b\u2069") == "a⟦U+2066⟧b⟦U+2069⟧"


def test_what_scripts_need_stays() -> None:
    persian = "می\u200cخواهم"
    assert shown(persian) == persian
    assert shown("family 👨\u200d👩\u200d👧") == "family 👨\u200d👩\u200d👧"
