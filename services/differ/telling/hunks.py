"""Where two wordings differ: the places of a redline, as offsets into both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from services.differ.redline import Segment, SegmentKind


@dataclass(frozen=True, slots=True)
class Hunk:
    """`before[before_start:before_end]` became `after[after_start:after_end]`; either may be empty."""

    before_start: int
    before_end: int
    after_start: int
    after_end: int

    def touches_before(self, start: int, end: int) -> bool:
        """Whether the older passage's words from `start` to `end` are among what was struck out."""
        return start < self.before_end and end > self.before_start

    def touches_after(self, start: int, end: int) -> bool:
        """Whether the newer passage's words from `start` to `end` are among what was put in."""
        return start < self.after_end and end > self.after_start


class Side(NamedTuple):
    """One wording at a hunk: `text[slice(*span)]` stands there for `other[slice(*replaced)]` of the other wording.

    `is_gained` where it is the newer one.
    """

    text: str
    other: str
    span: tuple[int, int]
    replaced: tuple[int, int]
    is_gained: bool


def both_sides(before: str, after: str, changed: Sequence[Hunk]) -> Iterator[Side]:
    """Both wordings at each hunk, the newer one first."""
    for hunk in changed:
        older, newer = (hunk.before_start, hunk.before_end), (hunk.after_start, hunk.after_end)
        yield Side(after, before, newer, older, is_gained=True)
        yield Side(before, after, older, newer, is_gained=False)


def hunks(segments: Sequence[Segment]) -> list[Hunk]:
    """The places where a redline strikes out or puts in, in order."""
    found: list[Hunk] = []
    old = new = 0
    start: tuple[int, int] | None = None
    for segment in segments:
        if segment.kind is SegmentKind.EQUAL:
            if start is not None:
                found.append(Hunk(start[0], old, start[1], new))
                start = None
            old += len(segment.text)
            new += len(segment.text)
            continue
        start = start or (old, new)
        if segment.kind is SegmentKind.DELETED:
            old += len(segment.text)
        else:
            new += len(segment.text)
    if start is not None:
        found.append(Hunk(start[0], old, start[1], new))
    return found
