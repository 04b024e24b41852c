"""How grave a clause change is, by the types that its words carry or by what its signals say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from services.differ.reading.labels import TypeLabel
from services.differ.taxonomy.models import LEVELS, Level
from services.differ.telling.carried import Carried
from services.differ.telling.signal_models import Direction, Signal
from services.differ.telling.type_texts import TypeText, type_name

_OF_FEW_WORDS = (
    "such a clause is of high severity, but only a few of its words were exchanged, and none points anywhere"
)
_OF_ONE_MEANING = "what changed of such a clause are forms of a word, or words that mean the same"
_OF_WORDS_THAT_STAYED = "such a clause was of high severity, but the words that made it one stand in the newer as well"
_LOW, _MEDIUM = LEVELS.index("low"), LEVELS.index("medium")


def gravity(carried: Carried, found: Sequence[Signal], texts: Mapping[str, TypeText]) -> tuple[Level, str]:
    """The severity of a clause change, and why.

    That of the gravest type that the clause carries or lost; without one, what its signals make of it.

    A type of whose words only a few were exchanged, in a clause that no signal says anything else of, is of medium
    severity at most; one of medium severity that stands in words of the same meaning is of low severity.
    One that is read in the older wording alone, whose words the newer has as well, is of medium severity at most too.
    """
    labels = carried.touched.labels
    is_pointing = any(signal.direction in (Direction.WORSE, Direction.BETTER) for signal in found)
    most = {} if is_pointing else dict.fromkeys(carried.slight, _MEDIUM) | dict.fromkeys(carried.idle, _LOW)
    most = dict.fromkeys(carried.touched.stayed, _MEDIUM) | most
    if labels:
        full = [weight(label, carried.of_nobody) for label in labels]
        weights = [min(weight, most.get(label.clause_type, weight)) for label, weight in zip(labels, full, strict=True)]
        of = max(range(len(labels)), key=lambda number: (weights[number], full[number]))
        gravest, name = labels[of], type_name(labels[of].clause_type, texts)
        because = gravest.severity_because
        if weights[of] < full[of]:
            because = _less(carried, gravest.clause_type, weights[of])
        return LEVELS[weights[of]], f"{name if is_sure(gravest) else f'likely {name}'}: {because}"
    worse = next((signal for signal in found if signal.direction is Direction.WORSE), None)
    if worse is not None:
        return "medium", f"the words that changed carry no clause type, but are worse for the reader: {worse.because}"
    return "low", "the words that changed carry no clause type, and no sign that it is worse for the reader"


def _less(carried: Carried, clause_type: str, weight: int) -> str:
    """Why a type is told as less grave than its clause."""
    if weight < _MEDIUM:
        return _OF_ONE_MEANING
    return _OF_WORDS_THAT_STAYED if clause_type in carried.touched.stayed else _OF_FEW_WORDS


def is_sure(label: TypeLabel) -> bool:
    """Whether a clause says so itself, or the reader is sure of it."""
    return label.basis == "explicit" or label.confidence == "high"


def weight(label: TypeLabel, of_nobody: Set[str]) -> int:
    """How grave a label makes a change.

    What is only likely, or favours nobody, is never of high severity, nor is what another sentence says of a type that
    the clause has anyway.
    """
    level = LEVELS.index(label.severity)
    is_weighty = is_sure(label) and label.clause_type not in of_nobody and not label.is_restated
    return level if is_weighty else min(level, _MEDIUM)
