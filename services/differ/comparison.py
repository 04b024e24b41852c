"""Two canonical texts of a document compared."""

from __future__ import annotations

from dataclasses import dataclass

from services.differ.align import Alignment, align
from services.differ.clauses import Clause, split
from services.differ.substance import Substance, judge


@dataclass(frozen=True, slots=True)
class Comparison:
    """An older text and a newer one: both sides' clauses, how they correspond, and whether it matters."""

    before: tuple[Clause, ...]
    after: tuple[Clause, ...]
    alignment: Alignment
    substance: Substance

    @classmethod
    def of(cls, older: str, newer: str) -> Comparison:
        """The comparison of two canonical texts."""
        return cls.of_clauses(older, newer, split(older), split(newer))

    @classmethod
    def of_clauses(cls, older: str, newer: str, before: tuple[Clause, ...], after: tuple[Clause, ...]) -> Comparison:
        """The same, where both have been split into clauses already."""
        alignment = align(before, after)
        return cls(before, after, alignment, judge(older, newer, before, after, alignment))
