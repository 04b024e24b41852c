"""Sections that came or went as a whole: a heading with the clauses beneath it, told once and by its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.numbering import split_numbering
from services.differ.telling.forms import is_heading

_FEWEST_CLAUSES = 2
_WIDEST_GAP_CHARACTERS = 8
_DEEPEST_MARKED = 6
_BENEATH_NUMBERS = 6


@dataclass(frozen=True, slots=True)
class Section:
    """A section that was added or removed: its title, and the ordinals of the clause changes that it is made of.

    `heading` is that of the title itself, `headings` those of titles beneath it, `clauses` all others.
    """

    title: str
    kind: ChangeKind
    heading: int
    headings: tuple[int, ...]
    clauses: tuple[int, ...]

    def holds(self, ordinal: int) -> bool:
        """Whether a clause change is of this section."""
        return ordinal == self.heading or ordinal in self.headings or ordinal in self.clauses


def sections(entries: Sequence[ClauseChangeEntry]) -> tuple[Section, ...]:
    """The sections with two clauses or more that a change added or removed, in the order of their headings.

    A clause is of a section where it came, or went, right after the clause before it, or where its headings say so. A
    heading that is followed by another at once is above it, whatever their levels.
    """
    found = [
        section
        for kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
        for section in _of_one_kind(sorted(_wholes(entries, kind), key=lambda whole: whole.quote.start))
    ]
    return tuple(sorted(found, key=lambda section: section.heading))


@dataclass(frozen=True, slots=True)
class _Whole:
    """A clause that was added or removed, where it stands."""

    entry: ClauseChangeEntry
    quote: Quote

    @property
    def end(self) -> int:
        return self.quote.start + len(self.quote.text)


@dataclass(slots=True)
class _Open:
    """A section whose end has not been seen yet."""

    heading: _Whole
    level: int
    headings: list[_Whole] = field(default_factory=list)
    clauses: list[_Whole] = field(default_factory=list)

    def takes(self, whole: _Whole, last: _Whole) -> bool:
        is_next = 0 <= whole.quote.start - last.end <= _WIDEST_GAP_CHARACTERS
        if is_heading(whole.quote.text):
            return is_next and (last is self.heading or _level(whole.quote.text) > self.level)
        return is_next or (bool(self.clauses) and self._is_above(whole))

    def _is_above(self, whole: _Whole) -> bool:
        path = (*self.heading.entry.heading_path, title_of(self.heading.quote.text))
        return whole.entry.heading_path[: len(path)] == path

    def take(self, whole: _Whole, last: _Whole) -> None:
        if not is_heading(whole.quote.text):
            self.clauses.append(whole)
            return
        if last is self.heading:
            self.level = min(self.level, _level(whole.quote.text) - 1)
        self.headings.append(whole)

    def closed(self) -> Section:
        return Section(
            title_of(self.heading.quote.text),
            self.heading.entry.kind,
            self.heading.entry.ordinal,
            tuple(one.entry.ordinal for one in self.headings),
            tuple(one.entry.ordinal for one in self.clauses),
        )


def _of_one_kind(wholes: Sequence[_Whole]) -> Iterator[Section]:
    opened: list[_Open] = []
    current: _Open | None = None
    for last, whole in zip([None, *wholes], wholes, strict=False):
        if current is not None and last is not None and current.takes(whole, last):
            current.take(whole, last)
        elif is_heading(whole.quote.text):
            current = _Open(whole, _level(whole.quote.text))
            opened.append(current)
        else:
            current = None
    yield from (section.closed() for section in opened if len(section.clauses) >= _FEWEST_CLAUSES)


def _wholes(entries: Sequence[ClauseChangeEntry], kind: ChangeKind) -> Iterator[_Whole]:
    for entry in entries:
        quote = entry.after if kind is ChangeKind.ADDED else entry.before
        if entry.kind is kind and entry.is_substantive and quote is not None:
            yield _Whole(entry, quote)


def title_of(heading: str) -> str:
    """A heading without its marks."""
    return heading.lstrip("#").strip()


def _level(heading: str) -> int:
    """How deep a heading stands: by its marks, or beneath all marked ones by the parts of its number."""
    marks = len(heading) - len(heading.lstrip("#"))
    if marks:
        return marks
    number, _ = split_numbering(heading, is_heading=True)
    is_of_a_list = heading[0] == "(" or heading[0].islower()
    return _DEEPEST_MARKED + len(number.split(".")) + (_BENEATH_NUMBERS if is_of_a_list else 0)
