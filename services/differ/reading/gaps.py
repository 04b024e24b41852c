"""Patterns with bounded gaps (`.{0,60}`, `[^.]{0,60}`), searched for without the bounds where these do not matter.

A bounded gap makes RE2 keep a state for every length that the gap may still have, and for every place where the
pattern may have begun. Without the bounds a search costs a fraction, and says where a match can begin at the earliest:
where what it finds is no longer than the smallest bound, no gap in it is longer; else the bounded pattern is tried at
that place.
"""

import re
from functools import cache
from typing import Any, TypeAlias

import re2

from services.differ.taxonomy.patterns import compiled, options

Subject: TypeAlias = str | bytes
"""A folded text; as bytes, where it is all ASCII, it costs the binding no conversion, and has the same offsets."""

_GAP = re.compile(r"((?<!\\)\.|\[\^\.,?\])\{0,(\d+)\}")
_MOST_BEGINNINGS_TRIED = 6


class GappedPattern:
    """A pattern that is found where the plain expression is found."""

    def __init__(self, pattern: str) -> None:
        bounds = [int(bound) for _, bound in _GAP.findall(pattern)]
        self.expression = pattern
        self._bounded = compiled(pattern)
        self._unbounded = re2.compile(_GAP.sub(r"\1*?", pattern), options=options()) if bounds else self._bounded
        self._shortest_bound = min(bounds, default=None)

    def search(self, subject: Subject, position: int = 0) -> tuple[int, int] | None:
        """Start and end of a match from `position` on, None where there is none.

        Places where the pattern may begin are tried one by one, few of them: the time stays linear in the text.
        """
        for _ in range(_MOST_BEGINNINGS_TRIED):
            match: Any = self._unbounded.search(subject, position)
            if match is None:
                return None
            start, end = match.span()
            if self._shortest_bound is None or end - start <= self._shortest_bound:
                return start, end
            if bounded := self._bounded.match(subject, start):
                return start, bounded.end()
            position = start + 1
        match = self._bounded.search(subject, position)
        return match.span() if match else None


@cache
def gapped(pattern: str) -> GappedPattern:
    """`pattern`, compiled once a process: types are given and denials are read by the same cues."""
    return GappedPattern(pattern)
