"""Which clause of one version is which of the next, and what therefore changed.

Exact matches come first (equal normal forms, as many as both versions share), then rewordings by similarity,
then clauses that were split or merged; what stands out of the order of the rest has moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.differ.clauses import Clause
from services.differ.matching import Pair, exact_pairs, in_order
from services.differ.regrouping import Group, find_groups
from services.differ.rewording import reworded_pairs, wordings


class ChangeKind(StrEnum):
    """What happened to a clause."""

    ADDED = "added"
    REMOVED = "removed"
    MODIFIED = "modified"
    MOVED = "moved"


class MatchMethod(StrEnum):
    """How a match was found; `move` is an exact match out of order."""

    EXACT = "exact"
    FUZZY = "fuzzy"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Match:
    """Two ordinals that are the same clause, with their similarity from 0 to 1."""

    before: int
    after: int
    score: float
    method: MatchMethod


@dataclass(frozen=True, slots=True)
class Split:
    """A clause that became several neighbours; the first of `afters` in order need not be the one that is matched."""

    before: int
    afters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Several neighbouring clauses that became one."""

    befores: tuple[int, ...]
    after: int


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause change, by ordinals; the parts of a split or merge are one change of the clause that is matched.

    `has_moved` says that a modified clause also stands elsewhere in the order.
    """

    kind: ChangeKind
    before: int | None
    after: int | None
    score: float
    has_moved: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two versions' clauses correspond: matches and changes in the order of the newer version.

    What was removed stands where it stood.
    """

    matches: tuple[Match, ...]
    changes: tuple[ClauseChange, ...]
    splits: tuple[Split, ...] = ()
    merges: tuple[Merge, ...] = ()

    def before_group(self, change: ClauseChange) -> tuple[int, ...]:
        """The older clauses that `change` is about: several where clauses were merged, none for an addition."""
        for merge in self.merges:
            if change.after == merge.after and change.before in merge.befores:
                return merge.befores
        return () if change.before is None else (change.before,)

    def after_group(self, change: ClauseChange) -> tuple[int, ...]:
        """The newer clauses that `change` is about: several where a clause was split, none for a removal."""
        for split in self.splits:
            if change.before == split.before and change.after in split.afters:
                return split.afters
        return () if change.after is None else (change.after,)


def passages(
    before_text: str,
    after_text: str,
    before: Sequence[Clause],
    after: Sequence[Clause],
    alignment: Alignment,
    change: ClauseChange,
) -> tuple[str, str]:
    """The verbatim older and newer passage of a change, empty where there is none; for the redline of it."""
    return (
        _passage(before_text, before, alignment.before_group(change)),
        _passage(after_text, after, alignment.after_group(change)),
    )


def _passage(text: str, clauses: Sequence[Clause], group: tuple[int, ...]) -> str:
    return text[clauses[group[0]].start : clauses[group[-1]].end] if group else ""


def align(before: Sequence[Clause], after: Sequence[Clause]) -> Alignment:
    """The alignment of two versions' clauses; the same for the same input, in well under quadratic time."""
    exact = exact_pairs(before, after)
    older, newer = wordings(before, after, exact)
    reworded = reworded_pairs(older, newer, exact, before, after)
    groups = find_groups(older, newer, {pair.before: pair.after for pair in reworded})
    matches = _matches(exact, reworded, groups)
    ordered = {pair.before: pair.after for pair in in_order(Pair(m.before, m.after, m.score) for m in matches)}
    told = [
        replace(match, method=MatchMethod.MOVE)
        if match.method is MatchMethod.EXACT and match.before not in ordered
        else match
        for match in matches
    ]
    return Alignment(
        matches=tuple(sorted(told, key=lambda match: match.after)),
        changes=_changes(before, after, told, groups, ordered),
        splits=tuple(Split(group.whole, group.parts) for group in groups if not group.is_merge),
        merges=tuple(Merge(group.parts, group.whole) for group in groups if group.is_merge),
    )


def _matches(exact: dict[int, int], reworded: Sequence[Pair], groups: Sequence[Group]) -> list[Match]:
    """Each clause's one match, before it is asked whether it kept its place in the order of them all."""
    regrouped = {(group.main, group.whole) if group.is_merge else (group.whole, group.main): group for group in groups}
    return [
        *(Match(before, after, 1.0, MatchMethod.EXACT) for before, after in exact.items()),
        *(
            Match(pair.before, pair.after, pair.score, MatchMethod.FUZZY)
            for pair in reworded
            if (pair.before, pair.after) not in regrouped
        ),
        *(
            Match(before, after, group.score, MatchMethod.MERGE if group.is_merge else MatchMethod.SPLIT)
            for (before, after), group in regrouped.items()
        ),
    ]


def _changes(
    before: Sequence[Clause],
    after: Sequence[Clause],
    matches: Sequence[Match],
    groups: Sequence[Group],
    ordered: dict[int, int],
) -> tuple[ClauseChange, ...]:
    """What the matches tell; `ordered` holds those that kept their order, older ordinal to newer."""
    older = {match.before for match in matches}
    newer = {match.after for match in matches}
    for group in groups:
        (older if group.is_merge else newer).update(group.parts)
    placed: list[tuple[tuple[int, int, int], ClauseChange]] = []
    for match in matches:
        if match.method is MatchMethod.EXACT:
            continue
        if match.method is MatchMethod.MOVE:
            change = ClauseChange(ChangeKind.MOVED, match.before, match.after, match.score)
        else:
            change = ClauseChange(
                ChangeKind.MODIFIED, match.before, match.after, match.score, has_moved=match.before not in ordered
            )
        placed.append(((match.after, 1, 0), change))
    placed.extend(
        ((ordinal, 1, 0), ClauseChange(ChangeKind.ADDED, None, ordinal, 0.0))
        for ordinal in range(len(after))
        if ordinal not in newer
    )
    placed.extend(_removals(len(before), older, ordered))
    return tuple(change for _, change in sorted(placed, key=lambda entry: entry[0]))


def _removals(
    count: int, matched: set[int], ordered: dict[int, int]
) -> list[tuple[tuple[int, int, int], ClauseChange]]:
    """Each removal with its place: after the newer clause that its predecessor became."""
    removals = []
    place = -1
    for ordinal in range(count):
        place = ordered.get(ordinal, place)
        if ordinal not in matched:
            removals.append(((place, 2, ordinal), ClauseChange(ChangeKind.REMOVED, ordinal, None, 0.0)))
    return removals
