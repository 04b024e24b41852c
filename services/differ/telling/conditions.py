"""Signals of conditions that a sentence gained or lost, and of bans that were made wider or narrower.

What a reader has to do is worse without its condition, and what the platform promises is worse with one. A ban of
readers is worse the wider it is, and what the platform says that it does not do is better.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import islice

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor, Deed, Force
from services.differ.taxonomy.signal_words import Mention, SignalWords, WordGroup
from services.differ.telling.hunks import Hunk
from services.differ.telling.lead_ins import LeadIns, Said, in_its_sentence
from services.differ.telling.signal_models import Direction, Signal, SignalKind, gained_or_lost, quoted

FOR_WHOM = "who_it_is_for"
"""What the condition is called that says for whom something holds."""

_MOST_PLACES = 100
_MOST_TRIED = 100
"""Of places at which two wordings differ, and of conditions there: what has more is another clause."""

_MOST_WORDS_IN_ITS_PLACE = 3
_MOST_WORDS_BEFORE = 2
_MOST_WORDS_BEHIND = 3
_MOST_WORDS_OF_A_CONDITION = 12
_LONGEST_NEGATION = 12
_LONGEST_VERB = 20
_STOP = re.compile(r"\s*[,;.)]")
_PROHIBITS = re.compile(
    r"(?<!\w)(?:prohibit(?:s|ed)?|forbidden|refrain|verboten|untersagt|unzulässig|interdite?s?)(?!\w)", re.IGNORECASE
)

_Span = tuple[int, int]


class _Said(Enum):
    """What a condition is of."""

    DUTY = auto()
    PROMISE = auto()
    POWER = auto()
    OTHER = auto()


def condition_signals(
    before: str, after: str, changed: Sequence[Hunk], language: str, words: SignalWords, lead_ins: LeadIns
) -> Iterator[Signal]:
    """The conditions, and the breadth of bans, that sentences gained or lost which else go on as they were."""
    if not (before and after) or len(changed) > _MOST_PLACES:
        return
    for text, other, introduced, is_gained in ((after, before, lead_ins[1], True), (before, after, lead_ins[0], False)):
        places = [_spans(hunk, is_gained=is_gained) for hunk in changed]
        for mention, span in _surplus("conditions", text, other, places, language, words):
            yield _condition(text, mention, span, is_gained=is_gained)
        for mention, _ in _surplus("breadth", text, other, places, language, words):
            if (direction := _of_a_ban(in_its_sentence(text, mention.start, mention.end, introduced))) is not None:
                named = quoted(text, mention.start, mention.end)
                told = f"what is not to be done was made {'wider' if is_gained else 'narrower'} (“{named.text}”)"
                yield gained_or_lost(SignalKind.SCOPE, mention.word.slug, named, direction, told, is_gained=is_gained)


def _spans(hunk: Hunk, *, is_gained: bool) -> tuple[_Span, _Span]:
    """What of a place the wording with more words has, and what the other has there."""
    older, newer = (hunk.before_start, hunk.before_end), (hunk.after_start, hunk.after_end)
    return (newer, older) if is_gained else (older, newer)


def _surplus(
    group: WordGroup, text: str, other: str, places: Sequence[tuple[_Span, _Span]], language: str, words: SignalWords
) -> Iterator[tuple[Mention, _Span]]:
    """What `text` names more often than `other`, once each, with the place of a sentence at which it was put in.

    Where more came with it or gave way to it, or its sentence is new, it is no condition of what was said before.
    """
    found = words.occurrences(group, text, language)
    if not found:
        return
    more = Counter(one.word.slug for one in found)
    more.subtract(one.word.slug for one in words.occurrences(group, other, language))
    put_in = (
        (mention, span, replaced)
        for mention in found
        if more[mention.word.slug] > 0
        for span, replaced in places
        if span[0] < mention.end and mention.start < span[1]
    )
    for mention, span, replaced in islice(put_in, _MOST_TRIED):
        if len(other[slice(*replaced)].split()) <= _MOST_WORDS_IN_ITS_PLACE and _is_alone(text, mention, *span):
            more[mention.word.slug] = 0
            yield mention, span


def _is_alone(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether little more than a condition, up to the comma that ends it, was put into a sentence at a place."""
    first, last = grammar.sentence(text, mention.start, mention.end)
    is_there = start <= mention.start < end and (mention.end <= end or mention.word.bounds)
    if not is_there or (start <= first and end >= last):
        return False
    comma = text.find(",", mention.end, end)
    behind = text[comma if comma >= 0 else mention.end : end].split()
    within = text[mention.start : comma if comma >= 0 else end].split()
    return (
        len(text[start : mention.start].split()) <= _MOST_WORDS_BEFORE
        and (len(behind) <= _MOST_WORDS_BEHIND or comma < 0)
        and len(within) <= _MOST_WORDS_OF_A_CONDITION
    )


def _condition(text: str, mention: Mention, span: _Span, *, is_gained: bool) -> Signal:
    said = _conditional(text, mention, span)
    if said is _Said.PROMISE:
        direction = Direction.WORSE
    elif said is _Said.DUTY or (said is _Said.POWER and mention.word.bounds):
        direction = Direction.BETTER
    else:
        direction = Direction.UNCLEAR
    named = quoted(text, mention.start, mention.end if mention.word.bounds else _end(text, mention, span[1]))
    kind, deed = "qualifier" if mention.word.bounds else "condition", "added" if is_gained else "removed"
    because = f"a {kind} was {deed} (“{named.text}”)"
    return gained_or_lost(SignalKind.CONDITION, mention.word.slug, named, direction, because, is_gained=is_gained)


def _end(text: str, mention: Mention, end: int) -> int:
    """Where a condition ends that was put in up to `end`: at its comma or bracket, or with its sentence."""
    last = min(end, grammar.sentence(text, mention.start, mention.end)[1])
    stop = _STOP.search(text, mention.end, last)
    return stop.start() if stop else mention.start + len(text[mention.start : last].rstrip())


def _conditional(text: str, mention: Mention, span: _Span) -> _Said:
    """What a condition is of: the verb that stands nearest before it, or after the comma of one that opens a sentence.

    A verb that came or went with the condition says nothing of what was said before.
    """
    first, last = grammar.sentence(text, mention.start, mention.end)
    if grammar.names_an_actor(text[first : mention.start]):
        start, end = first, mention.start
    else:
        comma = text.find(",", mention.end, last)
        start, end = (comma + 1 if comma >= 0 else mention.end), last
    modals = [modal for modal in grammar.modals(text[:end]) if modal.start >= start]
    if not modals:
        return _Said.OTHER
    modal = modals[-1] if end == mention.start else modals[0]
    if span[0] < modal.end and modal.start < span[1]:
        return _Said.OTHER
    is_denied = bool(grammar.negators(text[modal.start : modal.end + _LONGEST_NEGATION]))
    who, what = grammar.actor(text, modal.start), grammar.deed(text[: modal.end + _LONGEST_VERB], modal.end)
    if who is Actor.READER:
        is_bound = modal.force is Force.MUST or (is_denied and modal.force is Force.MAY)
        return _Said.DUTY if is_bound else _Said.OTHER
    if who is not Actor.PLATFORM:
        return _Said.OTHER
    if is_denied:
        return _Said.PROMISE if what is Deed.INTRUDES else _Said.OTHER
    if what is Deed.PROTECTS and modal.force in (Force.WILL, Force.MUST):
        return _Said.PROMISE
    return _Said.POWER if what is Deed.INTRUDES and modal.force is Force.MAY else _Said.OTHER


def _of_a_ban(said: Said) -> Direction | None:
    """What it means that what is not to be done is so wide; None of what readers or the platform may do."""
    text, place, end = said
    first, last = grammar.sentence(text, place, end)
    denied = grammar.negators(text, first, place)
    if denied:
        who = grammar.actor(text, denied[-1].start)
        if who is Actor.READER:
            return Direction.WORSE
        intrudes = grammar.deed(text, denied[-1].end) is Deed.INTRUDES
        return Direction.BETTER if who is Actor.PLATFORM and intrudes else None
    is_prohibited = _PROHIBITS.search(text, first, last)
    return Direction.WORSE if is_prohibited and grammar.actor(text, place) is not Actor.PLATFORM else None
