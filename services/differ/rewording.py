"""Pairs of clauses that are rewordings of each other: candidates by rare words and by place, scored by shared words."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add

from rapidfuzz.distance import LCSseq

from services.differ.clauses import Clause, ClauseKind
from services.differ.dates import find_dates
from services.differ.matching import Pair, in_order
from services.differ.tokens import words

_LEAST_SCORE_ANYWHERE = 0.5
_LEAST_SCORE_IN_PLACE = 0.3
_LEAST_WORDS_ANYWHERE = 4
_LEAST_WORDS_CONTAINED = 8
_CONTAINED_WEIGHT = 0.62
_CANDIDATES_EACH = 8
_COMMONEST_RARE_WORD = 24
_LONGEST_LABEL_WORDS = 6
_LARGEST_GAP_PRODUCT = 900
_LONGEST_COMPARED_WORDS = 4000
_SAME_HEADING_BONUS = 0.08
_SAME_NAME_BONUS = 0.3
_LONGEST_DATE_LINE_CHARACTERS = 160
_DATE_WORD = " date "
_FIRST_CODE, _CODES = 0x10000, 0x100000


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one clause that found no exact match, as one character for each distinct word of both versions.

    So each word costs the string comparison one step, and a phrase is a substring.
    """

    ordinal: int
    kind: ClauseKind
    code: str
    counts: Mapping[str, int]


def wordings(
    before: Sequence[Clause], after: Sequence[Clause], exact: Mapping[int, int]
) -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
    """The older and the newer wordings of the clauses that the `exact` matches leave."""
    codes: dict[str, str] = {}
    return _encoded(before, exact.keys(), codes), _encoded(after, set(exact.values()), codes)


def _encoded(clauses: Sequence[Clause], matched: Collection[int], codes: dict[str, str]) -> tuple[Wording, ...]:
    encoded = []
    for ordinal, clause in enumerate(clauses):
        if ordinal in matched:
            continue
        code = "".join(
            [
                codes.get(word) or codes.setdefault(word, chr(_FIRST_CODE + len(codes) % _CODES))
                for word in words(_without_dates(clause.normal))
            ]
        )
        encoded.append(Wording(ordinal, clause.kind, code, Counter(code)))
    return tuple(encoded)


def _without_dates(normal: str) -> str:
    """A short line's dates as one word each: `Effective 1 May 2025` is that of 2024 again."""
    if len(normal) > _LONGEST_DATE_LINE_CHARACTERS:
        return normal
    dates = find_dates(normal)
    starts = [0, *(written.end for written in dates)]
    ends = [*(written.start for written in dates), len(normal)]
    return _DATE_WORD.join(normal[start:end] for start, end in zip(starts, ends, strict=True))


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
    found = _best(
        [
            (pair, _place_bonus(before[pair.before], after[pair.after]))
            for one, other in _sharing_rare_words(older, newer)
            if (pair := scorer.pair(one, other)).score >= _LEAST_SCORE_ANYWHERE
            and min(len(one.code), len(other.code)) >= _LEAST_WORDS_ANYWHERE
        ]
    )
    anchors = [*(Pair(one, other, 1.0) for one, other in exact.items()), *found]
    taken_before, taken_after = {pair.before for pair in found}, {pair.after for pair in found}
    left_before = [wording for wording in older if wording.ordinal not in taken_before]
    left_after = [wording for wording in newer if wording.ordinal not in taken_after]
    in_place = _best(
        [
            (pair, 0.0)
            for one, other, is_lone in _in_the_same_place(left_before, left_after, anchors)
            if (pair := scorer.pair(one, other)).score >= _LEAST_SCORE_IN_PLACE or is_lone
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
    """What speaks for a pair beside its words: the same heading, and of entries of a list or a table the same name."""
    bonus = _SAME_HEADING_BONUS if before.heading_path[-1:] == after.heading_path[-1:] else 0.0
    name = _name(before)
    return bonus + _SAME_NAME_BONUS if name and name == _name(after) else bonus


def _name(clause: Clause) -> str:
    """The short name that an item has before its colon, or a row in its first cell; empty where there is none."""
    if clause.kind in (ClauseKind.LIST_ITEM, ClauseKind.LIST):
        name, mark, _ = clause.normal.partition(":")
    elif clause.kind is ClauseKind.TABLE_ROW:
        name, mark, _ = clause.normal.partition("|")
    else:
        return ""
    return name.strip().casefold() if mark and len(name.split()) <= _LONGEST_LABEL_WORDS else ""


def _sharing_rare_words(older: Sequence[Wording], newer: Sequence[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """For each older wording the newer ones that share the most of its rare words (and pairs of words)."""
    postings: dict[str, list[int]] = defaultdict(list)
    for index, wording in enumerate(newer):
        for feature in _features(wording):
            postings[feature].append(index)
    rare = {feature: places for feature, places in postings.items() if len(places) <= _COMMONEST_RARE_WORD}
    for wording in older:
        features = rare.keys() & _features(wording)
        shared = Counter(chain.from_iterable([rare[feature] for feature in features]))
        # One number each, which sorts much faster than a pair: most shared first, then in order.
        ranked = sorted([index - count * len(newer) for index, count in shared.items()])
        for rank in ranked[:_CANDIDATES_EACH]:
            yield wording, newer[rank % len(newer)]


def _features(wording: Wording) -> set[str]:
    code = wording.code[:_LONGEST_COMPARED_WORDS]
    return {*code, *map(add, code, code[1:])}


def _in_the_same_place(
    older: Sequence[Wording], newer: Sequence[Wording], anchors: Sequence[Pair]
) -> Iterator[tuple[Wording, Wording, bool]]:
    """Pairs that stand between the same two matched clauses, where they are not too many.

    With each whether the two are alone there and short: such a title or label was renamed, whatever its words.
    """
    chain = sorted(in_order(anchors), key=lambda pair: pair.before)
    starts_before, starts_after = [pair.before for pair in chain], [pair.after for pair in chain]
    gaps: dict[int, tuple[list[Wording], list[Wording]]] = defaultdict(lambda: ([], []))
    for wording in older:
        gaps[bisect_left(starts_before, wording.ordinal)][0].append(wording)
    for wording in newer:
        gaps[bisect_left(starts_after, wording.ordinal)][1].append(wording)
    for ones, others in gaps.values():
        if len(ones) * len(others) <= _LARGEST_GAP_PRODUCT:
            is_lone = len(ones) == len(others) == 1
            yield from ((one, other, is_lone and _are_labels(one, other)) for one in ones for other in others)


def _are_labels(one: Wording, other: Wording) -> bool:
    lengths = len(one.code), len(other.code)
    return one.kind is other.kind and min(lengths) > 0 and max(lengths) <= _LONGEST_LABEL_WORDS


class _Scorer:
    """Similarity of wordings from 0 to 1, in which words that many clauses have count little."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        frequency = Counter(character for wording in wordings for character in wording.counts)
        self._weight = {character: 1.0 / (1.0 + math.log(count)) for character, count in frequency.items()}
        self._weights = {id(wording): self._total(wording) for wording in wordings}

    def _total(self, wording: Wording) -> float:
        return sum(self._weight[character] * count for character, count in wording.counts.items())

    def pair(self, one: Wording, other: Wording) -> Pair:
        return Pair(one.ordinal, other.ordinal, self._score(one, other))

    def _score(self, one: Wording, other: Wording) -> float:
        if not one.code or not other.code:
            return 0.0
        overlap = self._overlap(one.counts, other.counts)
        first, second = self._weights[id(one)], self._weights[id(other)]
        if overlap < _LEAST_SCORE_IN_PLACE / 2 * min(first, second):
            return 0.0
        in_sequence = LCSseq.similarity(one.code[:_LONGEST_COMPARED_WORDS], other.code[:_LONGEST_COMPARED_WORDS])
        score = in_sequence / (len(one.code) + len(other.code)) + overlap / (first + second)
        shorter = min(len(one.code), len(other.code))
        if shorter >= _LEAST_WORDS_CONTAINED:
            contained = min(in_sequence / shorter, overlap / min(first, second))
            score = max(score, _CONTAINED_WEIGHT * contained)
        if (one.kind is ClauseKind.HEADING) != (other.kind is ClauseKind.HEADING):
            score *= 0.8
        return min(score, 0.999)

    def _overlap(self, first: Mapping[str, int], second: Mapping[str, int]) -> float:
        if len(first) > len(second):
            first, second = second, first
        weight = self._weight
        return sum(
            [
                weight[character] * min(count, second[character])
                for character, count in first.items()
                if character in second
            ]
        )
