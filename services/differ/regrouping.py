"""Clauses that were split into several or merged into one, found by the word triples that parts and whole share."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from services.differ.clauses import ClauseKind
from services.differ.rewording import Wording

_LEAST_CONTAINED = 0.7
_LEAST_CONTAINED_OF_AN_ITEM = 0.3
_LEAST_COVERED = 0.6
_LEAST_COVERED_WITH_PARTNER = 0.35
_FURTHEST_SEED = 40
_MOST_STRANGERS_BETWEEN_PARTS = 1


@dataclass(frozen=True, slots=True)
class Group:
    """A whole clause of one version and its neighbouring parts in the other; `main` is the part most like the whole.

    The whole is the older clause of a split, the newer one of a merge. `score` is the share of the whole's word triples
    that its parts have.
    """

    whole: int
    parts: tuple[int, ...]
    main: int
    score: float
    is_merge: bool


def find_groups(older: Sequence[Wording], newer: Sequence[Wording], reworded: Mapping[int, int]) -> tuple[Group, ...]:
    """The splits and merges among clauses that found no exact match; `reworded` maps older to newer ordinals."""
    splits = _groups(older, newer, dict(reworded), is_merge=False)
    used_before = {group.whole for group in splits}
    used_after = {part for group in splits for part in group.parts}
    merges = _groups(
        [wording for wording in newer if wording.ordinal not in used_after],
        [wording for wording in older if wording.ordinal not in used_before],
        {other: one for one, other in reworded.items()},
        is_merge=True,
    )
    return (*splits, *merges)


def _groups(
    wholes: Sequence[Wording], parts: Sequence[Wording], partners: dict[int, int], *, is_merge: bool
) -> list[Group]:
    by_ordinal = {wording.ordinal: wording for wording in parts}
    taken = set(partners.values())
    free = [wording for wording in parts if wording.ordinal not in taken]
    finder = _Finder(by_ordinal, {wording.ordinal for wording in free})
    groups = []
    for whole in wholes:
        group = finder.group(whole, partners.get(whole.ordinal), is_merge=is_merge)
        if group:
            groups.append(group)
    return groups


class _Finder:
    """Looks for the parts of one whole after another; a part belongs to one whole."""

    def __init__(self, parts: Mapping[int, Wording], free: set[int]) -> None:
        self._parts = parts
        self._free = free
        self._known: dict[int, set[str]] = {}
        self._seeds: dict[str, list[int]] = {}
        for ordinal in sorted(free):
            for triple in self._triples(ordinal):
                self._seeds.setdefault(triple, []).append(ordinal)

    def _triples(self, ordinal: int) -> set[str]:
        """The word triples of a part, made once."""
        if ordinal not in self._known:
            self._known[ordinal] = _triples(self._parts[ordinal].code)
        return self._known[ordinal]

    def group(self, whole: Wording, partner: int | None, *, is_merge: bool) -> Group | None:
        if partner is not None and (partner not in self._parts or self._stands_alone(partner)):
            return None
        triples = _triples(whole.code)
        seed = partner if partner is not None else self._seed(triples)
        if seed is None or self._stands_alone(seed):
            return None
        left = Counter(_sequence(whole.code)) - Counter(_sequence(self._parts[seed].code))
        neighbours = (self._neighbours(whole, seed, step, left) for step in (-1, 1))
        members = sorted({seed, *chain.from_iterable(neighbours)})
        if len(members) < 2:
            return None
        covered = {ordinal: len(triples & self._triples(ordinal)) for ordinal in members}
        together = triples & set().union(*(self._triples(ordinal) for ordinal in members))
        score = len(together) / max(len(triples), 1)
        if score < (_LEAST_COVERED if partner is None else _LEAST_COVERED_WITH_PARTNER):
            return None
        self._free.difference_update(members)
        main = max(members, key=lambda ordinal: (covered[ordinal], -ordinal))
        if partner is not None:
            main = partner
        return Group(whole.ordinal, tuple(members), main, min(score, 0.999), is_merge)

    def _stands_alone(self, ordinal: int) -> bool:
        """Whether no free part is beside it, so that it cannot be one of several."""
        return self._free.isdisjoint((ordinal - 1, ordinal + 1))

    def _seed(self, triples: set[str]) -> int | None:
        """The free part that shares the most with the whole and has little besides."""
        shared: dict[int, int] = {}
        for triple in triples:
            for ordinal in self._seeds.get(triple, ())[:_FURTHEST_SEED]:
                if ordinal in self._free:
                    shared[ordinal] = shared.get(ordinal, 0) + 1
        fitting = {
            ordinal: count
            for ordinal, count in shared.items()
            if count >= _LEAST_CONTAINED * len(self._triples(ordinal))
        }
        return max(fitting, key=lambda ordinal: (fitting[ordinal], -ordinal)) if fitting else None

    def _neighbours(self, whole: Wording, seed: int, step: int, left: Mapping[str, int]) -> list[int]:
        """Free parts beside the seed that the rest of the whole contains, with at most one stranger between two."""
        found: list[int] = []
        strangers: list[int] = []
        ordinal = seed + step
        while ordinal in self._free and len(strangers) <= _MOST_STRANGERS_BETWEEN_PARTS:
            if self._is_contained(whole, left, ordinal):
                found += [*strangers, ordinal]
                strangers = []
            else:
                strangers.append(ordinal)
            ordinal += step
        return found

    def _is_contained(self, whole: Wording, left: Mapping[str, int], ordinal: int) -> bool:
        """Whether the rest of the whole has a part; of a list that stands as one, the items may be reworded."""
        part = self._parts[ordinal]
        code = part.code
        if len(code) < 3:
            return bool(code) and code in whole.code
        triples = self._triples(ordinal)
        is_item = whole.kind is ClauseKind.LIST and part.kind is ClauseKind.LIST_ITEM
        least = _LEAST_CONTAINED_OF_AN_ITEM if is_item else _LEAST_CONTAINED
        return sum([triple in left for triple in triples]) >= least * len(triples)


def _triples(code: str) -> set[str]:
    return set(_sequence(code))


def _sequence(code: str) -> list[str]:
    return [code[start : start + 3] for start in range(max(1, len(code) - 2))] if code else []
