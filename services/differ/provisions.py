"""Provisions carried from one version to the next: a clause that is matched keeps its identity."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from services.differ.align import Alignment
from services.differ.clauses import Clause


@dataclass(frozen=True, slots=True)
class Carried:
    """Each newer clause's provision, in order, and what became of provisions that were split, merged or brought back.

    `split_from` maps a new provision to the one that its clause was a part of; `merged_into` one that ended to the one
    that took it in; `returned` has those that were gone and came back; `minted` the new ones; `ended` those that no
    clause carries any more.
    """

    provisions: tuple[str, ...]
    minted: tuple[str, ...]
    ended: tuple[str, ...]
    returned: tuple[str, ...]
    split_from: Mapping[str, str]
    merged_into: Mapping[str, str]


def carry(
    alignment: Alignment,
    before_provisions: Sequence[str],
    after: Sequence[Clause],
    mint: Callable[[], str],
    gone: Mapping[str, str] | None = None,
) -> Carried:
    """The provisions of the newer version's clauses.

    `before_provisions` has a provision for each older clause; `mint` gives a new id; `gone` maps the normal SHA-256 of
    clauses of earlier versions to their provisions: one that no clause carries comes back with its wording.
    """
    carrying = _Carrying(before_provisions, mint, gone or {})
    carrying.keep(alignment)
    carrying.complete(after)
    carrying.link(alignment)
    return carrying.carried(len(after))


@dataclass(slots=True)
class _Carrying:
    before: Sequence[str]
    mint: Callable[[], str]
    gone: Mapping[str, str]
    after: dict[int, str] = field(default_factory=dict)
    minted: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    split_from: dict[str, str] = field(default_factory=dict)
    merged_into: dict[str, str] = field(default_factory=dict)

    def keep(self, alignment: Alignment) -> None:
        for match in alignment.matches:
            self.after[match.after] = self.before[match.before]

    def complete(self, after: Sequence[Clause]) -> None:
        carried = {*self.before}
        for ordinal, clause in enumerate(after):
            if ordinal in self.after:
                continue
            earlier = self.gone.get(clause.normal_sha256)
            if earlier is not None and earlier not in carried:
                self.returned.append(earlier)
                provision = earlier
            else:
                provision = self.mint()
                self.minted.append(provision)
            carried.add(provision)
            self.after[ordinal] = provision

    def link(self, alignment: Alignment) -> None:
        minted = set(self.minted)
        for split in alignment.splits:
            for ordinal in split.afters:
                if self.after[ordinal] in minted:
                    self.split_from[self.after[ordinal]] = self.before[split.before]
        for merge in alignment.merges:
            survivor = self.after[merge.after]
            for ordinal in merge.befores:
                if self.before[ordinal] != survivor:
                    self.merged_into[self.before[ordinal]] = survivor

    def carried(self, count: int) -> Carried:
        provisions = tuple(self.after[ordinal] for ordinal in range(count))
        present = set(provisions)
        return Carried(
            provisions=provisions,
            minted=tuple(self.minted),
            ended=tuple(provision for provision in self.before if provision not in present),
            returned=tuple(self.returned),
            split_from=self.split_from,
            merged_into=self.merged_into,
        )
