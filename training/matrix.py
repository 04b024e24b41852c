"""Features of texts as a sparse matrix, in the very numbers that the product computes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from services.differ.reading.features import Bag, character_bag, concept_bag, word_bag
from services.differ.reading.languages import languages_of
from services.differ.reading.sentences import sentence_spans
from services.differ.reading.texts import plain_of
from services.differ.reading.words import WordedTexts, worded

BLOCKS = ("word", "character", "concept")
_FEWEST_TEXTS = {"word": 3, "character": 5, "concept": 3}


@dataclass(frozen=True, slots=True)
class FeatureMatrix:
    """Texts (rows) by features (columns), blocks side by side.

    A feature's value is its count over the square root of the count of all of its block in the text, times its
    `rarity` (the smoothed inverse document frequency). `keys` are the features' numbers within each block.
    """

    values: sparse.csr_matrix
    keys: dict[str, NDArray[np.int64]]
    rarity: NDArray[np.float64]


def feature_matrix(texts: Sequence[str]) -> FeatureMatrix:
    """The features of `texts`, but those that hardly any text has."""
    plain = [plain_of(text) for text in texts]
    spans = [sentence_spans(text) for text in plain]
    sentences = [text[start:end] for text, of_text in zip(plain, spans, strict=True) for start, end in of_text]
    belongs = np.repeat(np.arange(len(texts)), [len(of_text) for of_text in spans])
    words = worded(sentences)
    languages = languages_of(worded(plain))[belongs]
    bags = {
        "word": word_bag(words),
        "character": _characters(words),
        "concept": concept_bag(words, languages),
    }
    parts, keys, rarities = [], {}, []
    for name in BLOCKS:
        counts, keys[name] = _counts(bags[name], belongs, len(texts), _FEWEST_TEXTS[name])
        frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        rarities.append((np.log((1 + len(texts)) / (1 + frequency)) + 1) / 6)
        totals = np.bincount(belongs[bags[name].rows], minlength=len(texts))
        parts.append(sparse.diags(1 / np.sqrt(np.maximum(totals, 1))) @ counts)
    rarity = np.concatenate(rarities)
    return FeatureMatrix((sparse.hstack(parts) @ sparse.diags(rarity)).tocsr(), keys, rarity)


def _counts(
    bag: Bag, belongs: NDArray[np.int64], size: int, fewest: int
) -> tuple[sparse.csr_matrix, NDArray[np.int64]]:
    keys, columns = np.unique(bag.keys, return_inverse=True)
    shape = (size, len(keys))
    counts = sparse.csr_matrix((np.ones(len(columns)), (belongs[bag.rows], columns)), shape=shape)
    kept = np.flatnonzero(np.bincount(counts.indices, minlength=len(keys)) >= fewest)
    return counts[:, kept], keys[kept]


def _characters(words: WordedTexts) -> Bag:
    of_words = character_bag(words.vocabulary.lowered)
    lengths = np.bincount(of_words.rows, minlength=len(words.vocabulary))
    starts = np.cumsum(lengths) - lengths
    counts = lengths[words.numbers]
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return Bag(np.repeat(words.rows, counts), of_words.keys[np.repeat(starts[words.numbers], counts) + within])
