"""A tree's canonical blocks: headings, paragraphs, lists, tables and definition lists, written without recursion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.differ.extract import link_notes, links
from services.differ.extract.definitions import definition_lines, is_definition_list
from services.differ.extract.list_numbers import ListNumbers, numbers_of
from services.differ.extract.measures import BLOCK
from services.differ.extract.tables import is_data_table, table_lines
from services.differ.extract.text_block import Blocks, Line
from services.differ.extract.tree import Element

_HEADING_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LONG_ITEM = 400
_DEEPEST_LIST = 8
_MARKDOWN_REFERENCE = re.compile(r"\[[\w-]+\]:\s*\S+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SHOWS_LINE_BREAKS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)


@dataclass(slots=True)
class _List:
    """A list being written: its numbering, and the lines so far when it is written as a list block."""

    element: Element
    numbers: ListNumbers | None
    is_sectional: bool
    depth: int


@dataclass(slots=True)
class Writer:
    """Writes elements as blocks. `base` is the page's address, for links."""

    base: str
    blocks: Blocks = field(default_factory=Blocks)
    line: Line = field(default_factory=Line)
    lists: list[_List] = field(default_factory=list)
    list_lines: list[Line] = field(default_factory=list)
    heading: int = 0
    marker: str = ""
    preformatted: int = 0

    def write(self, root: Element) -> None:
        """Write all of `root`."""
        stack: list[Element | str | tuple[Element, int]] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                self._add(node)
            elif isinstance(node, tuple):
                self._leave(*node)
            elif node.tag == "br":
                self._line_break(node, stack)
            elif node.tag not in BLOCK or self._enter(node):
                if node.tag == "a" or node.tag in BLOCK:
                    stack.append((node, len(self.line.text)))
                stack += node.children[::-1]
        self._end_paragraph()
        self._end_list()

    def _enter(self, node: Element) -> bool:
        """Begin a block; false where all of it is written at once."""
        tag = node.tag
        self._end_paragraph()
        if tag == "table" and is_data_table(node):
            self._end_list()
            self.blocks.add(table_lines(node, self.base))
            return False
        if tag == "dl" and not self.lists and is_definition_list(node):
            self._end_list()
            self.blocks.add(definition_lines(node, self.base))
            return False
        if _is_preformatted(node):
            self.preformatted += 1
        if tag in _HEADING_LEVELS:
            self._end_list()
            self.heading = _HEADING_LEVELS[tag]
        elif tag in ("ul", "ol"):
            self._open_list(node)
        elif tag == "li":
            self._open_item(node)
        return True

    def _add(self, run: str) -> None:
        """Add text; where the page shows its line breaks, blank lines part paragraphs."""
        if not self.preformatted:
            self.line.add(run)
            return
        first, *others = _BLANK_LINE.split(run)
        self.line.add(first)
        for paragraph in others:
            self._end_paragraph()
            self.line.add(paragraph)

    def _leave(self, node: Element, started: int) -> None:
        tag = node.tag
        if tag in BLOCK and _is_preformatted(node):
            self._end_paragraph()
            self.preformatted -= 1
        if tag == "a":
            self._end_link(node, started)
            return
        self._end_paragraph()
        if tag in _HEADING_LEVELS:
            self.heading = 0
        elif tag in ("ul", "ol") and self.lists and self.lists[-1].element is node:
            closed = self.lists.pop()
            if closed.depth == 0 and not closed.is_sectional:
                self._end_list()
        elif tag == "li":
            self.marker = ""

    def _end_link(self, node: Element, started: int) -> None:
        text = self.line.text[started:]
        bare = link_notes.without_notes(text)
        if bare != text:
            self.line.text = self.line.text[:started] + bare
        elif self.heading and (_is_mark(text) or (self.line.text[:started].strip() and _leads_to_its_heading(node))):
            self.line.text = self.line.text[:started].rstrip()
            return
        href = links.absolute(node.attribute("href"), self.base) if node.attribute("href") else None
        if href:
            self.line.link(started, href)

    def _line_break(self, node: Element, waiting: Sequence[Element | str | tuple[Element, int]]) -> None:
        """A second break beside this one, waiting at the top of the stack, makes both the end of a paragraph."""
        following = next((it for it in reversed(waiting) if not (isinstance(it, str) and not it.strip())), None)
        is_twin = isinstance(following, Element) and following.tag == "br" and following.parent is node.parent
        if is_twin and not self.heading:
            self._end_paragraph()
        else:
            self.line.gap()

    def _open_list(self, node: Element) -> None:
        items = sum(1 for child in node.elements() if child.tag == "li")
        is_sectional = (
            bool(node.headings) or node.characters > _LONG_ITEM * max(items, 1) or len(self.lists) >= _DEEPEST_LIST
        )
        outer = self.lists[-1] if self.lists else None
        if outer is None or outer.is_sectional:
            self._end_list()
            depth = 0
        else:
            is_sectional = False
            depth = outer.depth + 1
        self.lists.append(_List(node, numbers_of(node), is_sectional, depth))

    def _open_item(self, node: Element) -> None:
        current = self.lists[-1] if self.lists else None
        number = current.numbers.next(node) if current and current.numbers else None
        if current is not None and current.is_sectional:
            self.marker = f"{number} " if number else ""
        else:
            self.marker = "  " * (current.depth if current else 0) + (f"{number} " if number else "- ")

    def _end_paragraph(self) -> None:
        line = self.line
        if line.is_new():
            return
        self.line = Line()
        if not line.text or (line.text[0] == "[" and _MARKDOWN_REFERENCE.fullmatch(line.text)):
            return
        if self.heading:
            self.blocks.add([line], "#" * self.heading + " ")
        elif self.lists and not self.lists[-1].is_sectional:
            self._add_to_list(line)
        else:
            self._end_list()
            self.blocks.add([line], self.marker)
            self.marker = ""

    def _add_to_list(self, line: Line) -> None:
        if self.marker or not self.list_lines:
            first = Line(self.marker or "- ")
            first.append(line, "")
            self.list_lines.append(first)
            self.marker = ""
        else:
            self.list_lines[-1].append(line)

    def _end_list(self) -> None:
        if self.list_lines:
            self.blocks.add(self.list_lines)
            self.list_lines = []


def _is_preformatted(node: Element) -> bool:
    style = node.attributes.get("style") if node.attributes else None
    return node.tag == "pre" or (style is not None and _SHOWS_LINE_BREAKS.search(style) is not None)


def _is_mark(text: str) -> bool:
    return len(text.strip()) <= 2 and not any(letter.isalnum() for letter in text)


def _leads_to_its_heading(link: Element) -> bool:
    """Whether a link behind a heading's words leads to that heading, or to the top of the page."""
    href = link.attribute("href")
    return href.startswith("#") and (href[1:] in ("", "top") or href[1:] in _names_around(link))


def _names_around(link: Element) -> set[str]:
    """The ids of the heading around a link and of the elements that hold it."""
    return {link.attribute("id"), *(ancestor.attribute("id") for ancestor in link.ancestors())} - {""}
