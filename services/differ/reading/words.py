"""The words of texts as numbers and columns: each distinct word is looked at once, and every text refers to it."""

import re
from binascii import crc32
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.concepts import LANGUAGES

WORD = re.compile(r"\w+(?:['-]\w+)*")
_DIGIT = re.compile(r"\d")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ]\w+")
_PREDICATE = re.compile(
    r"may|might|can|could|will|would|shall|must|reserves?|has|is|does|cannot|kann|darf|wird|ist|hat|muss|behält|behalten"
    r"|haftet|übernimmt|peut|se|est|sera|doit"
)
_FUNCTION_WORDS = {
    "en": "the of and to you your we our is are or in for that this with be not any by on may will as if it us at "
    "from have these an can all",
    "de": "der die das und wir sie ihr ihre ihrer ihren ist sind oder für dass diese dieser mit nicht von zu den dem "
    "ein eine einer auf werden wird im du dein deine uns unser unsere bei nach zur zum des als sich wenn",
    "fr": "le la les de du et vous votre vos nous notre nos est sont ou en pour que ce cette avec ne pas par sur un "
    "une dans au aux qui se si il être ces",
}
_FUNCTION_SETS = tuple(frozenset(_FUNCTION_WORDS[language].split()) for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of one word, whatever text and language it stands in."""

    lowered: str
    hash: int
    is_capitalised: bool
    is_upper: bool
    is_predicate: bool
    function_of: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class WordedTexts:
    """Texts as words: `distinct` words, each text's words as their `numbers` in it, one after another.

    `rows` has the text that each of `numbers` belongs to, `counts` the number of words of each text.
    """

    distinct: tuple[Word, ...]
    numbers: NDArray[np.int64]
    rows: NDArray[np.int64]
    counts: NDArray[np.int64]


def worded(texts: Sequence[str]) -> WordedTexts:
    """`texts`, which have straight apostrophes, as words."""
    found = [WORD.findall(text) for text in texts]
    counts = np.fromiter(map(len, found), np.int64, len(found))
    local: dict[str, int] = {}
    flat = [local.setdefault(word, len(local)) for word in chain.from_iterable(found)]
    return WordedTexts(
        distinct=tuple(map(_known, local)),
        numbers=np.array(flat, np.int64),
        rows=np.repeat(np.arange(len(found)), counts),
        counts=counts,
    )


def hashed(text: str) -> int:
    """A 32-bit number for `text`, the same on every machine."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def is_function_word(word: str, language: str) -> bool:
    """Whether `word`, in small letters, stands in sentences of any matter; none of a language that is not read does."""
    return language in LANGUAGES and word in _FUNCTION_SETS[LANGUAGES.index(language)]


def stem(word: str) -> str:
    """`word`, in small letters, without the ending that makes several of one."""
    return word.rstrip("sen") or word


@lru_cache(maxsize=50_000)
def _known(word: str) -> Word:
    small = word.lower()
    lowered = _DIGIT.sub("0", small)
    return Word(
        lowered=lowered,
        hash=hashed(lowered),
        is_capitalised=_CAPITALISED.fullmatch(word) is not None,
        is_upper=word.isupper(),
        is_predicate=_PREDICATE.fullmatch(small) is not None,
        function_of=tuple(small in words for words in _FUNCTION_SETS),
    )
