"""What a denial that stood before no longer denies: a word that narrows it is no gain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from services.differ.reading import grammar
from services.differ.telling.hunks import Hunk
from services.differ.telling.signal_models import Direction, Signal

_CARVED_OUT = re.compile(
    r"(?<!\w)(?:non|nicht|outside|other than|außer|hors)[ -](?:\w+[ -]){0,2}$|(?<!\w)(?:un|non)$", re.IGNORECASE
)
_OPENING = re.compile(r"\s*(?:[,;(/]|(?:and|or|nor|und|oder|noch|et|ou|ni)(?!\w))", re.IGNORECASE)
_ENDING = re.compile(r"(?:[,;(/]|(?<!\w)(?:and|or|nor|und|oder|noch|et|ou|ni))\s*$", re.IGNORECASE)


def weighed_in_a_denial(signal: Signal, before: str, after: str, changed: Sequence[Hunk]) -> Signal:
    """A signal of what came to be named, which is better only where it is denied beside what was denied.

    `Non-affiliated` spares the affiliated ones; any word that is no item beside others, and an exception, may do so.
    """
    named = signal.after
    if not before or named is None or signal.direction is not Direction.BETTER:
        return signal
    hunk = next((hunk for hunk in changed if hunk.touches_after(named.start, named.end)), None)
    if hunk is None:
        return signal
    is_older = grammar.is_negated(before, hunk.before_start, hunk.before_end)
    if is_older and is_carved_out(after, named.start):
        return replace(signal, direction=Direction.WORSE)
    if grammar.is_excepted_from(after, named.end) or (is_older and not _is_an_item(after, hunk)):
        return replace(signal, direction=Direction.UNCLEAR)
    return signal


def is_carved_out(text: str, place: int) -> bool:
    """Whether a denial spares what is named at `place`: `non-affiliated`."""
    return _CARVED_OUT.search(text[:place]) is not None


def _is_an_item(text: str, hunk: Hunk) -> bool:
    """Whether what came is an item beside others: `, partners` or `partners or`."""
    start, end = hunk.after_start, hunk.after_end
    return any(_OPENING.match(part) for part in (text[start:], text[end:])) or any(
        _ENDING.search(part) for part in (text[:start], text[:end])
    )
