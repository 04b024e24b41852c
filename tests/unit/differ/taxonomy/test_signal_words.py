"""The phrases of signals, found where they stand."""

from importlib.resources import files
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.differ.taxonomy.signal_words import LANGUAGES, SignalWord, SignalWords, WordGroup, signal_words

PETS = SignalWords(
    {
        "recipients": (
            SignalWord(slug="cat", name="cat", en=("cat", "big cat"), de=("katze*",), fr=("chat",)),
            SignalWord(slug="tom", name="tom", en=("big cat's owner",), de=("kater",), fr=("matou",)),
        )
    }
)
LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", max_size=6)


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [
        (mention.word.slug, text[mention.start : mention.end])
        for mention in PETS.occurrences("recipients", text, language)
    ]


def test_the_longest_phrase_at_a_place_counts() -> None:
    text = "A BIG CAT’S owner, a big   cat and a cat; no cats, no bobcat"
    assert found(text) == [("tom", "BIG CAT’S owner"), ("cat", "big   cat"), ("cat", "cat")]
    assert PETS.mentions("recipients", text, "en")[1].start == text.index("big   cat")


@given(LETTERS)
def test_a_star_stands_for_any_ending(ending: str) -> None:
    assert found(f"die katze{ending} dort", "de") == [("cat", f"katze{ending}")]


@pytest.mark.parametrize("group", get_args(WordGroup))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_phrase_is_found_as_a_word_that_has_it(group: WordGroup, language: str) -> None:
    source = yaml.safe_load(files("services.differ.taxonomy").joinpath("signals.yaml").read_text("utf-8"))
    shipped = [phrase.replace("*", "") for word in source[group] for phrase in word[language]]
    assert shipped
    for phrase in shipped:
        [mention] = signal_words().occurrences(group, f"({phrase})", language)
        assert (mention.start, mention.end) == (1, len(phrase) + 1)
