"""The names in the rows and items of a list of those who receive data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from services.differ.reading import grammar
from services.differ.reading.grammar import Force
from services.differ.reading.texts import plain_of
from services.differ.reading.words import WORD
from services.differ.telling.places import ADDRESS
from services.differ.telling.recipient_lists import (
    COLUMN,
    LISTS_OF_PROCESSORS,
    MARKS,
    NAMES_A_COLUMN,
    TRACKERS,
    cells_of,
)
from services.differ.telling.signal_models import Quoted
from services.differ.telling.statements import is_name, is_row, is_row_of_names

_LABELLED = re.compile(r"\s*[-*+•·▪]\s+(?P<name>[^\s:|–—()][^:|–—()\n]{0,59}?)(?::\s|\s+[–—-]\s|\s+\()")
_ADDRESSED = re.compile(r"\s*[-*+•·▪]\s+(?P<name>[^\s:|()][^:|()\n]{0,59}?)\s+\(?(?:https?://|www\.)[^\s()]+\)?\s*")
_CONTRACTS = re.compile(r"(?<!\w)(?:(?:sub-?)?processors?|controllers?)(?!\w)", re.IGNORECASE)
_LONGEST_NAME_WORDS = 5
_OPENING_WORDS = 5
_SHORTEST_MENDED = 6
_LONGEST_NAME_CHARACTERS = 60


def says_more_than_names(text: str) -> bool:
    """Whether a row or an item of a list says more than a name, such as what somebody gets data for."""
    return any(line.strip() and not (is_row_of_names(line) or is_name(line)) for line in text.split("\n"))


def beside_names(text: str, of: str) -> list[str]:
    """The lines of a passage that are no rows or items of names."""
    return [line for line in text.split("\n") if line.strip() and not _is_entry(line, of)]


def names_in(text: str, of: str) -> Iterator[Quoted]:
    """The names of the rows and items of a passage that are of a name each."""
    start = 0
    for line in text.split("\n"):
        if _is_entry(line, of):
            name = _name(line)
            if name:
                place = start + line.index(name)
                yield Quoted(place, place + len(name), name)
        start += len(line) + 1


def _is_entry(line: str, of: str) -> bool:
    """Whether a row or an item is a name alone, or in a list of sub-processors a name with what it is there for, and in
    one of trackers with its address.
    """
    if is_row_of_names(line) or is_name(line):
        return True
    if of == TRACKERS:
        return _ADDRESSED.fullmatch(line) is not None
    if not LISTS_OF_PROCESSORS.search(of):
        return False
    entry = _LABELLED.match(line)
    if entry is not None:
        return len(entry["name"].split()) <= _LONGEST_NAME_WORDS and not _is_a_rule(line[entry.end() :])
    return is_row(line) and not any(map(_is_a_rule, cells_of(line)))


def _is_a_rule(said: str) -> bool:
    """Whether words beside a name say what somebody has to do, as those of a contract do: `Notice: you shall …`."""
    opening = " ".join(said.split()[:_OPENING_WORDS])
    is_binding = any(modal.force in (Force.WILL, Force.MUST) for modal in grammar.modals(said))
    return is_binding or grammar.names_an_actor(opening) or _CONTRACTS.search(opening) is not None


def _name(line: str) -> str:
    """The name that a row or an item is of: its first cell that has one; none in the head row of a table."""
    entry = None if is_name(line) else _ADDRESSED.fullmatch(line) or _LABELLED.match(line)
    cells = [cell.strip(MARKS) for cell in ([entry["name"]] if entry else line.split("|"))]
    cells = [cell for cell in cells if any(map(str.isalpha, cell))]
    if not cells or all(COLUMN.fullmatch(cell) or NAMES_A_COLUMN.fullmatch(cell) for cell in cells[:2]):
        return ""
    name = cells[0]
    is_like_one = name[0].isupper() or name[0].isdigit() or ADDRESS.fullmatch(name) or any(map(str.isupper, name))
    return name if is_like_one and len(name) <= _LONGEST_NAME_CHARACTERS else ""


def key_of(name: str) -> str:
    """What makes a name that of the same company: its first word, whatever form or product follows."""
    words = WORD.findall(plain_of(name).casefold())
    return words[0] if words else name.casefold()


def is_among(name: Quoted, others: Sequence[Quoted]) -> bool:
    """Whether a company is among `others`, also where one letter of its name was mended."""
    key = key_of(name.text)
    return any(
        key == other or (len(key) >= _SHORTEST_MENDED and Levenshtein.distance(key, other) == 1)
        for other in (key_of(one.text) for one in others)
    )
