"""A real page whose policy's lines can be found in its markup, and changed there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.differ.extract.document import CanonicalDocument
from services.differ.extract.measures import BLOCK
from services.differ.extract.text_block import visible
from services.differ.own_dates import labelled_dates

_MARK = re.compile(r"^(?:#{1,6} |(?: {2})*(?:-|(?:\d+|[A-Za-z]|[ivxlIVXL]+)\.) |: )")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NOT_RUNNING = frozenset(("li", "td", "th", "dt", "dd", "details", "a", "button", "label", "summary", "form"))
_UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "button", "select", "textarea"))
_SHORTEST_PROSE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Leaf:
    """An innermost block of the page that is one line of the policy; `text` is that line without its mark."""

    node: LexborNode
    text: str
    around: frozenset[str]

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return (self.node.tag or "") in _HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether it has words enough to lose one, and is no date line."""
        return not self.is_heading and len(self.text.split()) >= _SHORTEST_PROSE_WORDS and not self.says_own_date

    @property
    def is_running(self) -> bool:
        """Whether it is a paragraph of its own, with no list, table or definition around it, that leads in nothing."""
        is_paragraph = self.node.tag in ("p", "div") and not self.around & _NOT_RUNNING
        return self.is_prose and is_paragraph and not self.text.endswith(":")

    @property
    def says_own_date(self) -> bool:
        """Whether it has a date with a label of the document's own dates."""
        return any(labelled_dates(self.text))


class PolicyPage:
    """A page's tree with changes noted on it: `before()` and `after()` give its markup without and with them.

    `lines` are those of its canonical text, without marks; `leaves` the blocks that are one of them each, in order,
    without lines that the text or the page has twice.
    """

    def __init__(
        self,
        markup: str,
        canonical: CanonicalDocument,
        other: CanonicalDocument | None = None,
        is_selected: bool = False,
    ) -> None:
        """`canonical` is what `markup` reads as, `is_selected` whether by selectors; `other` what another document
        reads as, for pages in its place.
        """
        self.tree = LexborHTMLParser(markup)
        self.canonical = canonical
        self.other = other
        self.is_selected = is_selected
        self.language = canonical.language or "en"
        self.lines = content_lines(canonical.text)
        self.leaves = self._leaves()
        self._changes: list[tuple[str, str, str]] = []

    def _leaves(self) -> tuple[Leaf, ...]:
        body = self.tree.body
        if body is None:
            return ()
        found = list(_blocks(body))
        counts, lines = Counter(leaf.text for leaf in found), Counter(self.lines)
        return tuple(leaf for leaf in found if counts[leaf.text] == 1 and lines[leaf.text] == 1)

    def change(self, node: LexborNode, before: str, after: str) -> None:
        """Have `node` be `before` before and `after` after, both markup."""
        node.replace_with(self._note(before, after))

    def put_before(self, node: LexborNode, before: str, after: str) -> None:
        """Put markup in front of `node`."""
        node.insert_before(self._note(before, after))

    def put_behind(self, node: LexborNode, before: str, after: str) -> None:
        """Put markup behind `node`."""
        node.insert_after(self._note(before, after))

    def change_text(self, node: LexborNode, text: str) -> None:
        """Have a text node say `text` after."""
        self.change(node, escape(node.text_content or "", quote=False), escape(text, quote=False))

    def _note(self, before: str, after: str) -> str:
        mark = f"\ue000{len(self._changes)}\ue001"
        self._changes.append((mark, before, after))
        return mark

    def before(self) -> str:
        """The markup without the changes."""
        return self._written(1)

    def after(self) -> str:
        """The markup with the changes."""
        return self._written(2)

    def _written(self, side: int) -> str:
        markup = self.tree.html or ""
        for change in reversed(self._changes):
            markup = markup.replace(change[0], change[side])
        return markup

    def lines_of(self, nodes: Sequence[LexborNode]) -> tuple[str, ...]:
        """The lines of the canonical text from the first leaf in any of `nodes` to the last one."""
        inside = {identity for node in nodes for identity in (element.mem_id for element in walk(node))}
        found = [leaf.text for leaf in self.leaves if leaf.node.mem_id in inside]
        if not found:
            return ()
        return self.lines[self.lines.index(found[0]) : self.lines.index(found[-1]) + 1]


def content_lines(text: str) -> tuple[str, ...]:
    """The lines of a canonical text without marks, each cell of a table as a line."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("|"):
            lines.extend(cell for cell in (part.strip() for part in line.split("|")) if cell.strip(" -:"))
        elif line:
            lines.append(line_of(_MARK.sub("", line)))
    return tuple(lines)


def line_of(text: str) -> str:
    """The content of the line that a text of the page becomes."""
    return _MARK.sub("", visible(text))


def walk(node: LexborNode) -> Iterator[LexborNode]:
    """`node` and every element in it, in document order."""
    stack = [node]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(reversed([child for child in element.iter() if child.is_element_node]))


def text_nodes(node: LexborNode) -> list[LexborNode]:
    """The text nodes in `node`, in document order."""
    found: list[LexborNode] = []
    stack = [node]
    while stack:
        element = stack.pop()
        if element.is_text_node:
            found.append(element)
        elif (element.tag or "") not in _UNREAD:
            stack.extend(reversed(list(element.iter(include_text=True))))
    return found


def _blocks(body: LexborNode) -> Iterator[Leaf]:
    """The innermost blocks with text and without line breaks."""
    stack: list[tuple[LexborNode, frozenset[str]]] = [(body, frozenset())]
    while stack:
        node, around = stack.pop()
        tag = node.tag or ""
        if tag in _UNREAD:
            continue
        children = [child for child in node.iter() if child.is_element_node]
        tags = {element.tag for element in walk(node)} - {node.tag} if tag in BLOCK else set()
        if tag in BLOCK and not tags & (BLOCK | {"br"}):
            text = line_of("".join(text.text_content or "" for text in text_nodes(node)))
            if text:
                yield Leaf(node, text, around)
            continue
        stack.extend((child, around | {tag}) for child in reversed(children))
