"""Clauses of a canonical text: the units in which a version is compared, quoted and followed through time.

A clause is one unit that stands on its own:

- a heading (a renamed heading is a change worth seeing), a paragraph, a table, a definition with its term;
- a list with its lead-in (the paragraph before it that ends with a colon), while both together are short enough
  to read as one; the items of a longer list stand alone, each with its own sub-items under the same rule, and so
  does the lead-in;
- a table, on the same terms: the rows of a longer one stand alone, with its first row for a lead-in.

Nothing but a block and its neighbours decides how it splits, so that a clause more or less changes no other.

Lists are also written as paragraphs: those after a lead-in that begin "(a)", in small letters or with a bullet, that
end with a semicolon or follow one which does, stand alone and have the lead-in beside them, as items do.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.differ.normal import is_table_rule, normal_form

_LONGEST_WHOLE_CHARACTERS = 700
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,9}[.)]) ")
_WRITTEN_ITEM = re.compile(r"[*_]*(?:\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)|[•·▪◦‣–—])\s|[a-zà-ÿ]")
_GOES_ON = re.compile(r"(?:;|[;,] (?:and|or|and/or|und|oder|et|ou))[*_ ]*$")


class ClauseKind(StrEnum):
    """What a clause is by its form."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    LIST_ITEM = "list_item"
    TABLE = "table"
    TABLE_ROW = "table_row"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a text: `text[start:end]` is its verbatim quote.

    `heading_path` has the headings above it, outermost first, as they are written (a heading's own is not in it).
    `lead_in` is the text of the lead-in or parent item of a list item, or the first row above a table row, that
    stands alone; otherwise None.
    `normal` is the form in which clauses are compared (`services.differ.normal`), `normal_sha256` its SHA-256 in hex.
    """

    ordinal: int
    kind: ClauseKind
    heading_path: tuple[str, ...]
    start: int
    end: int
    normal: str
    normal_sha256: str
    lead_in: str | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    kind: ClauseKind


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    kind: ClauseKind
    lead_in: str | None = None


def split(text: str) -> tuple[Clause, ...]:
    """The clauses of a canonical text, in order; they leave out nothing but blank lines and rules."""
    clauses: list[Clause] = []
    path: list[tuple[int, str]] = []
    titles: tuple[str, ...] = ()
    for unit in _units(text):
        passage = text[unit.start : unit.end]
        heading = _HEADING.match(passage) if unit.kind is ClauseKind.HEADING else None
        if heading:
            path = [(level, title) for level, title in path if level < len(heading[1])]
            titles = tuple(title for _, title in path)
        normal = normal_form(passage)
        digest = hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()
        clauses.append(Clause(len(clauses), unit.kind, titles, unit.start, unit.end, normal, digest, unit.lead_in))
        if heading:
            title = heading[2].strip()
            path.append((len(heading[1]), title))
            titles = (*titles, title)
    return tuple(clauses)


def _units(text: str) -> Iterator[_Unit]:
    blocks = list(_blocks(text))
    number = 0
    lead_in = None
    while number < len(blocks):
        block = blocks[number]
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        number += 1
        if block.kind is ClauseKind.LIST:
            yield from _list_units(text, None, block)
        elif block.kind is ClauseKind.TABLE:
            yield from _table_units(text, block)
        elif following and following.kind is ClauseKind.LIST and _is_lead_in(text, block):
            yield from _list_units(text, block, following)
            number += 1
        else:
            yield _Unit(block.start, block.end, block.kind, lead_in)
        lead_in = _lead_in_of_written_item(text, block, following, lead_in)


def _blocks(text: str) -> Iterator[_Block]:
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        lines = match.group().split("\n")
        kind = _kind(lines)
        if len(lines) == 1 or kind in (ClauseKind.LIST, ClauseKind.TABLE):
            yield _Block(match.start(), match.end(), kind)
        else:
            yield from _entries(match.start(), lines)


def _entries(start: int, lines: list[str]) -> Iterator[_Block]:
    """A definition with its term each; other lines that share a block stand as paragraphs of their own."""
    number = 0
    while number < len(lines):
        last = number + 1
        while last < len(lines) and lines[last].startswith(": "):
            last += 1
        end = start + len("\n".join(lines[number:last]))
        yield _Block(start, end, ClauseKind.DEFINITION if last > number + 1 else _kind([lines[number]]))
        start, number = end + 1, last


def _kind(lines: Sequence[str]) -> ClauseKind:
    if lines[0].startswith("|") and all(line.startswith("|") for line in lines):
        return ClauseKind.TABLE
    if _ITEM.match(lines[0]):
        return ClauseKind.LIST
    if lines[0].startswith(": "):
        return ClauseKind.DEFINITION
    return ClauseKind.HEADING if len(lines) == 1 and _HEADING.match(lines[0]) else ClauseKind.PARAGRAPH


def _is_lead_in(text: str, block: _Block) -> bool:
    return block.kind is ClauseKind.PARAGRAPH and opens_a_list(text[block.start : block.end])


def opens_a_list(passage: str) -> bool:
    """Whether a passage ends with a colon, and so introduces what stands below it."""
    return passage.rstrip("*_ ").endswith((":", "："))


def _lead_in_of_written_item(text: str, block: _Block, following: _Block | None, lead_in: str | None) -> str | None:
    """The lead-in of the block after `block`, which has `lead_in`: of a paragraph that is written as an item."""
    if following is None or following.kind is not ClauseKind.PARAGRAPH:
        return None
    passage, next_passage = text[block.start : block.end], text[following.start : following.end]
    if _is_lead_in(text, block):
        lead_in = passage
    if lead_in is None:
        return None
    is_item = _WRITTEN_ITEM.match(next_passage) or _GOES_ON.search(next_passage) or _GOES_ON.search(passage)
    return lead_in if is_item else None


def _list_units(text: str, lead: _Block | None, block: _Block) -> Iterator[_Unit]:
    start = lead.start if lead else block.start
    if block.end - start <= _LONGEST_WHOLE_CHARACTERS:
        yield _Unit(start, block.end, ClauseKind.LIST)
        return
    lead_in = None
    if lead:
        lead_in = text[lead.start : lead.end]
        yield _Unit(lead.start, lead.end, ClauseKind.PARAGRAPH)
    yield from _item_units(text, block.start, block.end, lead_in)


def _item_units(text: str, start: int, end: int, lead_in: str | None) -> Iterator[_Unit]:
    """The items of a list that is too long to be one clause; without recursion, however deep the nesting."""
    waiting = [(start, end, lead_in)]
    while waiting:
        start, end, lead_in = waiting.pop()
        items = _items(text, start, end)
        if len(items) > 1:
            waiting.extend((first, last, lead_in) for first, last in reversed(items))
            continue
        first_line_end = text.find("\n", start, end)
        if first_line_end < 0 or end - start <= _LONGEST_WHOLE_CHARACTERS:
            yield _Unit(start, end, ClauseKind.LIST_ITEM, lead_in)
            continue
        yield _Unit(start, first_line_end, ClauseKind.LIST_ITEM, lead_in)
        parent = text[start:first_line_end].lstrip()
        waiting.append((first_line_end + 1, end, parent))


def _table_units(text: str, block: _Block) -> Iterator[_Unit]:
    if block.end - block.start <= _LONGEST_WHOLE_CHARACTERS:
        yield _Unit(block.start, block.end, ClauseKind.TABLE)
        return
    start = block.start
    lead_in = None
    for line in text[block.start : block.end].split("\n"):
        if not is_table_rule(line):
            yield _Unit(start, start + len(line), ClauseKind.TABLE_ROW, lead_in)
            lead_in = lead_in or line
        start += len(line) + 1


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each item at the outermost level of the lines `text[start:end]`, with its sub-items."""
    indents: list[tuple[int, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        match = _ITEM.match(line)
        if match:
            indents.append((len(match["indent"]), position))
        position += len(line) + 1
    if not indents:
        return [(start, end)]
    outermost = min(indent for indent, _ in indents)
    starts = [position for indent, position in indents if indent == outermost]
    starts[0] = start
    return list(zip(starts, [*(position - 1 for position in starts[1:]), end], strict=True))
