"""What clings to a policy's edges: what stands before the heading that names the page, link lists before the first
sentence and after the last, and what follows the copyright line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from services.differ.dates import find_dates
from services.differ.extract import unfolding
from services.differ.extract.counters import LONGEST_COUNTER, is_counter
from services.differ.extract.document import Removed
from services.differ.extract.measures import BLOCK, take_out
from services.differ.extract.site_labels import LONGEST_SITE_LABEL, is_site_label
from services.differ.extract.site_names import HEADINGS
from services.differ.extract.tables import is_data_table
from services.differ.extract.tree import Element
from services.differ.own_dates import labelled_dates

_MOST_OF_A_LINE_IN_LINKS = 0.7
_LONGEST_COPYRIGHT = 300
_LONGEST_AT_THE_EDGE = 1_000
_LONGEST_ROW = 200
_SHORTEST_OWN_WORDS = 4
_LINES_OF_A_FOOTER = 40
_MOST_PROSE_BEFORE_THE_TITLE = 0.2
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|copyright)\D{0,60}\b(?:19|20)\d\d\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NEVER_COUNTERS = HEADINGS | {"td", "th", "dt", "dd"}
_UNITS_OF_TEXT = HEADINGS | {"p", "li", "td", "th", "dd", "dt", "summary"}


def trim_edges(
    chosen: list[Element], title: str, with_controls: Collection[int]
) -> tuple[list[Element], list[Removed]]:
    """Cut what clings to the chosen elements: what stands before the heading that names the page as its `title` does,
    lines of links and rows of controls before the first prose and after the last, the copyright line below it, and
    anywhere view counters, reading times and relative times, which differ from visit to visit.

    `with_controls` has the `id` of each element that held a button or a field. Gives what is left of `chosen`, and
    what was cut.
    """
    lines = [line for element in chosen for line in _lines(element)]
    edges = _Edges.of(lines, title)
    cut = {
        place: rule
        for place, node in enumerate(lines)
        if node.characters and (rule := edges.rule(place, node, with_controls)) is not None
    }
    cut |= dict.fromkeys(_idle_headings(lines, cut, edges.last), "heading_of_nothing")
    removed = [Removed(rule, lines[place].beginning()) for place, rule in sorted(cut.items())]
    gone = {id(lines[place]) for place in cut}
    for place in cut:
        take_out(lines[place])
    return [element for element in chosen if id(element) not in gone], removed


def _idle_headings(lines: list[Element], cut: Collection[int], last: int) -> Iterator[int]:
    """The headings that what is cut below the last prose leaves with nothing under them."""
    is_idle = False
    for place in range(len(lines) - 1, last, -1):
        node = lines[place]
        if place in cut:
            is_idle = True
        elif node.characters:
            if not (is_idle and node.headings):
                is_idle = False
            else:
                yield place


@dataclass(frozen=True, slots=True)
class _Edges:
    """Places among a page's lines: of the heading that names it, of its first and last prose, of its copyright line."""

    title: int
    first: int
    last: int
    copyright: int

    @classmethod
    def of(cls, lines: list[Element], title: str) -> _Edges:
        end = _copyright_line(lines)
        prose = [place for place, node in enumerate(lines[:end]) if node.prose_characters]
        first, last = (prose[0], prose[-1]) if prose else (-1, len(lines))
        return cls(_title_line(lines, title), first, last, end)

    def rule(self, place: int, node: Element, with_controls: Collection[int]) -> str | None:
        """The rule that takes the line at `place` out."""
        if node.characters <= LONGEST_COUNTER and node.tag not in _NEVER_COUNTERS and is_counter(node.text()):
            return "counter"
        if node.characters <= LONGEST_SITE_LABEL and _can_be_a_label(node) and is_site_label(node.text()):
            return "label"
        if place == self.copyright:
            return "copyright"
        if self.first <= place <= self.last and place >= self.title:
            return None
        if node.characters > _LONGEST_AT_THE_EDGE or any(labelled_dates(node.text())):
            return None
        if place < self.title:
            return "before_the_title"
        if _is_links(node):
            return "links_at_the_edge"
        return "widget" if _has_controls(node, with_controls) else None


def _copyright_line(lines: list[Element]) -> int:
    """The place of the copyright line that ends the text, or beyond the last line."""
    for place in range(len(lines) - 1, max(len(lines) - _LINES_OF_A_FOOTER, 0), -1):
        node = lines[place]
        if 0 < node.characters <= _LONGEST_COPYRIGHT and _COPYRIGHT.match(node.text()):
            return place
        if node.prose_characters:
            break
    return len(lines)


def _title_line(lines: list[Element], title: str) -> int:
    """The place of the one heading of the first level that says what the page's title says, with hardly any prose
    before it; or 0.
    """
    headings = [place for place, node in enumerate(lines) if node.headings and _is_first_heading(node)]
    if len(headings) != 1 or not _says_the_same(lines[headings[0]].text(), title):
        return 0
    prose = [node.prose_characters for node in lines]
    is_first = sum(prose[: headings[0]]) <= sum(prose) * _MOST_PROSE_BEFORE_THE_TITLE
    return headings[0] if is_first else 0


def _is_first_heading(node: Element) -> bool:
    return any(inner.tag == "h1" for inner in node.walk())


def _says_the_same(heading: str, title: str) -> bool:
    """Whether most words of the heading are in the title."""
    words = set(_WORD.findall(heading.casefold()))
    return bool(words) and len(words.intersection(_WORD.findall(title.casefold()))) * 2 > len(words)


def _lines(root: Element) -> Iterator[Element]:
    """The elements that give a line of text each, in order: the innermost blocks, a link around blocks, and what
    stands between blocks without a block of its own.
    """
    stack = [root]
    in_text: dict[int, bool] = {}
    while stack:
        node = stack.pop()
        inner = [child for child in node.children if type(child) is Element]
        is_block = node.tag in BLOCK
        if (node.tag == "a" and inner) or (is_block and BLOCK.isdisjoint([child.tag for child in inner])):
            yield node
        elif inner:
            stack.extend(reversed(inner))
        elif not is_block and not _is_in_text(node, in_text):
            yield node


def _is_in_text(node: Element, known: dict[int, bool]) -> bool:
    """Whether an element that is no block stands in a line of text, and not between blocks or among its like; `known`
    has the answer for each parent's children once it was asked for.
    """
    parent = node.parent
    if parent is None:
        return False
    if id(parent) not in known:
        known[id(parent)] = any(type(child) is str and child.strip() for child in parent.children)
    return known[id(parent)]


def _is_links(node: Element) -> bool:
    """Whether a line, or the list that it is an item of, is hardly anything but links."""
    parent = node.parent
    if node.tag == "li" and parent is not None and parent.links > 1 and _is_of_links(parent):
        return True
    if not _is_of_links(node) or _is_a_sentence(node) or _unfolds(node):
        return False
    around = [node, *node.ancestors()]
    if node.headings or any(ancestor.tag in HEADINGS for ancestor in around):
        return False
    if any(ancestor.tag == "table" and ancestor.prose_characters and is_data_table(ancestor) for ancestor in around):
        return False
    return not find_dates(node.text())


def _is_a_sentence(node: Element) -> bool:
    """Whether a line with links says something in words of its own: "See the terms." """
    is_more = node.characters - node.link_characters >= _SHORTEST_OWN_WORDS
    return is_more and node.text().endswith(".")


def _unfolds(node: Element) -> bool:
    return any(
        unfolding.SIGNS & inner.attributes.keys() or inner.attributes.get("role") == "button" for inner in node.walk()
    )


def _is_of_links(node: Element) -> bool:
    is_mostly_links = node.link_characters >= node.characters * _MOST_OF_A_LINE_IN_LINKS
    return node.links > 0 and node.prose_characters == 0 and is_mostly_links


def _can_be_a_label(node: Element) -> bool:
    """An item of a list is a label among links only: `Speichern` is also what is done with data."""
    if node.tag in _NEVER_COUNTERS:
        return False
    return _is_of_links(node) or not any(one.tag == "li" for one in (node, *node.ancestors()))


def _has_controls(line: Element, with_controls: Collection[int]) -> bool:
    """Whether the line belongs to a row of controls that says nothing else."""
    if line.text().endswith("."):
        return False
    for node in (line, *line.ancestors()):
        if node.characters > _LONGEST_ROW or node.prose_characters or node.headings:
            return False
        if id(node) in with_controls:
            return node.tag not in _UNITS_OF_TEXT
    return False
