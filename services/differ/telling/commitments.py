"""What the platform says that it does not do with data, or only where: a promise, whose loss is worse for readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor
from services.differ.reading.sentences import sentence_spans
from services.differ.reading.texts import plain_of
from services.differ.reading.words import WORD
from services.differ.telling.signal_models import Direction, Signal, SignalKind, gained_or_lost, quoted_beginning

LOST = "commitment_lost"
"""What the signal of a commitment that is gone is called."""

_DENIED = re.compile(
    r"\b(?:(?:do|does|will|shall|would|may|can|did) ?(?:not|n't)|(?:do|does|wo|would|ca|did)n't|never|cannot)"
    r" (?:\w+ly |ever |also |use or |collect or ){0,2}\"?"
    r"(?:sell|rent|trade|share|disclose|use|collect|access|read|scan|track|train|transfer|store|retain|combine"
    r"|purchase|buy|record|monitor|profile|target)\b"
    r"|\bonly (?:ever )?(?:shares?|discloses?|uses?|collects?|access(?:es)?|process(?:es)?)\b"
    r"|\b(?:shares?|discloses?|access(?:es)?|transfers?) [^.;:]{0,60}\bonly (?:where|if|when|with|in response)\b"
    r"|\b(?:verkaufen|vermieten|teilen|nutzen|verwenden|erheben|speichern|übermitteln|verarbeiten)\b"
    r"[^.;:]{0,80}\b(?:nicht|keine[nrms]?|niemals)\b"
    r"|\bne (?:vend|lou|partage|divulgu|utilis|collect|conserv|transmet|communiqu)\w* (?:pas|jamais|aucune?)\b",
    re.IGNORECASE,
)
_GIVING = re.compile(r"\b(?:sell|rent|trade|share|disclose|verkaufen|vermieten|teilen|weitergeben)\b")
_OF_THE_PLATFORM = re.compile(
    r"\b(?:we|our|us|personnel|employees|staff|affiliates|(?:service )?providers|processors|vendors"
    r"|wir|unsere?|mitarbeiter\w*|nous|nos|notre)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?!You|Your|Users?|Customers?|Members?|Developers?|Sellers?|Hosts?|Sie|Vous|They|It)[A-Z]\w+"
    r" (?:will |shall |may )?$"
)
"""A company, by its name, but not those whom terms call by a capital."""

_LEAST_SHARED_WORDS = 0.6
_MOST_COMPARED = 500
"""Of the corpus no change has more than 13."""

_SHORTEST_WORD = 4
_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class _Commitment:
    """A sentence that says what the platform does not do, with its words of four letters and more, and what of them
    gives data away: who sells or shares no data may share them where only selling is left in the sentence.
    """

    start: int
    end: int
    words: frozenset[str]
    givings: frozenset[str]

    def is_kept_in(self, others: Iterable[_Commitment]) -> bool:
        """Whether one of `others` has most of its words, and all that gives data away."""
        return any(
            len(self.words & other.words) >= _LEAST_SHARED_WORDS * len(self.words) and self.givings <= other.givings
            for other in others
        )

    def holds(self, others: Iterable[_Commitment]) -> bool:
        """Whether it is one of `others` with words more: those make a promise narrower, and no other one.

        Not where they give away data in other ways: to deny one more of them is another promise.
        """
        return any(other.givings == self.givings and other.is_kept_in([self]) for other in others)


class Commitments:
    """Those of all clauses of a change: what one clause no longer says and another says now is kept."""

    def __init__(self, older: Iterable[str], newer: Iterable[str]) -> None:
        self._older, self._newer = ({text: tuple(_commitments(text)) for text in texts} for texts in (older, newer))
        self._before, self._after = (list(chain(*of.values())) for of in (self._older, self._newer))

    def signals(self, before: str, after: str) -> tuple[Signal, ...]:
        """What became of the commitments of one of the clauses: each that is nowhere in the change any longer, or was
        not. None where there are too many to compare: no document promises as much.
        """
        if max(len(self._before), len(self._after)) > _MOST_COMPARED:
            return ()
        lost = (one for one in self._older[before] if not one.is_kept_in(self._after) and not one.holds(self._after))
        gained = (one for one in self._newer[after] if not one.is_kept_in(self._before) and not one.holds(self._before))
        return (
            *(_signal(before, one, is_gained=False) for one in lost),
            *(_signal(after, one, is_gained=True) for one in gained),
        )


def _commitments(text: str) -> Iterator[_Commitment]:
    plain = plain_of(text)
    for start, end in sentence_spans(plain):
        denied = _DENIED.search(plain, start, end)
        if denied and _is_of_the_platform(plain, start, denied.start()):
            words = WORD.findall(plain[start:end].lower())
            long = frozenset(word for word in words if len(word) >= _SHORTEST_WORD)
            yield _Commitment(start, end, long, frozenset(_GIVING.findall(plain[denied.start() : end].lower())))


def _is_of_the_platform(text: str, start: int, place: int) -> bool:
    """Whether the platform, or who works for it, is the subject of what is denied at `place`."""
    if grammar.is_of_a_condition(text, place) or grammar.actor(text, place) is Actor.READER:
        return False
    return _OF_THE_PLATFORM.search(text, start, place) is not None or _NAMED.search(text[start:place]) is not None


def _signal(text: str, one: _Commitment, *, is_gained: bool) -> Signal:
    words = quoted_beginning(text, one.start, one.end, _LONGEST_QUOTE)
    what = "commitment_gained" if is_gained else LOST
    because = f"a promise is {'now' if is_gained else 'no longer'} made (“{words.text}”)"
    return gained_or_lost(SignalKind.NEGATION, what, words, Direction.BETTER, because, is_gained=is_gained)
