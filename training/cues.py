"""The taxonomy's cues in labelled texts, as the product finds them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.concepts import LANGUAGES
from services.differ.reading.cue_matching import CueMatcher, WantedCues, WeakCues
from services.differ.reading.languages import languages_of
from services.differ.reading.passages import passage_of
from services.differ.reading.weighing import WEAK_CUES_THAT_SUFFICE
from services.differ.reading.words import worded
from services.differ.taxonomy.models import Taxonomy


@dataclass(frozen=True, slots=True)
class CueMatrix:
    """Texts (rows) by clause types (columns of `types`): if a strong cue is there, and how many weak (at most two)."""

    types: tuple[str, ...]
    is_strong: NDArray[np.bool_]
    weak: NDArray[np.int64]


def cue_matrix(texts: Sequence[str], taxonomy: Taxonomy) -> CueMatrix:
    """The cues of every type in `texts`, each text in its own language."""
    types = tuple(taxonomy.clause_types)
    column = {slug: index for index, slug in enumerate(types)}
    passages = [passage_of(text, "") for text in texts]
    words = worded([passage.text for passage in passages])
    languages = languages_of(words)
    is_strong = np.zeros((len(texts), len(types)), np.bool_)
    weak = np.zeros((len(texts), len(types)), np.int64)
    for number, language in enumerate(LANGUAGES):
        rows = [row for row, of_row in enumerate(languages.tolist()) if of_row == number]
        matches = CueMatcher(taxonomy, language).matches(
            [passages[row] for row in rows], words.chosen(rows), [_every_cue] * len(rows)
        )
        for row, of_row in zip(rows, matches, strict=True):
            for match in of_row:
                if match.is_strong:
                    is_strong[row, column[match.clause_type]] = True
                else:
                    weak[row, column[match.clause_type]] += 1
    return CueMatrix(types, is_strong, weak)


def _every_cue(slug: str) -> WantedCues:
    return WantedCues(strong=True, weak=WeakCues(1, WEAK_CUES_THAT_SUFFICE))
