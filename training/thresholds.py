"""From scores to types: log-odds by score and cues together, and from where on a type is given.

Log-odds are fitted, for each type, to the scores of classifiers that have not seen a text's company and to the cues
found in it, over every text of which something is known. Inventions count a little: they are all about what is rare.

A type is given where that makes F1 largest, which is at half of the F1 that is reached (Lipton, Elkan, Narayanaswamy:
"Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014): on the sentences of `clauses.jsonl` for the types
that it marks, on the texts that were read for the others. A type that quotes are filed under is given somewhat sooner,
by `SOONER`, but for `COMMON_TYPES`, of which every paragraph of a privacy policy says a little, and `DEAR_TYPES`, which
alarm where they are wrong.

A type that nobody marked and no quote is filed under, and one of `DEAR_TYPES`, is left to its cues where these alone
tell it better.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from services.differ.reading.weighing import (
    LIKELIEST_FROM,
    LIKELIEST_MARKED_FROM,
    NEARLY_AS_LIKELY,
    STRONG_CUE_ALONE,
    WEAK_CUES_ALONE,
    WEAK_CUES_THAT_SUFFICE,
)
from training.cues import CueMatrix
from training.labels import MARKED_TYPES, LabelledTexts

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEWEST_EXAMPLES = 20
"""Types with fewer examples are left to their cues."""
FEWEST_READ = 8
"""So many texts must have been read of a type to say where it is to be given, and whether the model tells it."""
COMMON_TYPES = frozenset(
    {"childrens_data", "data_collection", "data_retention", "data_security", "data_sharing", "privacy_rights"}
)
DEAR_TYPES = frozenset({"biometric_data", "consent_withdrawal", "platform_discretion", "sensitive_data"})
SOONER = 1.0
"""In log-odds. Picked, of a few, where quotes were given 1.8 types."""
_WEIGHT_OF_UNMARKED = 0.3
_WEIGHT_OF_INVENTED = 0.1
_REGULARISATION = 10.0


@dataclass(frozen=True, slots=True)
class Line:
    """What makes log-odds of a score, and what a strong and a weak cue add to them."""

    slope: float
    intercept: float
    strong_cue: float
    weak_cue: float


def calibrated(scores: Floats, labelled: LabelledTexts, cues: CueMatrix) -> list[Line]:
    """The line of each type: Platt's calibration on scores of unseen texts, with their cues beside."""
    is_invented = ~(labelled.is_read | labelled.is_marked | labelled.is_filed)
    strong, weak = _found(labelled.types, cues)
    lines = []
    for column, slug in enumerate(labelled.types):
        weights = labelled.weights[:, column].copy()
        weights[is_invented] *= _WEIGHT_OF_INVENTED
        if slug not in MARKED_TYPES:
            weights[labelled.is_marked & ~labelled.is_read] *= _WEIGHT_OF_UNMARKED
        values = np.column_stack((scores[:, column], strong[:, column], weak[:, column])).astype(np.float64)
        lines.append(_line_of(values, labelled.is_there[:, column], weights))
    return lines


def _line_of(values: Floats, is_there: Flags, weights: Floats) -> Line:
    known = weights > 0
    fitted = LogisticRegression(C=_REGULARISATION).fit(values[known], is_there[known], sample_weight=weights[known])
    slope, strong, weak = (float(coefficient) for coefficient in fitted.coef_[0])
    return Line(slope, float(fitted.intercept_[0]), max(strong, 0.0), max(weak, 0.0))


def _found(types: tuple[str, ...], cues: CueMatrix) -> tuple[Flags, Flags]:
    """For texts (rows) and types: whether a strong cue stands in the text, and whether none but a weak one does."""
    columns = [cues.types.index(slug) for slug in types]
    strong = cues.is_strong[:, columns]
    return strong, (cues.weak[:, columns] > 0) & ~strong


def log_odds(scores: Floats, lines: list[Line]) -> Floats:
    """Log-odds of scores without cues."""
    odds: Floats = scores * np.array([line.slope for line in lines]) + np.array([line.intercept for line in lines])
    return odds


def with_cues(plain: Floats, lines: list[Line], types: tuple[str, ...], cues: CueMatrix) -> Floats:
    """Log-odds with what the texts' cues add."""
    strong, weak = _found(types, cues)
    of_strong, of_weak = np.array([line.strong_cue for line in lines]), np.array([line.weak_cue for line in lines])
    odds: Floats = plain + strong * of_strong + weak * of_weak
    return odds


def thresholds(odds: Floats, labelled: LabelledTexts, rows: NDArray[np.int64]) -> Floats:
    """The log-odds from which on each type is given, chosen on `rows`; `odds` are with cues."""
    marked, read = rows[labelled.is_marked[rows]], rows[labelled.is_read[rows]]
    sooner = labelled.filed_types - COMMON_TYPES - DEAR_TYPES
    chosen = np.zeros(len(labelled.types))
    for column, slug in enumerate(labelled.types):
        if slug in MARKED_TYPES:
            chosen[column], _ = best_for_f1(odds[marked, column], labelled.is_there[marked, column])
            continue
        is_there = labelled.is_read_there[read, column]
        _, f1 = best_for_f1(odds[read, column], is_there)
        half = np.log(f1 / (2 - f1)) if is_there.sum() >= FEWEST_READ else 0.0
        chosen[column] = half - (SOONER if slug in sooner else 0.0)
    return chosen


def worth_learning(
    odds: Floats, chosen: Floats, labelled: LabelledTexts, cues: CueMatrix, rows: NDArray[np.int64]
) -> Flags:
    """The types that model and cues tell no worse than cues alone in the texts read among `rows`, and those that people
    beyond this project told apart.
    """
    read = rows[labelled.is_read[rows]]
    told_by_others = (labelled.filed_types - DEAR_TYPES).union(MARKED_TYPES)
    by_cues = given_by_cues(cues)[read]
    is_worth = np.zeros(len(labelled.types), np.bool_)
    for column, slug in enumerate(labelled.types):
        is_there = labelled.is_read_there[read, column]
        ours, of_cues = (
            f1_of(is_there, given)
            for given in (odds[read, column] >= chosen[column], by_cues[:, cues.types.index(slug)])
        )
        is_worth[column] = slug in told_by_others or (is_there.sum() >= FEWEST_READ and ours >= of_cues)
    return is_worth


def f1_of(is_there: Flags, given: Flags) -> float:
    """F1 of one type over some texts."""
    return float(2 * (is_there & given).sum() / max(1, is_there.sum() + given.sum()))


def given_by_cues(cues: CueMatrix) -> Flags:
    """The types that cues alone give: a strong one, or two weak ones."""
    return cues.is_strong | (cues.weak >= WEAK_CUES_THAT_SUFFICE)


def best_for_f1(scores: Floats, is_there: Flags) -> tuple[float, float]:
    """The threshold with the highest F1, half way to the next lower score, and that F1."""
    order = np.argsort(-scores, kind="stable")
    f1 = 2 * np.cumsum(is_there[order]) / (np.arange(1, len(scores) + 1) + is_there.sum())
    last = int(f1.argmax())
    threshold = float(scores[order[last]] + scores[order[min(last + 1, len(order) - 1)]]) / 2
    return threshold, float(f1[last])


def given_types(odds: Floats, chosen: Floats, types: tuple[str, ...], cues: CueMatrix) -> Flags:
    """The types that each text is given, by type of the taxonomy, as `services.differ.reading.classify` does it.

    `odds` are with cues.
    """
    places = np.array([cues.types.index(slug) for slug in types])
    given = given_by_cues(cues)
    given[:, places] = odds >= chosen
    of_all = np.where(given, np.where(cues.is_strong, STRONG_CUE_ALONE, WEAK_CUES_ALONE), -np.inf)
    of_all[:, places] = odds
    from_here = np.full(len(cues.types), np.inf)
    from_here[places] = np.where(np.isin(types, MARKED_TYPES), LIKELIEST_MARKED_FROM, LIKELIEST_FROM)
    likeliest, next_likeliest = -np.sort(-of_all, axis=1)[:, :2].T
    least = np.where(likeliest - next_likeliest <= NEARLY_AS_LIKELY, next_likeliest, likeliest)
    also: Flags = (of_all >= least[:, None]) & (of_all >= from_here)
    return given | also


def rows_by_set(labelled: LabelledTexts) -> dict[frozenset[str], NDArray[np.int64]]:
    """The quotes that each set of allowed types belongs to."""
    found: dict[frozenset[str], list[int]] = {}
    for row, allowed in enumerate(labelled.any_of):
        for types in allowed:
            found.setdefault(types, []).append(row)
    return {types: np.array(rows) for types, rows in found.items()}
