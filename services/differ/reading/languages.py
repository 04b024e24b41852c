"""The language of each of several texts, short as they may be, by the function words that they have.

A statistical identifier (services.differ.extract.language) needs more than a sentence, and 0.1 ms for each.
"""

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.concepts import LANGUAGES
from services.differ.reading.words import WordedTexts

_FEWEST_FUNCTION_WORDS = 2


def languages_of(texts: WordedTexts, default: str = LANGUAGES[0]) -> NDArray[np.int64]:
    """For each text, the index in `LANGUAGES` of its language.

    A text that has too few function words to tell is taken to be in the language of the nearest text before it that
    has enough, or else of the first that has, or else in `default`.
    """
    function_of = texts.vocabulary.function_of[texts.numbers]
    votes = np.zeros((len(texts.counts), len(LANGUAGES)), np.int64)
    for index in range(len(LANGUAGES)):
        votes[:, index] = np.bincount(texts.rows, function_of[:, index], len(texts.counts))
    ranked = np.sort(votes, axis=1)
    is_sure = (ranked[:, -1] >= _FEWEST_FUNCTION_WORDS) & (ranked[:, -1] > ranked[:, -2])
    chosen = votes.argmax(axis=1)
    if not is_sure.any():
        return np.full(len(chosen), LANGUAGES.index(default), np.int64)
    latest = np.maximum.accumulate(np.where(is_sure, np.arange(len(chosen)), -1))
    latest[latest < 0] = is_sure.argmax()
    found: NDArray[np.int64] = chosen[latest]
    return found
