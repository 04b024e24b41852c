"""The words of texts as numbers and columns: each word is looked at once, and every text refers to it."""

import re
from binascii import crc32
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.concepts import LANGUAGES, NAME, lexicon

OF_A_NAME = ("we", NAME)
"""The concepts of a word that may be a company's name."""

_MOST_WORDS = 50_000
WORD = re.compile(r"\w+(?:['-]\w+)*")
_DIGIT = re.compile(r"\d")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ]\w+")
_PREDICATES = (
    "may might can could will would shall must reserve reserves has is does cannot kann darf wird ist hat muss behält "
    "behalten haftet übernimmt peut se est sera doit"
)
_FUNCTION_WORDS = {
    "en": "the of and to you your we our is are or in for that this with be not any by on may will as if it us at "
    "from have these an can all",
    "de": "der die das und wir sie ihr ihre ihrer ihren ist sind oder für dass diese dieser mit nicht von zu den dem "
    "ein eine einer auf werden wird im du dein deine uns unser unsere bei nach zur zum des als sich wenn",
    "fr": "le la les de du et vous votre vos nous notre nos est sont ou en pour que ce cette avec ne pas par sur un "
    "une dans au aux qui se si il être ces",
}
_PREDICATE_SET = frozenset(_PREDICATES.split())
_FUNCTION_SETS = tuple(frozenset(_FUNCTION_WORDS[language].split()) for language in LANGUAGES)


class Vocabulary:
    """Words, whatever text and language they stand in: each is looked at once, and numbered as it comes.

    Its columns have a row a word: `words` as they stand, `lowered` in small letters with each digit as 0, their
    `hashes`, flags, the languages of `LANGUAGES` of which it is a function word, and the concepts that it names in each
    of them, which are `concepts[start : start + count]`; the first of `concepts` are those of any name, `OF_A_NAME`.
    Words are added, and none is changed: numbers stay what they are.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []
        self.lowered: list[str] = []
        self.hashes = np.zeros(0, np.uint64)
        self.is_capitalised = np.zeros(0, np.bool_)
        self.is_upper = np.zeros(0, np.bool_)
        self.is_predicate = np.zeros(0, np.bool_)
        self.function_of = np.zeros((0, len(LANGUAGES)), np.int64)
        self.concept_starts = np.zeros((0, len(LANGUAGES)), np.int64)
        self.concept_counts = np.zeros((0, len(LANGUAGES)), np.int64)
        self.concepts = np.array([lexicon().numbers[name] for name in OF_A_NAME], np.int64)

    def numbers_of(self, words: list[str]) -> NDArray[np.int64]:
        """The number of each of `words`; those that are new are added."""
        if unknown := set(words).difference(self._numbers):
            self._learn([word for word in dict.fromkeys(words) if word in unknown])
        return np.fromiter(map(self._numbers.__getitem__, words), np.int64, len(words))

    def __len__(self) -> int:
        return len(self._numbers)

    def _learn(self, words: list[str]) -> None:
        small = [word.lower() for word in words]
        lowered = [_DIGIT.sub("0", word) for word in small]
        concepts = [[lexicon().of(word, language) for language in LANGUAGES] for word in lowered]
        counts = np.array([[len(of_language) for of_language in of_word] for of_word in concepts], np.int64)
        ends = len(self.concepts) + np.cumsum(counts.ravel()).reshape(counts.shape)
        functions = [[word in of_language for of_language in _FUNCTION_SETS] for word in small]
        self.hashes = np.append(self.hashes, np.array([_hashed(word) for word in lowered], np.uint64))
        self.is_capitalised = np.append(
            self.is_capitalised, [_CAPITALISED.fullmatch(word) is not None for word in words]
        )
        self.is_upper = np.append(self.is_upper, [word.isupper() for word in words])
        self.is_predicate = np.append(self.is_predicate, [word in _PREDICATE_SET for word in small])
        self.function_of = np.vstack([self.function_of, np.array(functions, np.int64)])
        self.concept_starts = np.vstack([self.concept_starts, ends - counts])
        self.concept_counts = np.vstack([self.concept_counts, counts])
        flat = [number for of_word in concepts for of_language in of_word for number in of_language]
        self.concepts = np.append(self.concepts, np.array(flat, np.int64))
        self.words += words
        self.lowered += lowered
        self._numbers.update(zip(words, range(len(self._numbers), len(self._numbers) + len(words)), strict=True))


class _SharedVocabulary:
    """The words met so far by all readers of this process; begins anew when they are too many."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._vocabulary = Vocabulary()

    def numbered(self, words: list[str]) -> tuple[Vocabulary, NDArray[np.int64]]:
        with self._lock:
            if len(self._vocabulary) > _MOST_WORDS:
                self._vocabulary = Vocabulary()
            return self._vocabulary, self._vocabulary.numbers_of(words)


_SHARED = _SharedVocabulary()


@dataclass(frozen=True, slots=True)
class WordedTexts:
    """Texts as words: each text's words as their `numbers` in the `vocabulary`, one after another.

    `rows` has the text that each of `numbers` belongs to, `counts` the number of words of each text.
    """

    vocabulary: Vocabulary
    numbers: NDArray[np.int64]
    rows: NDArray[np.int64]
    counts: NDArray[np.int64]

    def chosen(self, texts: Sequence[int]) -> "WordedTexts":
        """Those of the texts that `texts` names, in their order."""
        if len(texts) == len(self.counts):
            return self
        place = np.full(len(self.counts), -1)
        place[texts] = np.arange(len(texts))
        rows = place[self.rows]
        return WordedTexts(self.vocabulary, self.numbers[rows >= 0], rows[rows >= 0], self.counts[texts])


def worded(texts: Sequence[str]) -> WordedTexts:
    """`texts`, which have straight apostrophes, as words."""
    found = [WORD.findall(text) for text in texts]
    counts = np.fromiter(map(len, found), np.int64, len(found))
    vocabulary, numbers = _SHARED.numbered(list(chain.from_iterable(found)))
    return WordedTexts(vocabulary, numbers, np.repeat(np.arange(len(found)), counts), counts)


def _hashed(text: str) -> int:
    """A 32-bit number for `text`, the same on every machine."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def is_function_word(word: str, language: str) -> bool:
    """Whether `word`, in small letters, stands in sentences of any matter; none of a language that is not read does."""
    return language in LANGUAGES and word in _FUNCTION_SETS[LANGUAGES.index(language)]


def stem(word: str) -> str:
    """`word`, in small letters, without the ending that makes several of one."""
    return word.rstrip("sen") or word
