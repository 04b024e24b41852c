"""Pairs of clauses that are rewordings of each other: candidates by rare words and by place, scored by shared words."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from services.differ.clauses import Clause, ClauseKind
from services.differ.matching import Pair, in_order
from services.differ.tokens import words

_LEAST_SCORE_ANYWHERE = 0.5
_LEAST_SCORE_IN_PLACE = 0.3
_LEAST_WORDS_ANYWHERE = 4
_LEAST_WORDS_CONTAINED = 8
_CONTAINED_WEIGHT = 0.62
_CANDIDATES_EACH = 8
_COMMONEST_RARE_WORD = 24
_LARGEST_GAP_PRODUCT = 900
_LONGEST_COMPARED_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one clause that found no exact match."""

    ordinal: int
    kind: ClauseKind
    words: tuple[str, ...]


def wordings(clauses: Sequence[Clause], matched: Collection[int]) -> tuple[Wording, ...]:
    """The wordings of the clauses that are not `matched`."""
    return tuple(
        Wording(ordinal, clause.kind, tuple(words(clause.normal)))
        for ordinal, clause in enumerate(clauses)
        if ordinal not in matched
    )


def reworded_pairs(
    older: Sequence[Wording],
    newer: Sequence[Wording],
    exact: Mapping[int, int],
    before: Sequence[Clause],
    after: Sequence[Clause],
) -> list[Pair]:
    """Rewordings among the unmatched clauses: alike wherever they stand, then less alike in the same place."""
    if not older or not newer:
        return []
    scorer = _Scorer([*older, *newer])
    anchors = [Pair(one, other, 1.0) for one, other in exact.items()]
    found = _best(
        [
            (pair, _place_bonus(before[pair.before], after[pair.after]))
            for one, other in _sharing_rare_words(older, newer)
            if (pair := scorer.pair(one, other)).score >= _LEAST_SCORE_ANYWHERE
            and min(len(one.words), len(other.words)) >= _LEAST_WORDS_ANYWHERE
        ]
    )
    taken_before, taken_after = {pair.before for pair in found}, {pair.after for pair in found}
    left_before = [wording for wording in older if wording.ordinal not in taken_before]
    left_after = [wording for wording in newer if wording.ordinal not in taken_after]
    in_place = _best(
        [
            (pair, 0.0)
            for one, other in _in_the_same_place(left_before, left_after, [*anchors, *found])
            if (pair := scorer.pair(one, other)).score >= _LEAST_SCORE_IN_PLACE
        ]
    )
    return [*found, *in_place]


def _best(candidates: list[tuple[Pair, float]]) -> list[Pair]:
    """One partner for each clause, the most alike first."""
    candidates.sort(
        key=lambda entry: (-entry[0].score - entry[1], abs(entry[0].before - entry[0].after), entry[0].before)
    )
    older: set[int] = set()
    newer: set[int] = set()
    best: list[Pair] = []
    for pair, _ in candidates:
        if pair.before not in older and pair.after not in newer:
            older.add(pair.before)
            newer.add(pair.after)
            best.append(pair)
    return best


def _place_bonus(before: Clause, after: Clause) -> float:
    return 0.08 if before.heading_path[-1:] == after.heading_path[-1:] else 0.0


def _sharing_rare_words(older: Sequence[Wording], newer: Sequence[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """For each older wording the newer ones that share the most of its rare words (and pairs of words)."""
    postings: dict[str, list[int]] = defaultdict(list)
    for index, wording in enumerate(newer):
        for feature in _features(wording):
            postings[feature].append(index)
    for wording in older:
        shared: Counter[int] = Counter()
        for feature in sorted(_features(wording)):
            places = postings.get(feature, ())
            if len(places) <= _COMMONEST_RARE_WORD:
                for index in places:
                    shared[index] += 1
        ranked = sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))
        for index, _ in ranked[:_CANDIDATES_EACH]:
            yield wording, newer[index]


def _features(wording: Wording) -> set[str]:
    sequence = wording.words[:_LONGEST_COMPARED_WORDS]
    return {*sequence, *map(" ".join, pairwise(sequence))}


def _in_the_same_place(
    older: Sequence[Wording], newer: Sequence[Wording], anchors: Sequence[Pair]
) -> Iterator[tuple[Wording, Wording]]:
    """Pairs that stand between the same two matched clauses, where they are not too many."""
    chain = sorted(in_order(anchors), key=lambda pair: pair.before)
    starts_before, starts_after = [pair.before for pair in chain], [pair.after for pair in chain]
    gaps: dict[int, tuple[list[Wording], list[Wording]]] = defaultdict(lambda: ([], []))
    for wording in older:
        gaps[bisect_left(starts_before, wording.ordinal)][0].append(wording)
    for wording in newer:
        gaps[bisect_left(starts_after, wording.ordinal)][1].append(wording)
    for ones, others in gaps.values():
        if len(ones) * len(others) <= _LARGEST_GAP_PRODUCT:
            yield from ((one, other) for one in ones for other in others)


class _Scorer:
    """Similarity of wordings from 0 to 1, in which words that many clauses have count little."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        frequency = Counter(word for wording in wordings for word in set(wording.words))
        self._weight = {word: 1.0 / (1.0 + math.log(count)) for word, count in frequency.items()}

    def pair(self, one: Wording, other: Wording) -> Pair:
        return Pair(one.ordinal, other.ordinal, self._score(one, other))

    def _score(self, one: Wording, other: Wording) -> float:
        first, second = one.words[:_LONGEST_COMPARED_WORDS], other.words[:_LONGEST_COMPARED_WORDS]
        if not first or not second:
            return 0.0
        weight = self._weight
        shared = Counter(first) & Counter(second)
        overlap = sum(weight[word] * count for word, count in shared.items())
        weights = sorted((sum(weight[word] for word in first), sum(weight[word] for word in second)))
        in_sequence = LCSseq.similarity(first, second)
        score = (in_sequence / (len(first) + len(second))) + overlap / sum(weights)
        shorter = min(len(first), len(second))
        if shorter >= _LEAST_WORDS_CONTAINED:
            contained = min(in_sequence / shorter, overlap / weights[0])
            score = max(score, _CONTAINED_WEIGHT * contained)
        if (one.kind is ClauseKind.HEADING) != (other.kind is ClauseKind.HEADING):
            score *= 0.8
        return min(score, 0.999)
