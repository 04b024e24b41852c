"""The words that the signals of a change are made of: kinds of data, recipients, purposes, places, choices, scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field

WordGroup = Literal[
    "data_categories",
    "recipients",
    "purposes",
    "places",
    "audiences",
    "scope",
    "choices",
    "conditions",
    "breadth",
    "regions",
    "addressees",
]
_OF_TITLES: frozenset[WordGroup] = frozenset({"regions", "addressees"})
"""Words that are told from others only in headings and cells: `US`, `host`."""
_QUALIFYING: frozenset[WordGroup] = frozenset({"conditions", "breadth"})
"""Words that name nothing, and say on what or how widely something holds."""
GROUPS: tuple[WordGroup, ...] = tuple(group for group in get_args(WordGroup) if group not in _OF_TITLES | _QUALIFYING)
"""What a clause's own words may name."""
Language = Literal["en", "de", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "de", "fr")


class SignalWord(BaseModel):
    """One thing that a clause can name, with its phrases in three languages; `*` in a phrase stands for any letters.

    `protects` is set for a purpose that serves the reader: gaining it is no harm. `bounds` is set for a condition with
    which a power is smaller.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str = Field(pattern=r"^[a-z][a-z_]*$")
    name: str = Field(min_length=2)
    protects: bool = False
    bounds: bool = False
    en: tuple[str, ...] = Field(min_length=1)
    de: tuple[str, ...] = Field(min_length=1)
    fr: tuple[str, ...] = Field(min_length=1)


class FigureRole(SignalWord):
    """What a figure is about, by words near it; `more_is` says what a larger one means for the reader."""

    kinds: tuple[Literal["duration", "amount", "percentage"], ...] = Field(min_length=1)
    more_is: Literal["better", "worse", "unclear"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of a group as a text names it: `text[start:end]`."""

    word: SignalWord
    start: int
    end: int


class SignalWords:
    """The words by group, and where a text names them."""

    def __init__(
        self, groups: Mapping[WordGroup, tuple[SignalWord, ...]], figure_roles: tuple[FigureRole, ...] = ()
    ) -> None:
        self._groups = groups
        self._figure_roles = figure_roles

    def mentions(self, group: WordGroup, text: str, language: str) -> list[Mention]:
        """What `text` names of `group`, in order; each word once, where it stands first."""
        found: dict[str, Mention] = {}
        for mention in self.occurrences(group, text, language):
            found.setdefault(mention.word.slug, mention)
        return list(found.values())

    def occurrences(self, group: WordGroup, text: str, language: str) -> list[Mention]:
        """Every place at which `text` names something of `group`, in order.

        Texts in another language than English, German or French are read by the English phrases.
        """
        return list(self._phrases[group, _spoken(language)].mentions(_lowered(text)))

    def figure_role(self, kind: str, context: str, language: str) -> FigureRole | None:
        """What a figure of `kind` is about whose sentence is `context`; None where no word says so."""
        lowered, spoken = _lowered(context), _spoken(language)
        for role in self._figure_roles:
            if kind in role.kinds and self._role_phrases[role.slug, spoken].stand_in(lowered):
                return role
        return None

    @cached_property
    def _role_phrases(self) -> dict[tuple[str, Language], _Phrases]:
        return {
            (role.slug, language): _Phrases((role,), language) for role in self._figure_roles for language in LANGUAGES
        }

    @cached_property
    def _phrases(self) -> dict[tuple[WordGroup, Language], _Phrases]:
        return {
            (group, language): _Phrases(words, language)
            for group, words in self._groups.items()
            for language in LANGUAGES
        }


class _Phrases:
    """The phrases of some words in one language; of several that stand at one place the longest counts.

    Which phrase it is is asked after one is found: a group for each would make every word of a text cost a try of each.
    """

    def __init__(self, words: Sequence[SignalWord], language: Language) -> None:
        phrases = sorted(_phrases(words, language), key=lambda entry: -len(entry[1]))
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(_pattern(phrase) for _, phrase in phrases)})(?!\w)")
        self._by_letter: dict[str, list[tuple[re.Pattern[str], SignalWord]]] = {}
        for word, phrase in phrases:
            one = re.compile(rf"{_pattern(phrase)}(?!\w)")
            self._by_letter.setdefault(phrase[0], []).append((one, word))

    def stand_in(self, lowered: str) -> bool:
        """Whether any of them stands in a text in small letters."""
        return self._any.search(lowered) is not None

    def mentions(self, lowered: str) -> Iterator[Mention]:
        """Where they stand in a text in small letters, in order."""
        for match in self._any.finditer(lowered):
            of_letter = self._by_letter[lowered[match.start()]]
            word = next(word for one, word in of_letter if one.match(lowered, match.start()))
            yield Mention(word, *match.span())


def _lowered(text: str) -> str:
    """Small letters at the same offsets: the few characters that grow when they are lowered stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _spoken(language: str) -> Language:
    return "de" if language == "de" else "fr" if language == "fr" else "en"


def _phrases(words: Sequence[SignalWord], language: Language) -> Iterator[tuple[SignalWord, str]]:
    for word in words:
        for phrase in getattr(word, language):
            yield word, phrase


def _pattern(phrase: str) -> str:
    """A phrase as a pattern: typographic apostrophes and hyphens count as plain ones, any blank as a space."""
    written = re.escape(phrase).replace(r"\*", r"\w*").replace("'", "['’]").replace(r"\-", "[-‐‑–]")
    return written.replace(r"\ ", r"\s+")


@cache
def signal_words() -> SignalWords:
    """The shipped words. Raises pydantic.ValidationError where the file breaks its form."""
    source = yaml.safe_load(files("services.differ.taxonomy").joinpath("signals.yaml").read_text("utf-8"))
    roles = tuple(FigureRole.model_validate(role) for role in source.pop("figure_roles"))
    groups: dict[WordGroup, tuple[SignalWord, ...]] = {
        group: tuple(SignalWord.model_validate(word) for word in words) for group, words in source.items()
    }
    return SignalWords(groups, roles)
