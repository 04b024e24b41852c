"""The linear model: for each clause type a weight for each feature, read from a file of its own format (.npz)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.concepts import lexicon
from services.differ.reading.features import character_bag, concept_bag, concept_features, word_bag
from services.differ.reading.words import Vocabulary, WordedTexts

Scores = NDArray[np.float32]
_Number = TypeVar("_Number", bound=np.generic)
_MOST_WORDS_TOLD = 3
_LAST_BITS = 20
_LAST = (1 << _LAST_BITS) - 1


class ModelError(ValueError):
    """A model's file that does not fit this version of the reader; says what to do."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a type's score means: `1 / (1 + exp(-(slope * score + intercept)))` is its probability.

    The type is given from `threshold`, a probability, on; `strong_cue` and `weak_cue` are added to the calibrated
    score (log-odds) where such a cue stands in the text. `is_marked` is said of a type for which texts were marked or
    left unmarked on purpose.
    """

    slope: float
    intercept: float
    threshold: float
    strong_cue: float
    weak_cue: float
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """Weights summed by text and block, with how many features each sum is over: rows are texts.

    Sums of parts add up to the sums of the whole, so that a clause's score follows from its sentences'.
    """

    by_block: tuple[Scores, Scores, Scores]
    counts: tuple[Scores, Scores, Scores]

    def grouped(self, firsts: NDArray[np.int64]) -> "Sums":
        """The sums of groups of neighbouring texts, given the first text of each group."""
        words, characters, concepts = (np.add.reduceat(block, firsts, axis=0) for block in self.by_block)
        of_words, of_characters, of_concepts = (np.add.reduceat(count, firsts) for count in self.counts)
        return Sums((words, characters, concepts), (of_words, of_characters, of_concepts))


class LinearModel:
    """Weights of the three blocks of `services.differ.reading.features`, an integer from -127 to 127 times `scales`.

    `languages` are those that it has learnt.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        header = json.loads(bytes(arrays["header"]).decode())
        if tuple(header["concepts"]) != lexicon().names:
            raise ModelError("The model was trained on other concepts: train it anew (python -m training.reader).")
        self.types: tuple[str, ...] = tuple(header["types"])
        self.calibrations = {slug: Calibration(**values) for slug, values in header["calibrations"].items()}
        self.languages = frozenset(header["languages"])
        self._scales = np.asarray(arrays["scales"], np.float32)
        self._bias = np.asarray(arrays["bias"], np.float32)
        self._words = _Table(arrays["word_keys"], arrays["word_weights"])
        self._characters = _Table(arrays["character_keys"], arrays["character_weights"])
        self._concepts = np.zeros((concept_features() + 1, len(self.types)), np.float32)
        self._concepts[np.asarray(arrays["concept_keys"], np.int64)] = arrays["concept_weights"]
        self._of_characters = _SumsByWord(self._characters)

    def sums(self, texts: WordedTexts, languages: NDArray[np.int64]) -> Sums:
        """The weights of each text's features, summed by block; `languages` are indices in `LANGUAGES`."""
        size = len(texts.counts)
        words, concepts = word_bag(texts), concept_bag(texts, languages)
        of_word, lengths = self._of_characters.of(texts.vocabulary)
        known, weights = self._words.known(words.keys)
        return Sums(
            (
                _summed(words.rows[known], weights, size),
                _summed(texts.rows, of_word[texts.numbers], size),
                _summed(concepts.rows, self._concepts[concepts.keys], size),
            ),
            (
                np.bincount(words.rows, minlength=size).astype(np.float32),
                np.bincount(texts.rows, lengths[texts.numbers], size).astype(np.float32),
                np.bincount(concepts.rows, minlength=size).astype(np.float32),
            ),
        )

    def scores(self, sums: Sums) -> Scores:
        """A score for each text (row) and type (column of `types`)."""
        total = np.zeros_like(sums.by_block[0])
        for block, count in zip(sums.by_block, sums.counts, strict=True):
            total += block / np.sqrt(np.maximum(count, 1))[:, None]
        return total * self._scales + self._bias

    def heaviest_words(self, texts: WordedTexts, row: int, column: int) -> list[str]:
        """The words of a text that speak most for the type of `column`, the heaviest first; three at most."""
        first, last = np.searchsorted(texts.rows, (row, row + 1))
        number_of = {texts.vocabulary.lowered[number]: number for number in texts.numbers[first:last].tolist()}
        words = list(number_of)
        if not words:
            return []
        numbers = list(number_of.values())
        alone = self._words.weights_of(texts.vocabulary.hashes[numbers].astype(np.int64))[:, column]
        order = np.argsort(-alone, kind="stable")[:_MOST_WORDS_TOLD]
        return [words[index] for index in order if alone[index] > 0]


class _Table:
    """Weights by 32-bit key; the row past the last is for the unknown.

    `_may_be_known` says by the last bits of a key whether any known one ends with them: most unknown ones are told
    apart so, at a tenth of what looking them up costs.
    """

    def __init__(self, keys: NDArray[np.generic], weights: NDArray[np.generic]) -> None:
        self._keys = np.append(np.asarray(keys, np.int64), -1)
        self._may_be_known = np.zeros(1 << _LAST_BITS, np.bool_)
        self._may_be_known[self._keys[:-1] & _LAST] = True
        self.width = weights.shape[1]
        self._weights = np.vstack([np.asarray(weights, np.float32), np.zeros((1, self.width), np.float32)])

    def weights_of(self, keys: NDArray[np.int64]) -> Scores:
        place, is_known = self._places(keys)
        return self._weights[np.where(is_known, place, len(self._keys) - 1)]

    def known(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], Scores]:
        """Which of `keys` have weights, and these: most sequences of words have none, and cost nothing more."""
        likely = np.flatnonzero(self._may_be_known[keys & _LAST])
        place, is_known = self._places(keys[likely])
        return likely[is_known], self._weights[place[is_known]]

    def _places(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where each of `keys` stands, or would, and whether it does: looked for in order, which keeps close what is
        read together, and takes less than half of the time.
        """
        order = np.argsort(keys)
        place = np.empty(len(keys), np.int64)
        place[order] = np.searchsorted(self._keys[:-1], keys[order])
        return place, self._keys[place] == keys


class _SumsByWord:
    """The weights of the character sequences of each word of a vocabulary, summed once.

    There is room for more words than there are, so that few of those that come cost a copy of all.
    """

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._vocabulary = Vocabulary()
        self._count = 0
        self._sums: Scores = np.zeros((0, table.width), np.float32)
        self._lengths = np.zeros(0, np.int64)

    def of(self, vocabulary: Vocabulary) -> tuple[Scores, NDArray[np.int64]]:
        """The sums of each word (row), and how many sequences each has."""
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._count = vocabulary, 0
        if unknown := vocabulary.lowered[self._count :]:
            bag = character_bag(unknown)
            known, self._count = self._count, self._count + len(unknown)
            if self._count > len(self._sums):
                self._sums = _with_room(self._sums, self._count)
                self._lengths = _with_room(self._lengths, self._count)
            self._sums[known : self._count] = _summed(bag.rows, self._table.weights_of(bag.keys), len(unknown))
            self._lengths[known : self._count] = np.bincount(bag.rows, minlength=len(unknown))
        return self._sums[: self._count], self._lengths[: self._count]


def _with_room(column: NDArray[_Number], size: int) -> NDArray[_Number]:
    """`column` with room for twice `size` rows."""
    larger = np.zeros((2 * size, *column.shape[1:]), column.dtype)
    larger[: len(column)] = column
    return larger


@lru_cache(maxsize=1)
def shipped_model() -> LinearModel:
    """The model that ships with the product. Raises ModelError where it does not fit this version."""
    content = (files("services.differ.reading") / "model.npz").read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return LinearModel(dict(arrays))


def _summed(rows: NDArray[np.int64], values: Scores, size: int) -> Scores:
    """The sum of the values of each row; `rows` does not fall.

    Products with ones cost a sixth of `add.reduceat`; the weights are whole numbers, so that no order of adding rounds.
    """
    total = np.zeros((size, *values.shape[1:]), np.float32)
    if not len(rows):
        return total
    firsts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
    lasts = np.append(firsts[1:], len(rows))
    ones = np.ones((lasts - firsts).max(), np.float32)
    for row, first, last in zip(rows[firsts].tolist(), firsts.tolist(), lasts.tolist(), strict=True):
        total[row] = ones[: last - first] @ values[first:last]
    return total
