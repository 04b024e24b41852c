"""What the linear model sees of a text: its words, the character sequences in them, and the concepts that they name.

Three blocks, each a bag of numbered features. Concepts come alone, in ordered pairs up to four apart ("we" before
"terminate"), and in pairs that stand in one text in any order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.concepts import LANGUAGES, lexicon
from services.differ.reading.words import OF_A_NAME, WordedTexts

_WINDOW = 4
_MOST_PAIRED = 24
_FEWEST_CHARACTERS, _LONGEST_CHARACTERS = 3, 5
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bag:
    """Features by text: `keys[i]` is one of text `rows[i]`, and `rows` does not fall."""

    rows: Numbers
    keys: NDArray[np.int64]


def word_bag(texts: WordedTexts) -> Bag:
    """Words and sequences of two and three words, each as a 32-bit hash."""
    hashes = texts.vocabulary.hashes[texts.numbers]
    rows = texts.rows
    if len(rows) < 3:
        return Bag(rows, hashes.astype(np.int64))
    pairs = _joined(hashes[:-1], hashes[1:])
    triples = _joined(pairs[:-1], hashes[2:])
    has_second, has_third = rows[1:] == rows[:-1], rows[2:] == rows[:-2]
    return _bag(
        [rows, rows[:-1][has_second], rows[:-2][has_third]],
        [hashes.astype(np.int64), pairs[has_second].astype(np.int64), triples[has_third].astype(np.int64)],
    )


def character_bag(words: Sequence[str]) -> Bag:
    """The sequences of three to five characters of each word (row) between spaces, each as a 32-bit hash."""
    spaced = [f" {word} " for word in words]
    characters = np.frombuffer("".join(spaced).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    rows = np.repeat(np.arange(len(spaced)), list(map(len, spaced)))
    all_rows, all_keys, sequences = [], [], characters
    for length in range(2, _LONGEST_CHARACTERS + 1):
        sequences = _joined(sequences[:-1], characters[length - 1 :])
        if length >= _FEWEST_CHARACTERS:
            is_inside = rows[length - 1 :] == rows[: -(length - 1)]
            all_rows.append(rows[length - 1 :][is_inside])
            all_keys.append(sequences[is_inside].astype(np.int64))
    return _bag(all_rows, all_keys)


def concept_features() -> int:
    """How many features of concepts there are: alone, ordered pairs, pairs in any order."""
    names = len(lexicon().names)
    return names + 2 * names * names


def concept_bag(texts: WordedTexts, languages: Numbers) -> Bag:
    """Features of concepts, numbered from 0 to `concept_features()`; `languages` are indices in `LANGUAGES`."""
    names = len(lexicon().names)
    rows, positions, concepts = _concepts_in_order(texts, languages)
    all_rows, all_keys = [rows], [concepts]
    for first, second in _offsets(rows):
        distance = positions[second] - positions[first]
        if distance.min() > _WINDOW:
            break
        is_near = (distance > 0) & (distance <= _WINDOW)
        all_rows.append(rows[first][is_near])
        all_keys.append(names + concepts[first][is_near] * names + concepts[second][is_near])
    distinct = np.unique(rows * names + concepts)
    rows, concepts = distinct // names, distinct % names
    for first, second in _offsets(rows):
        all_rows.append(rows[first])
        all_keys.append(names + names * names + concepts[first] * names + concepts[second])
    return _bag(all_rows, all_keys)


def _concepts_in_order(texts: WordedTexts, languages: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each concept that a word names: its text, its place among the words that name any, its number."""
    starts, counts = _concepts_of_words(texts, languages)
    named = counts > 0
    place = np.cumsum(named) - 1
    repeated = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(repeated)) - np.repeat(np.cumsum(counts) - counts, counts)
    return texts.rows[repeated], place[repeated], texts.vocabulary.concepts[starts[repeated] + within]


def _concepts_of_words(texts: WordedTexts, languages: Numbers) -> tuple[Numbers, Numbers]:
    """For each word of the texts, where among the vocabulary's its concepts begin, and how many there are."""
    language_of_word = languages[texts.rows]
    starts = texts.vocabulary.concept_starts[texts.numbers, language_of_word]
    counts = texts.vocabulary.concept_counts[texts.numbers, language_of_word]
    is_name = (counts == 0) & _may_be_name(texts, languages)
    starts[is_name], counts[is_name] = 0, len(OF_A_NAME)
    return starts, counts


def _may_be_name(texts: WordedTexts, languages: Numbers) -> NDArray[np.bool_]:
    """Capitalised words inside an English text, or before a verb such as "may" in any; not in one all in capitals."""
    rows, size = texts.rows, len(texts.counts)
    if not len(rows):
        return np.zeros(0, np.bool_)
    is_capitalised = texts.vocabulary.is_capitalised[texts.numbers]
    is_upper = texts.vocabulary.is_upper[texts.numbers]
    is_predicate = texts.vocabulary.is_predicate[texts.numbers]
    is_first = np.r_[True, rows[1:] != rows[:-1]]
    before_predicate = np.r_[is_predicate[1:] & ~is_first[1:], False]
    shouts = np.bincount(rows, is_upper, size) * 2 > texts.counts
    is_english = languages == LANGUAGES.index("en")
    found: NDArray[np.bool_] = is_capitalised & ~shouts[rows] & ((is_english[rows] & ~is_first) | before_predicate)
    return found


def _offsets(rows: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Indices of the first and second of each pair of one text's entries, by their distance."""
    for distance in range(1, min(_MOST_PAIRED, len(rows) - 1) + 1):
        first = np.flatnonzero(rows[distance:] == rows[:-distance])
        if not len(first):
            return
        yield first, first + distance


def _joined(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (first * _MULTIPLIER) ^ (second + (first << np.uint64(7)))
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _MULTIPLIER
    return mixed >> np.uint64(32)


def _bag(rows: list[Numbers], keys: list[Numbers]) -> Bag:
    all_rows, all_keys = np.concatenate(rows), np.concatenate(keys)
    order = np.argsort(all_rows, kind="stable")
    return Bag(all_rows[order], all_keys[order])
