"""Clauses that were replaced whole: one went and one came under its number, or one address in the place of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry
from services.differ.normal import plain
from services.differ.numbering import split_numbering
from services.differ.reading.forms import is_heading
from services.differ.reading.parties import addressee, succession

_ADDRESS = "address"
_Place = tuple[str, str]


def replaced(entries: Sequence[ClauseChangeEntry]) -> Mapping[int, str]:
    """What stood, or stands now, in the place of each clause that was replaced whole, by its ordinal.

    Two clauses have one place where their number is the same beneath the same heading, its own number apart, and is no
    other clause's there that came or went; or where both are addresses, of others, beneath the same heading.
    """
    gone, come = (_by_place(entries, kind) for kind in (ChangeKind.REMOVED, ChangeKind.ADDED))
    found: dict[int, str] = {}
    for place in gone.keys() & come.keys():
        if len(gone[place]) == len(come[place]) == 1:
            (older, newer) = gone[place][0], come[place][0]
            if older.before is None or newer.after is None:
                continue
            if place[1] != _ADDRESS or succession(older.before.text, newer.after.text):
                found[older.ordinal] = newer.after.text
                found[newer.ordinal] = older.before.text
    return found


def _by_place(entries: Sequence[ClauseChangeEntry], kind: ChangeKind) -> dict[_Place, list[ClauseChangeEntry]]:
    places: dict[_Place, list[ClauseChangeEntry]] = {}
    for entry in entries:
        quote = entry.after if kind is ChangeKind.ADDED else entry.before
        if entry.kind is not kind or not entry.heading_path or quote is None or is_heading(quote.text):
            continue
        number, _ = split_numbering(plain(quote.text.strip().split("\n")[0]))
        number = number or (_ADDRESS if addressee(quote.text) else "")
        if number:
            _, heading = split_numbering(plain(entry.heading_path[-1]), is_heading=True)
            places.setdefault((heading.casefold(), number), []).append(entry)
    return places
