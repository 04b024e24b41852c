"""What a text that waits would change: the clauses in force that it keeps, lacks and adds. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.differ.clauses import Clause, split


@dataclass(frozen=True, slots=True)
class HeldText:
    """How many clauses of the text in force a waiting text keeps, by number and by share of the text's length; and
    the passages that it lacks and adds, the longest first.
    """

    clauses_in_force: int
    clauses_kept: int
    share_kept: float
    lacks: tuple[str, ...]
    adds: tuple[str, ...]


def held_text(in_force: str, waiting: str) -> HeldText:
    """What putting `waiting` in the place of `in_force` would change, clause by clause as they are written."""
    before, after = split(in_force), split(waiting)
    lacks, adds = _missing(before, after), _missing(after, before)
    total, lost = (sum(len(clause.normal) for clause in clauses) for clauses in (before, lacks))
    return HeldText(
        clauses_in_force=len(before),
        clauses_kept=len(before) - len(lacks),
        share_kept=1 - lost / total if total else 0.0,
        lacks=_passages(in_force, lacks),
        adds=_passages(waiting, adds),
    )


def _missing(side: Sequence[Clause], other: Sequence[Clause]) -> list[Clause]:
    """The clauses of one side that the other does not have as often."""
    left = Counter(clause.normal_sha256 for clause in other)
    missing = []
    for clause in side:
        if left[clause.normal_sha256]:
            left[clause.normal_sha256] -= 1
        else:
            missing.append(clause)
    return missing


def _passages(text: str, clauses: Sequence[Clause]) -> tuple[str, ...]:
    longest = sorted(clauses, key=lambda clause: len(clause.normal), reverse=True)
    return tuple(text[clause.start : clause.end] for clause in longest)
