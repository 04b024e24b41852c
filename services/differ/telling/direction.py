"""What a clause change, and a whole change, means for the reader: worse, better, neutral or unclear, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from services.differ.align import ChangeKind
from services.differ.taxonomy.models import LEVELS, Level, Stance
from services.differ.telling.signal_models import Direction, Signal, SignalKind
from services.differ.telling.type_texts import TypeText, type_name

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A direction with its reason in words; `is_doubted` where it seems better and something speaks against it."""

    direction: Direction
    because: str
    is_doubted: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A type that surely came or went with the words of a clause, how grave it is, and what that does to the reader.

    `is_said_anyway` where the document had it before in another clause too, or has it still.
    """

    clause_type: str
    severity: Level
    direction: Direction
    came: bool
    is_said_anyway: bool = False


def clause_direction(
    kind: ChangeKind,
    signals: Sequence[Signal],
    types_before: Collection[str],
    types_after: Collection[str],
    stances: Mapping[str, Stance],
    texts: Mapping[str, TypeText],
    anyway: Set[str] = frozenset(),
) -> Judged:
    """The direction of one substantive clause change.

    `texts` are those of the types. `anyway` has the types that another clause had before, or still has: such a type is
    not new, and is not lost with a clause that went whole.

    A clause that is added or removed whole goes by what its types do to the reader; a rewording by its signals, and
    by types gained or lost where no signal points anywhere. Signals that point both ways make it unclear, and so does
    what is better by the one and worse by the other.
    """
    if kind is ChangeKind.MOVED:
        return Judged(Direction.NEUTRAL, "the clause moved and says the same")
    gained = [slug for slug in types_after if slug not in types_before]
    lost = [slug for slug in types_before if slug not in types_after]
    if kind is ChangeKind.REMOVED:
        lost = [slug for slug in lost if slug not in anyway]
    by_types = _by_types(gained, lost, stances, texts, anyway)
    by_signals = _by_signals(signals)
    first, second = (by_signals, by_types) if kind is ChangeKind.MODIFIED else (by_types, by_signals)
    against = second if kind is ChangeKind.MODIFIED else _by_signals(_without_kinds_of_data(signals))
    if first and against and (first.direction, against.direction) == (Direction.BETTER, Direction.WORSE):
        return doubted(first, against.because)
    return first or second or Judged(Direction.UNCLEAR, "nothing in its words says whom the change favours")


def doubted(better: Judged, against: str) -> Judged:
    """What seems better, with what speaks `against` it."""
    return Judged(Direction.UNCLEAR, f"points both ways: {better.because}; but {against}", is_doubted=True)


def _without_kinds_of_data(signals: Sequence[Signal]) -> list[Signal]:
    """`signals` but those of kinds of data: a clause on what readers may see or take with them names them too."""
    return [signal for signal in signals if signal.kind is not SignalKind.DATA_CATEGORY]


def _by_types(
    gained: Sequence[str],
    lost: Sequence[str],
    stances: Mapping[str, Stance],
    texts: Mapping[str, TypeText],
    anyway: Set[str],
) -> Judged | None:
    worse = [slug for slug in gained if stances.get(slug) == "burdens"]
    worse += [slug for slug in lost if stances.get(slug) == "protects"]
    better = [slug for slug in gained if stances.get(slug) == "protects"]
    better += [slug for slug in lost if stances.get(slug) == "burdens"]
    if bool(worse) == bool(better):
        return None
    direction = Direction.WORSE if worse else Direction.BETTER
    told = worse or better
    came = [slug for slug in told if slug in gained]
    turned = came or told
    telling = [slug for slug in turned if slug not in anyway]
    return Judged(direction, _deed(_named(telling or turned, texts), came=bool(came), is_said_anyway=not telling))


def _named(slugs: Iterable[str], texts: Mapping[str, TypeText]) -> str:
    return ", ".join(type_name(slug, texts) for slug in slugs)


def _deed(types: str, *, came: bool, is_said_anyway: bool) -> str:
    """What became of types, in words: what the document said before is not `now said`."""
    if is_said_anyway:
        return f"{types}: said in {'more' if came else 'fewer'} clauses than before"
    return f"{types}: {'now' if came else 'no longer'} said"


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

    The gravest clauses that point somewhere decide; where they point both ways, the change is unclear, and so it is
    where all are better and another as grave is doubted. What is of low severity decides only where nothing is graver:
    a way to get in touch outweighs no licence.
    """
    lowest = min(LEVELS.index(_gravest(clauses)), 1)
    for severity in reversed(LEVELS[lowest:]):
        pointing = _directions(clauses, severity)
        if len(pointing) > 1:
            return Judged(Direction.UNCLEAR, f"clauses of {severity} severity point both ways")
        if pointing:
            return next(
                judged for of_clause, judged in clauses if of_clause == severity and judged.direction in pointing
            )
    if clauses and all(judged.direction is Direction.NEUTRAL for _, judged in clauses):
        return Judged(Direction.NEUTRAL, "no clause says anything else")
    if unsure := [judged for _, judged in clauses if judged.is_doubted]:
        return Judged(Direction.UNCLEAR, unsure[0].because)
    return Judged(Direction.UNCLEAR, "nothing in its words says whom the change favours")


def rewrite_direction(
    clauses: Sequence[tuple[Level, Judged]], turns: Sequence[Turn], texts: Mapping[str, TypeText]
) -> Judged:
    """The direction of a document that was rewritten, from its clause changes and the turns of all of them; `texts` are
    those of the types.

    One type that is new among many clauses says little: all that came and went of the gravest severity has to agree,
    and a clause of that severity has to say what the document did not say before.
    """
    gravest = _gravest(clauses)
    of_gravest = [turn for turn in turns if turn.severity == gravest]
    directions = {turn.direction for turn in of_gravest}
    rewritten = "the document was rewritten, and"
    if not directions:
        return Judged(Direction.UNCLEAR, f"{rewritten} nothing of {gravest} severity surely came or went")
    if len(directions) > 1:
        return Judged(Direction.UNCLEAR, f"{rewritten} what came and went of {gravest} severity points both ways")
    if _directions(clauses, gravest) != directions:
        return Judged(Direction.UNCLEAR, f"{rewritten} what it says of {gravest} severity may have stood elsewhere")
    telling = [turn for turn in of_gravest if not turn.is_said_anyway] or of_gravest
    first = telling[0]
    slugs = dict.fromkeys(turn.clause_type for turn in telling if turn.came is first.came)
    deed = _deed(_named(list(slugs)[:_MOST_NAMED], texts), came=first.came, is_said_anyway=first.is_said_anyway)
    return Judged(first.direction, deed)


def may_be_of_a_rewrite(direction: Direction, clauses: Sequence[tuple[Level, Judged]]) -> bool:
    """Whether a rewrite with these clause changes may have `direction`: none, or that of all its gravest clauses."""
    return direction is Direction.UNCLEAR or _directions(clauses, _gravest(clauses)) == {direction}


def _gravest(clauses: Sequence[tuple[Level, Judged]]) -> Level:
    return LEVELS[max((LEVELS.index(severity) for severity, _ in clauses), default=0)]


def _directions(clauses: Sequence[tuple[Level, Judged]], of: Level) -> Set[Direction]:
    """Where the clauses of a severity point that point somewhere; beside better ones one that is doubted is worse."""
    of_severity = [judged for severity, judged in clauses if severity == of]
    pointing = {judged.direction for judged in of_severity} & {Direction.WORSE, Direction.BETTER}
    is_doubted = Direction.BETTER in pointing and any(judged.is_doubted for judged in of_severity)
    return pointing | {Direction.WORSE} if is_doubted else pointing
