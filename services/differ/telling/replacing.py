"""Clauses that were replaced whole: one went and one came under its number, or one address in the place of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry
from services.differ.normal import plain
from services.differ.numbering import split_numbering
from services.differ.reading.words import WORD
from services.differ.telling.forms import is_heading
from services.differ.telling.parties import addressee, succession

_ADDRESS = "address"
_LEAST_SHARED_WORDS = 0.5
_SHORTEST_WORD = 6
_FEWEST_WORDS = 4
_NEAR = 3
_MOST_COMPARED = 100
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


def said_otherwise(entries: Sequence[ClauseChangeEntry], turned: Sequence[Set[str]]) -> Set[int]:
    """The ordinals of clauses that went or came while one of their matter came or went near them, in other words.

    `turned` are the types that each entry gained or lost. Near is beneath the same heading, or where there is none, a
    few clauses away. Of one matter are two that share a type there, or half of the long words of one.
    """
    by_heading: dict[tuple[str, ...], list[int]] = {}
    for number, entry in enumerate(entries):
        by_heading.setdefault(tuple(entry.heading_path), []).append(number)
    found: set[int] = set()
    for heading, numbers in by_heading.items():
        gone = [number for number in numbers if entries[number].kind is ChangeKind.REMOVED]
        come = [number for number in numbers if entries[number].kind is ChangeKind.ADDED]
        words = {number: _long_words(entries[number]) for number in (*gone[:_MOST_COMPARED], *come[:_MOST_COMPARED])}
        for one in gone[:_MOST_COMPARED]:
            for other in come[:_MOST_COMPARED]:
                is_near = bool(heading) or abs(entries[one].ordinal - entries[other].ordinal) <= _NEAR
                if is_near and (turned[one] & turned[other] or _are_of_one_matter(words[one], words[other])):
                    found |= {entries[one].ordinal, entries[other].ordinal}
    return found


def _long_words(entry: ClauseChangeEntry) -> Set[str]:
    """The long words of a clause that went or came."""
    quote = entry.after or entry.before
    return {word for word in WORD.findall(plain(quote.text).lower()) if len(word) >= _SHORTEST_WORD} if quote else set()


def _are_of_one_matter(one: Set[str], other: Set[str]) -> bool:
    fewest = min(len(one), len(other))
    return fewest >= _FEWEST_WORDS and len(one & other) >= _LEAST_SHARED_WORDS * fewest


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
