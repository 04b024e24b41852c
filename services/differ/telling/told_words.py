"""What the changed words of a clause say: by its signals, and by the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.differ.references import reference_start
from services.differ.telling.forms import Form
from services.differ.telling.hunks import Hunk
from services.differ.telling.places import IMAGE
from services.differ.telling.quotes import (
    IN_SHORT,
    LONGEST_HEADING,
    Lengths,
    Words,
    quote,
    quote_around,
)
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.recipients import LISTED
from services.differ.telling.signal_models import Direction, Quoted, Signal, SignalKind

_SIGNALS_IN_A_LINE = 3
_QUOTES_IN_A_LINE = 3
_SHORTEST_KEPT_WORD = 5


def what_is_said(change: ReadClauseChange, lengths: Lengths = IN_SHORT) -> Iterator[str]:
    """What the signals say, those first that point somewhere, and the longest changed words that they do not quote."""
    if change.form in (Form.DIVISION, Form.MASK) or change.succession:
        return
    if change.form is Form.NAME:
        yield from (f"“{one.before}” became “{one.after}”" for one in change.renamings)
        return
    told_by_words = (SignalKind.NEGATION, Direction.UNCLEAR)
    telling = [
        signal
        for signal in change.signals
        if (signal.kind, signal.direction) != told_by_words
        and signal.what != LISTED
        and not _is_told_by_another(signal, change.signals)
    ]
    pointing = sorted(telling, key=lambda signal: signal.direction is Direction.UNCLEAR)[:_SIGNALS_IN_A_LINE]
    yield from (signal.because for signal in pointing)
    if not (change.before and change.after):
        return
    if change.form in (Form.HEADING, Form.TITLES) and max(len(change.before), len(change.after)) <= LONGEST_HEADING:
        yield f"{quote(change.before, LONGEST_HEADING)} became {quote(change.after, LONGEST_HEADING)}"
        return
    told = [place for place in change.places if not _is_quoted(place, pointing)]
    longest = sorted(told, key=lambda place: -_length(place))[: _QUOTES_IN_A_LINE - len(pointing)]
    yield from dict.fromkeys(_words(change, place, lengths) for place in longest)


def _is_told_by_another(signal: Signal, others: Sequence[Signal]) -> bool:
    """Whether a signal that points nowhere stands within the words of one that does: a denial quoted as a whole."""
    return signal.direction is Direction.UNCLEAR and any(
        other.direction is not Direction.UNCLEAR
        and (quoted := signal.before or signal.after) is not None
        and (whole := other.before if signal.before else other.after) is not None
        and whole.holds(quoted.start, quoted.end)
        for other in others
    )


def _length(place: Hunk) -> int:
    return place.before_end - place.before_start + place.after_end - place.after_start


def _is_quoted(place: Hunk, told: Sequence[Signal]) -> bool:
    """Whether signals quote all that changed at `place`."""
    return any(
        _covers(signal.before, place.before_start, place.before_end)
        and _covers(signal.after, place.after_start, place.after_end)
        for signal in told
    )


def _covers(quoted: Quoted | None, start: int, end: int) -> bool:
    return start == end or (quoted is not None and quoted.holds(start, end))


def _words(change: ReadClauseChange, place: Hunk, lengths: Lengths) -> str:
    before, after = place.before_start, place.after_start
    if change.form is Form.REFERENCES:
        before, after = reference_start(change.before, before), reference_start(change.after, after)
    sides = change.before[before : place.before_end], change.after[after : place.after_end]
    gone, come = (IMAGE.sub("", text).strip() and text for text in sides)
    if not gone and not come:
        return "an image changed"
    if bool(gone) != bool(come) and any(map(IMAGE.search, sides)):
        shown = quote(gone or come, lengths.alone)
        return f"{shown} became an image" if gone else f"an image became {shown}"
    if gone and come:
        if around := _around(gone, come, lengths.of_two):
            return f"{' and '.join(around)} {_was(around)} added"
        if around := _around(come, gone, lengths.of_two):
            return f"{' and '.join(around)} {_was(around)} removed"
        return f"{quote(gone, lengths.of_two)} became {quote(come, lengths.of_two)}"
    shown = _telling_at(change, place, longest=lengths.alone, is_newer=bool(come)) or quote(gone or come, lengths.alone)
    return f"{shown} was {'removed' if gone else 'added'}"


def _telling_at(change: ReadClauseChange, place: Hunk, *, longest: int, is_newer: bool) -> str:
    """The sentence that bears the type that a clause is called by, where it is all at `place`; else nothing."""
    start, end = (place.after_start, place.after_end) if is_newer else (place.before_start, place.before_end)
    words = _words_of(change)
    if words is None or words.is_newer is not is_newer or not (start <= words.start and words.end <= end):
        return ""
    text = (change.after if is_newer else change.before)[start:end]
    return quote_around(text, words.start - start, words.end - start, longest)


def telling(change: ReadClauseChange, longest: int, clause_type: str | None = None) -> str:
    """The sentence that bears `clause_type`, or the type that a clause is called by, cut to fit; else its beginning."""
    text, words = change.after or change.before, _words_of(change, clause_type)
    if words is None or words.is_newer is not bool(change.after):
        return quote(text, longest)
    return quote_around(text, words.start, words.end, longest)


def _words_of(change: ReadClauseChange, clause_type: str | None = None) -> Words | None:
    slugs = [clause_type] if clause_type else change.named[:1]
    return next((one for one in change.words if one.clause_type in slugs), None)


def _around(kept: str, whole: str, longest: int) -> list[str]:
    """What stands before and behind words that stayed, where `whole` has them as they were; of small words nothing."""
    found = re.search(rf"(?<!\w){re.escape(kept.strip())}(?!\w)", whole)
    if found is None or all(len(word) < _SHORTEST_KEPT_WORD for word in kept.split()):
        return []
    beside = whole[: found.start()].rstrip(" ,;:"), whole[found.end() :].lstrip(" ,;:")
    return [quote(text, longest) for text in beside if any(map(str.isalnum, text))]


def _was(told: Sequence[str]) -> str:
    return "was" if len(told) == 1 else "were"
