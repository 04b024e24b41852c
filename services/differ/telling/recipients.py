"""Lists of those who receive data, by name: who came to stand in one, and who is gone from it.

A row or an item there is a name alone, which says nothing by itself; what the list is of tells that somebody gets data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.differ.telling.enumerating import enumerated
from services.differ.telling.lead_ins import NO_LEAD_INS, LeadIns
from services.differ.telling.recipient_lists import (
    GROUP,
    TRACKERS,
    of_a_head_row,
    of_a_heading,
    of_a_lead_in,
    of_what_introduces,
    title_of,
)
from services.differ.telling.recipient_names import beside_names, is_among, key_of, names_in
from services.differ.telling.signal_models import Direction, Quoted, Signal, SignalKind
from services.differ.telling.statements import is_row

LISTED = "listed_recipient"
"""What the signal of a recipient that came to a list, or is gone from it, is called."""

_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """Who came to a list of those who receive data within one clause, and who is gone from it, by name.

    `of` is what the list is of, in its own words, such as `sub-processors`.
    """

    of: str
    came: tuple[Quoted, ...]
    gone: tuple[Quoted, ...]
    direction: Direction = Direction.UNCLEAR

    @property
    def swaps(self) -> bool:
        """Whether one took the place of another within the clause: what else it says is of another company."""
        return bool(self.came and self.gone)

    @property
    def because(self) -> str:
        """What happened to the list, in words."""
        among = f"the list of {self.of}"
        if self.swaps:
            return f"a recipient took the place of another in {among}"
        return f"a recipient was {'added to' if self.came else 'removed from'} {among}"

    @property
    def told(self) -> str:
        """Who came and who is gone, by name."""
        return told_of([one.text for one in self.came], [one.text for one in self.gone], self.of, _MOST_NAMES)

    def signals(self) -> Iterator[Signal]:
        """One for each name."""
        for one in self.came:
            because = f"recipient: “{one.text}” was added to the list of {self.of}"
            yield Signal(SignalKind.RECIPIENT, LISTED, None, one, self.direction, because)
        for one in self.gone:
            because = f"recipient: “{one.text}” was removed from the list of {self.of}"
            yield Signal(SignalKind.RECIPIENT, LISTED, one, None, self.direction, because)


@dataclass(frozen=True, slots=True)
class HeadedWordings:
    """The two wordings of a clause, either empty, with the headings above it and what introduces each of them."""

    headings: tuple[str, ...]
    before: str
    after: str
    lead_ins: LeadIns = NO_LEAD_INS


def listed(clauses: Sequence[HeadedWordings]) -> list[Listed | None]:
    """What became of the recipients that each clause of a change lists; None where it lists none that came or went.

    Who only stands in another row now is neither. Of more that came than went, those that were added are worse, and
    where none came, those that are gone better; elsewhere one may have taken the place of another. Whose list came or
    went whole, with its heading or its lead-in, is told as that: nothing says who got data without it.
    """
    whole = {
        title_of(text).casefold()
        for one in clauses
        for text in (one.before, one.after)
        if not (one.before and one.after)
    }
    found = [_of(one, whole) for one in clauses]
    stayed = {key_of(name.text) for _, older, _ in found for name in older} & {
        key_of(name.text) for _, _, newer in found for name in newer
    }
    told: list[Listed | None] = []
    for of, older, newer in found:
        gone, come = ([name for name in names if key_of(name.text) not in stayed] for names in (older, newer))
        told.append(Listed(of, tuple(come), tuple(gone)) if gone or come else None)
    came = sum(len(one.came) for one in told if one)
    went = sum(len(one.gone) for one in told if one)
    return [replace(one, direction=_direction(one, came, went)) if one else None for one in told]


def told_of(came: Sequence[str], gone: Sequence[str], of: str, most: int) -> str:
    """Who came to a list and who is gone from it, so many of each by name."""
    if not gone:
        return f"{_names(came, most)} {_were(came)} added to the list of {of}"
    if not came:
        return f"{_names(gone, most)} {_were(gone)} removed from the list of {of}"
    return f"{_names(came, most)} {_were(came)} added to the list of {of}, {_names(gone, most)} removed"


def _direction(one: Listed, came: int, went: int) -> Direction:
    if len(one.came) > len(one.gone) and came > went:
        return Direction.WORSE
    return Direction.BETTER if not came else Direction.UNCLEAR


def _of(one: HeadedWordings, whole: set[str]) -> tuple[str, list[Quoted], list[Quoted]]:
    """What a clause lists, with the names that it no longer has and those that it newly has.

    None of one of which something else changed too: that may be graver.
    """
    above = of_a_heading(one.headings)
    if above and one.headings and title_of(one.headings[-1]).casefold() in whole:
        return "", [], []
    older_above, newer_above = (above or of_what_introduces(lead_ins, whole) for lead_ins in one.lead_ins)
    (of_older, older), (of_newer, newer) = (
        _names_of(text, of) if text else ("", []) for text, of in ((one.before, older_above), (one.after, newer_above))
    )
    if beside_names(one.before, of_older) != beside_names(one.after, of_newer):
        return "", [], []
    is_list_whole = not (older_above or newer_above) and not (of_older and of_newer)
    if is_list_whole:
        return "", [], []
    if not above and any(GROUP.search(name.text) for name in (*older, *newer)):
        return "", [], []
    gone, come = (
        [name for name in ones if not is_among(name, others)] for ones, others in ((older, newer), (newer, older))
    )
    of = of_newer or of_older
    if of == TRACKERS and not (gone and come):
        return "", [], []
    return of, gone, come


def _names_of(text: str, heading: str) -> tuple[str, list[Quoted]]:
    """What a passage lists and the names in it, by the heading above it, its own lead-in, or its head row."""
    first, _, rest = text.partition("\n")
    of = heading
    if rest:
        own = of_a_head_row(first) if is_row(first) else of_a_lead_in(first)
        of = own or heading
    return of, list(names_in(text, of)) if of else []


def _names(names: Sequence[str], most: int) -> str:
    shown = [f"“{name}”" for name in names[:most]]
    more = len(names) - len(shown)
    return enumerated([*shown, f"{more} more"] if more else shown)


def _were(names: Sequence[str]) -> str:
    return "was" if len(names) == 1 else "were"
