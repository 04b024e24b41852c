"""Definition lists, and the lines of those whose definitions are short enough to stand in one line each."""

from __future__ import annotations

from collections.abc import Iterator

from services.differ.extract.measures import BLOCK
from services.differ.extract.tables import inline
from services.differ.extract.text_block import Line
from services.differ.extract.tree import Element

_LONGEST_MEAN = 600


def is_definition_list(element: Element) -> bool:
    """Whether a `dl` is terms with a definition each, and not sections that unfold or columns of a page."""
    entries = list(_entries(element))
    if not any(entry.tag == "dd" for entry in entries) or element.characters > _LONGEST_MEAN * len(entries):
        return False
    return not element.headings and not any(_is_divided(entry) for entry in entries)


def definition_lines(element: Element, base: str) -> list[Line]:
    """A line `term` for each term and a line `: definition` for each definition."""
    lines: list[Line] = []
    for entry in _entries(element):
        line = inline(entry, base)
        if entry.tag == "dd" and line.text:
            definition = Line(": ")
            definition.append(line, "")
            line = definition
        lines.append(line)
    return lines


def _entries(element: Element) -> Iterator[Element]:
    """The terms and definitions, each group of them perhaps in a `div` of its own."""
    for child in element.elements():
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from (inner for inner in child.elements() if inner.tag in ("dt", "dd"))


def _is_divided(entry: Element) -> bool:
    """Whether an entry holds several blocks."""
    blocks = [node for node in entry.walk() if node is not entry and node.tag in BLOCK and node.characters]
    return len(blocks) > 1
