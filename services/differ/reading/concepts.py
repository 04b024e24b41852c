"""The lexicon of concepts: which of them a word names in a language."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import yaml

LANGUAGES = ("en", "de", "fr")
"""The languages that the reader reads, by ISO 639-1 code."""

NAME = "name"
"""What a capitalised word that names no concept stands for: in "Example may suspend", as "we" does."""


_FIRST_LETTERS = 3


class Lexicon:
    """Concepts by word. `names` gives each concept its number; the last is `NAME`."""

    def __init__(self, words: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self.names: tuple[str, ...] = (*words, NAME)
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self._by_language = {language: _Words() for language in LANGUAGES}
        for name, by_language in words.items():
            for language, patterns in by_language.items():
                for pattern in patterns:
                    self._by_language[language].add(str(pattern), self.numbers[name])

    def of(self, word: str, language: str) -> tuple[int, ...]:
        """The numbers of the concepts that `word`, in small letters, names."""
        return self._by_language[language].find(word)


class _Words:
    """The patterns of one language: looked up whole and by what begins with the same letters, so that a word costs a
    few look-ups.
    """

    def __init__(self) -> None:
        self._whole: dict[str, set[int]] = {}
        self._beginnings: dict[str, list[tuple[str, int]]] = {}
        self._others: list[tuple[str, re.Pattern[str], int]] = []

    def add(self, pattern: str, concept: int) -> None:
        beginning = pattern.removesuffix("*")
        if "*" in beginning:
            longest = max(pattern.split("*"), key=len)
            self._others.append((longest, re.compile(re.escape(pattern).replace(r"\*", r"[\w'-]*")), concept))
        elif beginning == pattern:
            self._whole.setdefault(pattern, set()).add(concept)
        elif len(beginning) < _FIRST_LETTERS:
            raise ValueError(f"The beginning of a word, {pattern!r}, has fewer than {_FIRST_LETTERS} letters.")
        else:
            self._beginnings.setdefault(beginning[:_FIRST_LETTERS], []).append((beginning, concept))

    def find(self, word: str) -> tuple[int, ...]:
        found = set(self._whole.get(word, ()))
        for beginning, concept in self._beginnings.get(word[:_FIRST_LETTERS], ()):
            if word.startswith(beginning):
                found.add(concept)
        for part, pattern, concept in self._others:
            if part in word and pattern.fullmatch(word):
                found.add(concept)
        return tuple(sorted(found)) if found else ()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the product (`concepts.yaml`)."""
    text = (files("services.differ.reading") / "concepts.yaml").read_text(encoding="utf-8")
    return Lexicon(yaml.safe_load(text))
