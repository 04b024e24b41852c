"""How well are clause types told, by rules alone, by the model alone and by both, on companies that neither has seen?

    python -m bench.classification CORPUS [--jobs 2] [--json]

CORPUS is a folder with `clauses.jsonl`, `points.jsonl` and the bundles of captures. Scores come from classifiers fitted
without a text's company; thresholds are chosen on other companies' scores again. F1 is the mean over the nine types
that `clauses.jsonl` marks, recall that over the sets of types which `points.jsonl` allows. Needs the `training` extra;
takes some minutes.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.clause_types import TYPES
from services.differ.taxonomy.loader import load_taxonomy
from training.cues import CueMatrix, cue_matrix
from training.fitting import folds_of, unseen_scores
from training.labels import MARKED_TYPES, LabelledTexts, learnable, read_labels, with_types
from training.matrix import feature_matrix
from training.thresholds import (
    FEWEST_EXAMPLES,
    FEWEST_READ,
    calibrated,
    f1_of,
    given_by_cues,
    given_types,
    log_odds,
    rows_by_set,
    thresholds,
    with_cues,
    worth_learning,
)

_FEWEST_QUOTES = 24


@dataclass(frozen=True, slots=True)
class Figures:
    """Of sentences: F1 by language and type. Of quotes: recall over all sets and over those with 24 quotes or more, and
    the types given to each; what share of them says what they were filed under by those who read them for every type,
    and the recall of these. Of texts read for every type: mean precision and recall over the types that eight have,
    and precision and recall of each. Of held-out texts: precision and recall of the types that they were written for.
    """

    f1: dict[str, dict[str, float]]
    macro_f1: dict[str, float]
    macro_recall: float
    macro_recall_of_large_sets: float
    share_that_says_so: float
    macro_recall_of_these: float
    types_a_quote: float
    quotes_without_type: float
    read_precision: float
    read_recall: float
    of_read: dict[str, tuple[float, float]]
    of_held_out: dict[str, tuple[float, float]]


def figures(given: NDArray[np.bool_], types: tuple[str, ...], labelled: LabelledTexts) -> Figures:
    """The figures of what was given (texts by `types`)."""
    f1: dict[str, dict[str, float]] = {}
    for language in ("en", "de"):
        rows = np.array([language == of_text for of_text in labelled.languages])
        f1[language] = {
            slug: f1_of(labelled.is_there[rows, labelled.types.index(slug)], given[rows, types.index(slug)])
            for slug in MARKED_TYPES
        }
    recalls, large, says_so, recalls_of_these = [], [], [], []
    for allowed, rows in rows_by_set(labelled).items():
        is_hit = np.asarray(given[:, np.isin(types, sorted(allowed))].any(axis=1))
        recalls.append(is_hit[rows].mean())
        if len(rows) >= _FEWEST_QUOTES:
            large.append(recalls[-1])
        read = rows[labelled.is_read[rows]]
        is_said = labelled.is_read_there[read][:, np.isin(labelled.types, sorted(allowed))].any(axis=1)
        says_so.append(is_said.mean())
        if is_said.any():
            recalls_of_these.append(is_hit[read[is_said]].mean())
    quotes = given[labelled.is_filed].sum(axis=1)
    of_read = {
        slug: precision_and_recall
        for slug, precision_and_recall in _by_type(given, types, labelled, labelled.is_read).items()
        if labelled.is_read_there[labelled.is_read, labelled.types.index(slug)].sum() >= FEWEST_READ
    }
    of_held_out = _by_type(given, types, labelled, labelled.is_held_out)
    read_precision, read_recall = np.mean(list(of_read.values()), axis=0)
    return Figures(
        f1=f1,
        macro_f1={language: float(np.mean(list(by_type.values()))) for language, by_type in f1.items()},
        macro_recall=float(np.mean(recalls)),
        macro_recall_of_large_sets=float(np.mean(large)),
        share_that_says_so=float(np.mean(says_so)),
        macro_recall_of_these=float(np.mean(recalls_of_these)),
        types_a_quote=float(quotes.mean()),
        quotes_without_type=float((quotes == 0).mean()),
        read_precision=float(read_precision),
        read_recall=float(read_recall),
        of_read=of_read,
        of_held_out={slug: of_held_out[slug] for slug in TYPES},
    )


def by_unseen(labelled: LabelledTexts, cues: CueMatrix, scores: NDArray[np.float64]) -> NDArray[np.bool_]:
    """What model and cues give, with calibrations and thresholds chosen without a text's company."""
    given = np.zeros((len(labelled.texts), len(cues.types)), np.bool_)
    lines = calibrated(scores, labelled, cues)
    together = with_cues(log_odds(scores, lines), lines, labelled.types, cues)
    for seen, unseen in folds_of(labelled.groups):
        chosen = thresholds(together, labelled, seen)
        kept = worth_learning(together, chosen, labelled, cues, seen)
        types = with_types(labelled, kept).types
        part = CueMatrix(cues.types, cues.is_strong[unseen], cues.weak[unseen])
        given[unseen] = given_types(together[unseen][:, kept], chosen[kept], types, part)
    return given


def model_alone(labelled: LabelledTexts, cues: CueMatrix, scores: NDArray[np.float64]) -> NDArray[np.bool_]:
    """What the model gives without any cue."""
    none = CueMatrix(cues.types, np.zeros_like(cues.is_strong), np.zeros_like(cues.weak))
    return by_unseen(labelled, none, scores)


def main() -> None:
    """Prints a table, and JSON on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    taxonomy = load_taxonomy()
    labelled = learnable(read_labels(arguments.corpus, tuple(taxonomy.clause_types)), FEWEST_EXAMPLES)
    cues = cue_matrix(labelled.texts, taxonomy)
    values = feature_matrix(labelled.texts).values
    scores = unseen_scores(values, labelled.is_there, labelled.weights, labelled.groups, arguments.jobs)
    found = {
        "rules alone": figures(given_by_cues(cues), cues.types, labelled),
        "model alone": figures(model_alone(labelled, cues, scores), cues.types, labelled),
        "both": figures(by_unseen(labelled, cues, scores), cues.types, labelled),
    }
    if arguments.json:
        print(json.dumps({name: asdict(of_way) for name, of_way in found.items()}))
        return
    for name, of_way in found.items():
        print(
            f"{name}: macro F1 {of_way.macro_f1['en']:.3f} English, {of_way.macro_f1['de']:.3f} German; "
            f"recall of an allowed type {of_way.macro_recall:.3f} "
            f"({of_way.macro_recall_of_large_sets:.3f} over sets with {_FEWEST_QUOTES} quotes or more) "
            f"at {of_way.types_a_quote:.2f} types a quote; {of_way.quotes_without_type:.1%} of quotes without any; "
            f"{of_way.share_that_says_so:.3f} of quotes say so, recall of these {of_way.macro_recall_of_these:.3f}; "
            f"read texts: precision {of_way.read_precision:.3f}, recall {of_way.read_recall:.3f}; "
            "held-out texts: precision {:.3f}, recall {:.3f}".format(
                *np.mean(list(of_way.of_held_out.values()), axis=0)
            )
        )
    print(f"\n{'F1, both':26} {'English':>8} {'German':>8}")
    for slug in MARKED_TYPES:
        print(f"{slug:26} {found['both'].f1['en'][slug]:8.2f} {found['both'].f1['de'][slug]:8.2f}")
    print(f"\n{'read texts, both':26} {'precision':>10} {'recall':>7}")
    for slug, (precision, recall) in found["both"].of_read.items():
        print(f"{slug:26} {precision:10.2f} {recall:7.2f}")
    print(f"\n{'held-out texts, both':26} {'precision':>10} {'recall':>7}")
    for slug, (precision, recall) in found["both"].of_held_out.items():
        print(f"{slug:26} {precision:10.2f} {recall:7.2f}")


def _by_type(
    given: NDArray[np.bool_], types: tuple[str, ...], labelled: LabelledTexts, rows: NDArray[np.bool_]
) -> dict[str, tuple[float, float]]:
    return {
        slug: _precision_and_recall(labelled.is_read_there[rows, column], given[rows, types.index(slug)])
        for column, slug in enumerate(labelled.types)
    }


def _precision_and_recall(is_there: NDArray[np.bool_], given: NDArray[np.bool_]) -> tuple[float, float]:
    both = (is_there & given).sum()
    return float(both / max(1, given.sum())), float(both / max(1, is_there.sum()))


if __name__ == "__main__":
    main()
