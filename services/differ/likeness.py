"""How alike two texts are: which share of each one's clauses, and of its words, the other has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.differ.clauses import Clause

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares from 0 to 1. `clauses_*` weigh clauses by length; `length_ratio` is newer to older."""

    clauses_kept: float
    clauses_shared: float
    words_kept: float
    words_shared: float
    length_ratio: float


def likeness(older_text: str, newer_text: str, older: Sequence[Clause], newer: Sequence[Clause]) -> Likeness:
    """How alike two versions are; `*_kept` of the older that the newer has, `*_shared` of the newer that the older
    has.
    """
    clauses_kept, clauses_shared = _shares(_weights(older), _weights(newer))
    words_kept, words_shared = _shares(_words(older_text), _words(newer_text))
    ratio = len(newer_text) / max(len(older_text), 1)
    return Likeness(clauses_kept, clauses_shared, words_kept, words_shared, ratio)


def _weights(clauses: Sequence[Clause]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for clause in clauses:
        weights[clause.normal_sha256] += len(clause.normal)
    return weights


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _shares(older: Counter[str], newer: Counter[str]) -> tuple[float, float]:
    common = (older & newer).total()
    return common / max(older.total(), 1), common / max(newer.total(), 1)
