"""From scores to types: calibrated log-odds, what cues add to them, and from where on a type is given.

For the types that `clauses.jsonl` marks, the threshold is the one with the best F1 there, English and German together.
For the others only quotes are known, and of those only what they may be called, so that no precision can be measured:
they are given from `LEAST` on, and `COMMON_TYPES`, of which every paragraph of a privacy policy says a little, from
`LEAST_OF_COMMON` on. These constants, and what cues add, were picked on the figures of `bench/classification.py` and
on 156 such paragraphs labelled by one reader: those figures flatter them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from services.differ.reading.weighing import LARGEST_GAP, STRONG_CUE_ALONE, WEAK_CUES_ALONE
from training.cues import CueMatrix
from training.labels import MARKED_TYPES, LabelledTexts

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEWEST_EXAMPLES = 20
"""Types with fewer examples are left to their cues."""
STRONG_CUE, WEAK_CUE = 3.5, 1.5
STRONG_CUE_OF_MARKED, WEAK_CUE_OF_MARKED = 3.0, 1.0
LEAST, LEAST_OF_COMMON = -2.5, 0.75
COMMON_TYPES = frozenset(
    {"childrens_data", "data_collection", "data_retention", "data_security", "data_sharing", "privacy_rights"}
)
LEAST_LIKELY = 0.12
_WEIGHT_OF_UNMARKED = 0.3
_IMPOSSIBLE = -99.0


@dataclass(frozen=True, slots=True)
class Line:
    """What makes log-odds of a score."""

    slope: float
    intercept: float


def line_of(scores: Floats, is_there: Flags, weights: Floats) -> Line:
    """Platt's calibration of one type's scores on texts that its classifier has not seen."""
    known = weights > 0
    fitted = LogisticRegression(C=10.0).fit(scores[known, None], is_there[known], sample_weight=weights[known])
    return Line(float(fitted.coef_[0, 0]), float(fitted.intercept_[0]))


def calibrated(scores: Floats, labelled: LabelledTexts) -> tuple[list[Line], Floats]:
    """The line of each type and the log-odds of every text."""
    lines = []
    for column, slug in enumerate(labelled.types):
        weights = labelled.weights[:, column].copy()
        if slug not in MARKED_TYPES:
            weights[labelled.is_marked] *= _WEIGHT_OF_UNMARKED
        lines.append(line_of(scores[:, column], labelled.is_there[:, column], weights))
    slopes = np.array([line.slope for line in lines])
    return lines, scores * slopes + np.array([line.intercept for line in lines])


def added_by_cues(slug: str) -> tuple[float, float]:
    """What a strong and a weak cue of a type add to its log-odds."""
    return (STRONG_CUE_OF_MARKED, WEAK_CUE_OF_MARKED) if slug in MARKED_TYPES else (STRONG_CUE, WEAK_CUE)


def with_cues(log_odds: Floats, types: tuple[str, ...], cues: CueMatrix) -> Floats:
    """Log-odds of the model's types with what the texts' cues add."""
    total = log_odds.copy()
    for column, slug in enumerate(types):
        of_cues = cues.types.index(slug)
        strong, weak = added_by_cues(slug)
        total[:, column] += np.where(cues.is_strong[:, of_cues], strong, np.where(cues.weak[:, of_cues] > 0, weak, 0.0))
    return total


def thresholds(log_odds: Floats, labelled: LabelledTexts, rows: NDArray[np.int64]) -> Floats:
    """The log-odds from which on each type is given, chosen on `rows`; `log_odds` are with cues."""
    marked = rows[labelled.is_marked[rows]]
    return np.array(
        [
            best_for_f1(log_odds[marked, column], labelled.is_there[marked, column])
            if slug in MARKED_TYPES
            else LEAST_OF_COMMON
            if slug in COMMON_TYPES
            else LEAST
            for column, slug in enumerate(labelled.types)
        ]
    )


def best_for_f1(scores: Floats, is_there: Flags) -> float:
    """The threshold with the highest F1, half way to the next lower score."""
    order = np.argsort(-scores, kind="stable")
    f1 = 2 * np.cumsum(is_there[order]) / (np.arange(1, len(scores) + 1) + is_there.sum())
    last = int(f1.argmax())
    return float(scores[order[last]] + scores[order[min(last + 1, len(order) - 1)]]) / 2


def given_types(
    log_odds: Floats, chosen: Floats, types: tuple[str, ...], plain_log_odds: Floats, cues: CueMatrix
) -> Flags:
    """The types that each text is given, by type of the taxonomy, as `services.differ.reading.classify` does it.

    `log_odds` are with cues, `plain_log_odds` without.
    """
    odds = np.where(cues.is_strong, STRONG_CUE_ALONE, np.where(cues.weak > 1, WEAK_CUES_ALONE, _IMPOSSIBLE))
    places = np.array([cues.types.index(slug) for slug in types])
    odds[:, places] = np.where(log_odds >= chosen, log_odds, _IMPOSSIBLE)
    by_themselves = np.isin(cues.types, MARKED_TYPES) | (cues.is_strong & ~np.isin(cues.types, types))
    given: Flags = (odds > _IMPOSSIBLE) & ((odds >= odds.max(axis=1, keepdims=True) - LARGEST_GAP) | by_themselves)
    candidates = np.where(np.isin(types, MARKED_TYPES), -np.inf, plain_log_odds)
    is_likely = candidates.max(axis=1) >= np.log(LEAST_LIKELY / (1 - LEAST_LIKELY))
    rows = np.flatnonzero(~given.any(axis=1) & is_likely)
    given[rows, places[candidates[rows].argmax(axis=1)]] = True
    return given


def rows_by_set(labelled: LabelledTexts) -> dict[frozenset[str], NDArray[np.int64]]:
    """The quotes that each set of allowed types belongs to."""
    found: dict[frozenset[str], list[int]] = {}
    for row, allowed in enumerate(labelled.any_of):
        for types in allowed:
            found.setdefault(types, []).append(row)
    return {types: np.array(rows) for types, rows in found.items()}
