"""Signals of words that leave a promise its exceptions: who does not share data `by default` may well share them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor, Deed, Force, Negator
from services.differ.telling.hunks import Hunk, Side, both_sides
from services.differ.telling.signal_models import Direction, Signal, SignalKind, gained_or_lost, quoted

HEDGED = "hedged_denial"
"""What the signal of a denial is called that gained or lost a hedge."""

_HEDGED_PROMISE = "hedged_promise"
_BY_DEFAULT = r"by default|standardmäßig|par défaut"
_MOSTLY = (
    r"generally|in general|in (?:most|many|the majority of) (?:cases|instances|circumstances)|for the most part"
    r"|normally|usually|typically|ordinarily|as a (?:general )?(?:rule|matter of course)|currently|presently"
    r"|at (?:this time|present|the moment|the present time)|for now|in principle"
    r"|in der regel|grundsätzlich|im allgemeinen|in den meisten fällen|üblicherweise|normalerweise|gewöhnlich|meistens"
    r"|derzeit|zurzeit|momentan|bis auf weiteres"
    r"|en (?:règle )?générale?|généralement|en principe|normalement|habituellement|actuellement|à l['’]heure actuelle"
    r"|dans la plupart des cas|le plus souvent|pour l['’]instant|pour le moment"
)
_HEDGES = re.compile(rf"(?<!\w)(?:{_BY_DEFAULT}|{_MOSTLY})(?!\w)", re.IGNORECASE)
_HEDGES_OF_A_PROMISE = re.compile(rf"(?<!\w)(?:{_MOSTLY})(?!\w)", re.IGNORECASE)
"""What protects readers by default protects all who chose nothing else."""

_PASSIVE = re.compile(
    r"(?<!\w)(?:(?:is|are|wird|werden) (?:not|never|nicht|niemals)|(?:is|are)n['’]?t"
    r"|(?:will|may|would) (?:not|never))$",
    re.IGNORECASE,
)
_BEFORE_ITS_VERB = frozenset({"nicht", "nie", "niemals", "kein", "keine", "keinen", "keinem", "keiner", "keines"})
_MOST_PLACES = 100
_MOST_WORDS = 12
_LEAST_SHARED_WORDS = 0.5


def hedge_signals(before: str, after: str, changed: Sequence[Hunk]) -> Iterator[Signal]:
    """The hedges that a denial or a promise gained or lost which both wordings have."""
    if not (before and after) or len(changed) > _MOST_PLACES:
        return
    for side in both_sides(before, after, changed):
        yield from _hedged(side)


def _hedged(side: Side) -> Iterator[Signal]:
    text, other, span, replaced, is_gained = side
    found = _HEDGES.search(text, *span)
    if found is None or max(len(text[slice(*one)].split()) for one in (span, replaced)) > _MOST_WORDS:
        return
    said = grammar.sentence(text, *found.span())
    unhedged = grammar.sentence(other, replaced[0], replaced[0])
    if _HEDGES.search(other, *unhedged) or not _is_the_same(text[slice(*said)], other[slice(*unhedged)]):
        return
    if _denies(text, said) and _denies(other, unhedged):
        what, told = HEDGED, "what is not done"
    elif _HEDGES_OF_A_PROMISE.fullmatch(found.group()) and _promises(text, said) and _promises(other, unhedged):
        what, told = _HEDGED_PROMISE, "what is promised"
    else:
        return
    words = quoted(text, *found.span())
    because = f"{told} is {'now' if is_gained else 'no longer'} hedged (“{words.text}”)"
    yield gained_or_lost(SignalKind.CONDITION, what, words, Direction.WORSE, because, is_gained=is_gained)


def _is_the_same(one: str, other: str) -> bool:
    """Whether most words of the shorter of two sentences are in the other too."""
    words = [frozenset(said.lower().split()) for said in (one, other)]
    return len(words[0] & words[1]) >= _LEAST_SHARED_WORDS * min(map(len, words)) > 0


def _denies(text: str, said: tuple[int, int]) -> bool:
    """Whether a sentence says what the platform does not do to readers or their data."""
    return any(
        _is_of_the_platform(text, negator)
        and _intrudes(text, said, negator)
        and not grammar.denies_nothing(text, negator)
        and not grammar.is_of_a_condition(text, negator.start)
        for negator in grammar.negators(text, *said)
    )


def _is_of_the_platform(text: str, negator: Negator) -> bool:
    """Whether the platform does not do it, or nobody is said to: `your data is not used`."""
    who = grammar.actor(text, negator.start)
    first, _ = grammar.sentence(text, negator.start, negator.end)
    plain = " ".join(_HEDGES.sub(" ", text[first : negator.end]).split())
    return who is Actor.PLATFORM or (who is Actor.UNKNOWN and _PASSIVE.search(plain) is not None)


def _intrudes(text: str, said: tuple[int, int], negator: Negator) -> bool:
    """Whether the verb that is denied intrudes; that of German may stand before its `nicht`."""
    if grammar.deed(text[: said[1]], negator.end) is Deed.INTRUDES:
        return True
    is_german = text[negator.start : negator.end].lower() in _BEFORE_ITS_VERB
    return is_german and grammar.deed(text[: negator.start], said[0]) is Deed.INTRUDES


def _promises(text: str, said: tuple[int, int]) -> bool:
    """Whether a sentence says what the platform will do for readers."""
    return any(
        modal.force in (Force.WILL, Force.MUST)
        and grammar.actor(text, modal.start) is Actor.PLATFORM
        and grammar.deed(text[: said[1]], modal.end) is Deed.PROTECTS
        for modal in grammar.modals(text[: said[1]])
        if modal.start >= said[0]
    ) and not grammar.negators(text, *said)
