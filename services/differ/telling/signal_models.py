"""What a signal of a change is: what it is about, the words that it stands on, and what it means for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.differ.excerpts import beginning


class Direction(StrEnum):
    """What a change means for the reader."""

    WORSE = "worse"
    BETTER = "better"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"


class SignalKind(StrEnum):
    """What a signal is about."""

    DURATION = "duration"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    DATE = "date"
    MODALITY = "modality"
    NEGATION = "negation"
    CHOICE = "choice"
    RECIPIENT = "recipient"
    DATA_CATEGORY = "data_category"
    PURPOSE = "purpose"
    PLACE = "place"
    SCOPE = "scope"
    PARTY = "party"
    CONDITION = "condition"


OF_DATA = frozenset({SignalKind.DATA_CATEGORY, SignalKind.RECIPIENT, SignalKind.PURPOSE})
"""What is said of people's data."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a passage: `passage[start:end] == text`."""

    start: int
    end: int
    text: str

    def holds(self, start: int, end: int) -> bool:
        """Whether the passage's words from `start` to `end` are among them."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that a clause change does. `before` or `after` is None where something was only gained or lost."""

    kind: SignalKind
    what: str
    before: Quoted | None
    after: Quoted | None
    direction: Direction
    because: str

    def stands_within(self, other: Signal) -> bool:
        """Whether `other` quotes all the words that this one quotes."""
        return _holds(other.before, self.before) and _holds(other.after, self.after)


def _holds(outer: Quoted | None, inner: Quoted | None) -> bool:
    return inner is None or (outer is not None and outer.holds(inner.start, inner.end))


OPPOSITE = {Direction.WORSE: Direction.BETTER, Direction.BETTER: Direction.WORSE}


def gained_or_lost(
    kind: SignalKind, what: str, named: Quoted, of_gain: Direction, because: str, *, is_gained: bool
) -> Signal:
    """A signal of what only one wording has, `named`: it points to `of_gain` where gained, else the other way."""
    if is_gained:
        return Signal(kind, what, None, named, of_gain, because)
    return Signal(kind, what, named, None, OPPOSITE.get(of_gain, of_gain), because)


def quoted_beginning(text: str, start: int, end: int, longest: int) -> Quoted:
    """The words of `text` from `start` to `end`, of more than `longest` characters the first that fit."""
    return quoted(text, start, min(end, start + len(beginning(text[start:end], longest).rstrip("…"))))


def quoted(text: str, start: int, end: int) -> Quoted:
    """The words of `text` from `start` to `end`."""
    return Quoted(start, end, text[start:end])
