"""Captured text made harmless for a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from services.cli.terminal import harmless


def test_escape_sequences_do_nothing() -> None:
    assert harmless("a \x1b[31;1mred\x1b[0m word\x1b[2J") == "a red word"


def test_a_sequence_that_sets_the_title_or_has_no_end_hides_nothing() -> None:
    assert harmless("\x1b]0;owned\x07We sell\x9d your data") == "]0;ownedWe sell your data"


def test_what_turns_the_direction_of_writing_goes() -> None:
    assert harmless("thirty\u202e syad\u2066") == "thirty syad"


def test_letters_of_every_script_stay() -> None:
    assert harmless("Wir löschen — 個人情報 می\u200cخواهیم") == "Wir löschen — 個人情報 می\u200cخواهیم"


@given(st.text(alphabet=st.characters()))
def test_nothing_that_a_terminal_acts_on_is_left(text: str) -> None:
    line = harmless(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in line)
    assert harmless(line) == line
