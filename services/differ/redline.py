"""The redline of a rewording: what was struck out and what was put in, in whole words that a person can read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from services.differ.tokens import tokens

_LARGEST_SEQUENCE_PRODUCT = 100_000_000
_LEAST_KEPT_SHARE = 0.2
_SENTENCE_END = re.compile(r"[.!?;:。！？]$")
_LONGEST_COINCIDENCE_WORDS = 2


class SegmentKind(StrEnum):
    """What became of a stretch of text."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with its fate; `text` is verbatim and never empty."""

    kind: SegmentKind
    text: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word or mark with the white space before it; the last unit of a text may be white space alone."""

    space: str
    token: str


@dataclass(frozen=True, slots=True)
class _Edit:
    """Units `start` to `end` of the older text that became `other_start` to `other_end` of the newer."""

    start: int
    end: int
    other_start: int
    other_end: int


def redline(before: str, after: str) -> tuple[Segment, ...]:
    """The redline from `before` to `after`.

    Equal and deleted segments join to `before`, equal and inserted ones to `after`; at one place the deletion
    comes first. Words that match by chance between two changes are folded into them; texts with little in common
    are struck out and put in whole. Time is bounded: what is too long to compare is told as replaced.
    """
    older, newer = _units(before), _units(after)
    edits = _folded(_slid(_folded(_edits(older, newer), older), older, newer), older)
    if _kept_share(edits, older, newer) < _LEAST_KEPT_SHARE:
        edits = [_Edit(0, len(older), 0, len(newer))]
    return tuple(_joined(_pieces(edits, older, newer)))


def _units(text: str) -> list[_Unit]:
    units: list[_Unit] = []
    space = ""
    for token in tokens(text):
        if token.isspace():
            space = token
        else:
            units.append(_Unit(space, token))
            space = ""
    if space:
        units.append(_Unit(space, ""))
    return units


def _edits(older: Sequence[_Unit], newer: Sequence[_Unit]) -> list[_Edit]:
    """The fewest units struck out and put in that lead from one text to the other."""
    before, after = [unit.token or " " for unit in older], [unit.token or " " for unit in newer]
    shorter = min(len(before), len(after))
    first = 0
    while first < shorter and before[first] == after[first]:
        first += 1
    last = 0
    while last < shorter - first and before[-1 - last] == after[-1 - last]:
        last += 1
    before, after = before[first : len(before) - last], after[first : len(after) - last]
    if len(before) * len(after) > _LARGEST_SEQUENCE_PRODUCT:
        return [_Edit(first, first + len(before), first, first + len(after))]
    edits: list[_Edit] = []
    at_before = at_after = 0
    for block in LCSseq.opcodes(before, after).as_matching_blocks():
        if block.a > at_before or block.b > at_after:
            edits.append(_Edit(first + at_before, first + block.a, first + at_after, first + block.b))
        at_before, at_after = block.a + block.size, block.b + block.size
    return edits


def _folded(edits: Sequence[_Edit], older: Sequence[_Unit]) -> list[_Edit]:
    """Edits joined over what stayed equal between them by coincidence."""
    folded: list[_Edit] = []
    for edit in edits:
        folded.append(edit)
        while len(folded) > 1 and _is_coincidence(folded[-2], folded[-1], older):
            right, left = folded.pop(), folded.pop()
            folded.append(_Edit(left.start, right.end, left.other_start, right.other_end))
    return folded


def _is_coincidence(left: _Edit, right: _Edit, older: Sequence[_Unit]) -> bool:
    """Whether the equal units between two edits are too few to be read as text that was kept."""
    between = older[left.end : right.start]
    kept = [unit.token for unit in between if unit.token[:1].isalnum()]
    smaller = min(_size(left), _size(right))
    if not kept:
        return len(between) < 2 or smaller > 2
    if len(kept) <= _LONGEST_COINCIDENCE_WORDS:
        return smaller >= len(kept) and (smaller > 1 or max(map(len, kept)) <= 3)
    return len(kept) * 2 <= smaller


def _size(edit: _Edit) -> int:
    return max(edit.end - edit.start, edit.other_end - edit.other_start)


def _slid(edits: Sequence[_Edit], older: Sequence[_Unit], newer: Sequence[_Unit]) -> list[_Edit]:
    """Pure insertions and deletions moved, where the same units allow it, to begin and end with a sentence."""
    slid: list[_Edit] = []
    for number, edit in enumerate(edits):
        floor = slid[-1].end if slid else 0
        ceiling = edits[number + 1].start if number + 1 < len(edits) else len(older)
        if edit.start == edit.end:
            shift = _best_shift(newer, edit.other_start, edit.other_end, floor - edit.start, ceiling - edit.end)
        elif edit.other_start == edit.other_end:
            shift = _best_shift(older, edit.start, edit.end, floor - edit.start, ceiling - edit.end)
        else:
            shift = 0
        slid.append(_Edit(edit.start + shift, edit.end + shift, edit.other_start + shift, edit.other_end + shift))
    return slid


def _best_shift(units: Sequence[_Unit], start: int, end: int, lowest: int, highest: int) -> int:
    shifts = [0]
    step = 0
    while step > lowest and units[start + step - 1].token == units[end + step - 1].token:
        step -= 1
        shifts.append(step)
    step = 0
    while step < highest and units[start + step].token == units[end + step].token:
        step += 1
        shifts.append(step)
    return max(shifts, key=lambda shift: (_boundary(units, start + shift, end + shift), -abs(shift), shift))


def _boundary(units: Sequence[_Unit], start: int, end: int) -> int:
    """How well a change from `start` to `end` reads: 4 for whole sentences or lines, 0 for the middle of a phrase."""
    before = units[start - 1].token if start else "."
    last = units[end - 1].token
    begins_line = start < len(units) and "\n" in units[start].space
    if (_SENTENCE_END.search(before) or begins_line) and (_SENTENCE_END.search(last) or begins_line):
        return 4
    if _SENTENCE_END.search(before) or start == 0:
        return 2
    if before == "," and last == ",":
        return 3
    return 1 if units[start].token in {",", "("} or before == "," else 0


def _kept_share(edits: Sequence[_Edit], older: Sequence[_Unit], newer: Sequence[_Unit]) -> float:
    """The share of the shorter text's units that stayed."""
    shorter = min(len(older), len(newer))
    changed = sum(edit.end - edit.start for edit in edits)
    return (len(older) - changed) / shorter if shorter else 1.0


def _pieces(edits: Sequence[_Edit], older: Sequence[_Unit], newer: Sequence[_Unit]) -> Iterator[Segment]:
    position = other = 0
    for edit in (*edits, _Edit(len(older), len(older), len(newer), len(newer))):
        for one, two in zip(older[position : edit.start], newer[other : edit.other_start], strict=True):
            yield from _kept(one, two)
        yield Segment(SegmentKind.DELETED, _text(older[edit.start : edit.end]))
        yield Segment(SegmentKind.INSERTED, _text(newer[edit.other_start : edit.other_end]))
        position, other = edit.end, edit.other_end


def _kept(one: _Unit, two: _Unit) -> Iterator[Segment]:
    if one.space == two.space:
        yield Segment(SegmentKind.EQUAL, one.space + one.token)
        return
    yield Segment(SegmentKind.DELETED, one.space)
    yield Segment(SegmentKind.INSERTED, two.space)
    yield Segment(SegmentKind.EQUAL, one.token)


def _text(units: Iterable[_Unit]) -> str:
    return "".join(unit.space + unit.token for unit in units)


def _joined(pieces: Iterable[Segment]) -> Iterator[Segment]:
    """Neighbours of one kind as one segment; between two equal ones the deletions before the insertions."""
    gathered: dict[SegmentKind, list[str]] = {kind: [] for kind in SegmentKind}
    for piece in pieces:
        if not piece.text:
            continue
        if (piece.kind is SegmentKind.EQUAL and (gathered[SegmentKind.DELETED] or gathered[SegmentKind.INSERTED])) or (
            piece.kind is not SegmentKind.EQUAL and gathered[SegmentKind.EQUAL]
        ):
            yield from _flushed(gathered)
        gathered[piece.kind].append(piece.text)
    yield from _flushed(gathered)


def _flushed(gathered: dict[SegmentKind, list[str]]) -> Iterator[Segment]:
    for kind in SegmentKind:
        if gathered[kind]:
            yield Segment(kind, "".join(gathered[kind]))
        gathered[kind].clear()
