"""Trains the reader's linear model and writes it: the same labels give the same bytes.

    python -m training.reader CORPUS [--out services/differ/reading/model.npz] [--jobs 2]

CORPUS is a folder with `clauses.jsonl`, `points.jsonl` and the bundles of captures (training/labels.py says what they
are). The thresholds are chosen on scores of classifiers that have not seen the company of a text. Takes some minutes.
"""

import argparse
import json
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.concepts import lexicon
from services.differ.taxonomy.loader import load_taxonomy
from training.cues import cue_matrix
from training.fitting import Floats, all_fitted, unseen_scores
from training.labels import MARKED_TYPES, LabelledTexts, learnable, read_labels, with_types
from training.matrix import BLOCKS, FeatureMatrix, feature_matrix
from training.thresholds import (
    FEWEST_EXAMPLES,
    Line,
    calibrated,
    log_odds,
    thresholds,
    with_cues,
    worth_learning,
)

_LARGEST = 127
_LEAST_KEPT = 3
_LICENCE = "CC BY-SA 4.0; sources and attribution: NOTICE beside this file"


def main() -> None:
    """Trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("services/differ/reading/model.npz"))
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    taxonomy = load_taxonomy()
    labelled = learnable(read_labels(arguments.corpus, tuple(taxonomy.clause_types)), FEWEST_EXAMPLES)
    features = feature_matrix(labelled.texts)
    scores = unseen_scores(features.values, labelled.is_there, labelled.weights, labelled.groups, arguments.jobs)
    cues = cue_matrix(labelled.texts, taxonomy)
    lines = calibrated(scores, labelled, cues)
    odds = with_cues(log_odds(scores, lines), lines, labelled.types, cues)
    rows = np.arange(len(labelled.texts))
    chosen = thresholds(odds, labelled, rows)
    is_kept = worth_learning(odds, chosen, labelled, cues, rows)
    labelled = with_types(labelled, is_kept)
    coefficients, biases = all_fitted(features.values, labelled.is_there, labelled.weights, arguments.jobs)
    lines = [line for line, kept in zip(lines, is_kept, strict=True) if kept]
    content = packed(labelled, features, coefficients, biases, lines, chosen[is_kept])
    arguments.out.write_bytes(content)
    print(f"{arguments.out}: {len(content):,} bytes, {len(labelled.types)} types")


def packed(
    labelled: LabelledTexts,
    features: FeatureMatrix,
    coefficients: Floats,
    biases: Floats,
    lines: list[Line],
    chosen: Floats,
) -> bytes:
    """The model as the bytes of `services.differ.reading.linear_model`."""
    weights = (coefficients * features.rarity).T
    scales = np.abs(weights).max(axis=0) / _LARGEST
    rounded = np.rint(weights / scales).astype(np.int8)
    arrays: dict[str, NDArray[np.generic]] = {
        "header": np.frombuffer(_header(labelled, lines, chosen), np.uint8),
        "scales": scales.astype(np.float32),
        "bias": biases.astype(np.float32),
    }
    start = 0
    for name in BLOCKS:
        keys = features.keys[name]
        block = rounded[start : start + len(keys)]
        kept = np.abs(block).max(axis=1) >= _LEAST_KEPT
        arrays[f"{name}_keys"] = keys[kept].astype(np.uint32)
        arrays[f"{name}_weights"] = block[kept]
        start += len(keys)
    content = BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    return content.getvalue()


def _header(labelled: LabelledTexts, lines: list[Line], chosen: Floats) -> bytes:
    calibrations = {
        slug: {
            "slope": round(line.slope, 5),
            "intercept": round(line.intercept, 5),
            "threshold": round(float(1 / (1 + np.exp(-threshold))), 5),
            "strong_cue": round(line.strong_cue, 5),
            "weak_cue": round(line.weak_cue, 5),
            "is_marked": slug in MARKED_TYPES,
        }
        for slug, line, threshold in zip(labelled.types, lines, chosen, strict=True)
    }
    header = {
        "licence": _LICENCE,
        "types": labelled.types,
        "concepts": lexicon().names,
        "calibrations": calibrations,
        "languages": sorted({language for language in labelled.languages if language}),
    }
    return json.dumps(header, sort_keys=True).encode()


if __name__ == "__main__":
    main()
