"""Exact matching of clauses, and the order that most matches keep."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from services.differ.clauses import Clause

_LARGEST_SEQUENCE_PRODUCT = 60_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ordinals taken for the same clause, with their similarity."""

    before: int
    after: int
    score: float


def exact_pairs(before: Sequence[Clause], after: Sequence[Clause]) -> dict[int, int]:
    """Older ordinal to newer ordinal for clauses of equal normal form: as many as both versions have of each form.

    Where a form stands several times, those under the same heading and in the same order are paired first.
    """
    pairs = _pairs_in_sequence([_placed_key(clause) for clause in before], [_placed_key(clause) for clause in after])
    taken = set(pairs.values())
    waiting: dict[str, list[int]] = defaultdict(list)
    for ordinal, clause in enumerate(after):
        if ordinal not in taken:
            waiting[clause.normal_sha256].append(ordinal)
    expected = -1
    for ordinal, clause in enumerate(before):
        if ordinal in pairs:
            expected = pairs[ordinal]
        elif candidates := waiting.get(clause.normal_sha256):
            nearest = _nearest(candidates, expected + 1)
            pairs[ordinal] = expected = candidates.pop(nearest)
    return pairs


def _placed_key(clause: Clause) -> tuple[str, str]:
    return clause.normal_sha256, clause.heading_path[-1] if clause.heading_path else ""


def _nearest(ordinals: Sequence[int], wanted: int) -> int:
    """The index of the ordinal nearest to `wanted` in a sorted list, the later of two that are as near."""
    index = bisect_left(ordinals, wanted)
    if index == len(ordinals):
        return index - 1
    if index and wanted - ordinals[index - 1] < ordinals[index] - wanted:
        return index - 1
    return index


def _pairs_in_sequence(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> dict[int, int]:
    """The longest common subsequence of two lists of keys, as pairs; nothing for lists too long for that."""
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    pairs = {ordinal: ordinal for ordinal in range(first)}
    older, newer = before[first : len(before) - last], after[first : len(after) - last]
    if len(older) * len(newer) <= _LARGEST_SEQUENCE_PRODUCT:
        for block in LCSseq.opcodes(older, newer).as_matching_blocks():
            for step in range(block.size):
                pairs[first + block.a + step] = first + block.b + step
    shift = len(after) - len(before)
    pairs.update((ordinal, ordinal + shift) for ordinal in range(len(before) - last, len(before)))
    return pairs


def in_order(pairs: Iterable[Pair]) -> set[Pair]:
    """The largest set of pairs that keep the same order in both versions; the others have moved."""
    ordered = sorted(pairs, key=lambda pair: pair.before)
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, pair in enumerate(ordered):
        length = bisect_left(tails, pair.after)
        previous.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(pair.after)
            ends.append(index)
        else:
            tails[length] = pair.after
            ends[length] = index
    kept: set[Pair] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(ordered[index])
        index = previous[index]
    return kept
