"""What a clause change, and a whole change, means for the reader: worse, better, neutral or unclear, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from services.differ.align import ChangeKind
from services.differ.reading.signal_models import Direction, Signal
from services.differ.taxonomy.models import LEVELS, Level, Stance


@dataclass(frozen=True, slots=True)
class Judged:
    """A direction with its reason in words."""

    direction: Direction
    because: str


def clause_direction(
    kind: ChangeKind,
    signals: Sequence[Signal],
    types_before: Collection[str],
    types_after: Collection[str],
    stances: Mapping[str, Stance],
) -> Judged:
    """The direction of one substantive clause change.

    A clause that is added or removed whole goes by what its types do to the reader; a rewording by its signals, and
    by types gained or lost where no signal points anywhere. Signals that point both ways make it unclear.
    """
    if kind is ChangeKind.MOVED:
        return Judged(Direction.NEUTRAL, "the clause moved and says the same")
    gained = [slug for slug in types_after if slug not in types_before]
    lost = [slug for slug in types_before if slug not in types_after]
    by_types = _by_types(gained, lost, stances)
    by_signals = _by_signals(signals)
    first, second = (by_signals, by_types) if kind is ChangeKind.MODIFIED else (by_types, by_signals)
    return first or second or Judged(Direction.UNCLEAR, "nothing in its words says whom the change favours")


def _by_types(gained: Sequence[str], lost: Sequence[str], stances: Mapping[str, Stance]) -> Judged | None:
    worse = [slug for slug in gained if stances.get(slug) == "burdens"]
    worse += [slug for slug in lost if stances.get(slug) == "protects"]
    better = [slug for slug in gained if stances.get(slug) == "protects"]
    better += [slug for slug in lost if stances.get(slug) == "burdens"]
    if bool(worse) == bool(better):
        return None
    direction = Direction.WORSE if worse else Direction.BETTER
    names = ", ".join(slug.replace("_", " ") for slug in (worse or better))
    came = [slug for slug in (worse or better) if slug in gained]
    return Judged(direction, f"{names}: {'now said' if came else 'no longer said'}")


def _by_signals(signals: Sequence[Signal]) -> Judged | None:
    worse = [signal for signal in signals if signal.direction is Direction.WORSE]
    better = [signal for signal in signals if signal.direction is Direction.BETTER]
    if worse and better:
        return Judged(Direction.UNCLEAR, f"points both ways: {worse[0].because}; but {better[0].because}")
    if worse or better:
        telling = worse or better
        return Judged(telling[0].direction, telling[0].because)
    return None


def change_direction(clauses: Sequence[tuple[Level, Judged]]) -> Judged:
    """The direction of a whole change from its substantive clause changes, each with its severity.

    The gravest clauses that point somewhere decide; where they point both ways, the change is unclear. What is of low
    severity decides only where nothing is graver: a way to get in touch outweighs no licence.
    """
    gravest = max((LEVELS.index(of_clause) for of_clause, _ in clauses), default=0)
    for severity in reversed(LEVELS[min(gravest, 1) :]):
        telling = [
            judged
            for of_clause, judged in clauses
            if of_clause == severity and judged.direction in (Direction.WORSE, Direction.BETTER)
        ]
        if not telling:
            continue
        if len({judged.direction for judged in telling}) > 1:
            return Judged(Direction.UNCLEAR, f"clauses of {severity} severity point both ways")
        return telling[0]
    if clauses and all(judged.direction is Direction.NEUTRAL for _, judged in clauses):
        return Judged(Direction.NEUTRAL, "no clause says anything else")
    return Judged(Direction.UNCLEAR, "nothing in its words says whom the change favours")
