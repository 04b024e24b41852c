"""A parsed page as a light tree of our own, walked without recursion, so that no depth of nesting can break it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from services.differ.extract.errors import UnreadablePage

MOST_CHARACTERS = 8_000_000
MOST_TAGS = 150_000
"""A page of more markup, scripts and styles aside, is refused before it is parsed: a parsed tag takes half a kilobyte.
The largest of 1,245 pages of policies has 340,000 characters and 7,000 tags.
"""

MOST_NODES = 300_000
"""A page that is parsed to more nodes is refused: unclosed tags are repeated in every paragraph."""

DEEPEST_NESTING = 2_000
"""The parser's time grows with the square of the depth; browsers stop at 512."""

_BEGINNING_CHARACTERS = 120
_TAGS_THAT_ASK_FOR_A_LOOK = 10_000
_NESTING_TAG = re.compile(r"<(/?)(?!p\b|li\b|br\b|img\b|input\b|meta\b|link\b|hr\b|t[dhr]\b|d[dt]\b|option\b)[a-zA-Z]")
_NEVER_TEXT = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "canvas", "video", "audio", "object", "embed", "map"),
        *("select", "datalist", "textarea", "iframe"),
    )
)


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name, attributes, parent, and children in order (elements and runs of text).

    The figures below `children` are filled by `measures.measure`; `identity` is lexbor's own, by which a selector's
    matches are found again; `place` is where it stands among its parent's children.
    """

    tag: str
    attributes: dict[str, str | None]
    parent: Element | None
    identity: int = 0
    place: int = 0
    children: list[Element | str] = field(default_factory=list)
    characters: int = field(init=False)
    link_characters: int = field(init=False)
    prose_characters: int = field(init=False)
    links: int = field(init=False)
    headings: int = field(init=False)

    def attribute(self, name: str) -> str:
        """The attribute's value, empty where it is absent or has none."""
        return self.attributes.get(name) or ""

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return iter([child for child in self.children if type(child) is Element])

    def ancestors(self) -> Iterator[Element]:
        """The parent, its parent and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Element]:
        """This element and every element in it, in document order. The tree may be cut below the one just given."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend([child for child in reversed(node.children) if type(child) is Element])

    def text(self) -> str:
        """All text in it, runs joined by a space."""
        pieces: list[str] = []
        stack: list[Element | str] = self.children[::-1]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                pieces.append(node)
            elif node.children:
                stack.extend(node.children[::-1])
        return " ".join(" ".join(pieces).split())

    def beginning(self) -> str:
        """The first characters of its text, to tell people what it is."""
        pieces: list[str] = []
        length = 0
        stack: list[Element | str] = [self]
        while stack and length <= _BEGINNING_CHARACTERS:
            node = stack.pop()
            if isinstance(node, str):
                words = " ".join(node.split())
                if words:
                    pieces.append(words)
                    length += len(words) + 1
            else:
                stack.extend(reversed(node.children))
        return " ".join(pieces)[:_BEGINNING_CHARACTERS]


def parse(markup: str) -> LexborHTMLParser:
    """The page as lexbor parses it (HTML5's own error recovery). Raises UnreadablePage for markup that is nested or
    long beyond reason.
    """
    if len(markup) > MOST_CHARACTERS:
        raise UnreadablePage("too_large", f"over {MOST_CHARACTERS:,} characters of markup")
    tags = markup.count("<")
    if tags > MOST_TAGS:
        raise UnreadablePage("too_many_nodes", f"over {MOST_TAGS:,} tags")
    if tags > _TAGS_THAT_ASK_FOR_A_LOOK and _depth(markup) > DEEPEST_NESTING:
        raise UnreadablePage("nested_too_deeply", f"over {DEEPEST_NESTING} levels")
    try:
        return LexborHTMLParser(markup)
    except SelectolaxError as error:
        raise UnreadablePage("memory", "the parser ran out of it") from error


def _depth(markup: str) -> int:
    depth = deepest = 0
    for match in _NESTING_TAG.finditer(markup):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
        depth = max(depth, 0)
    return deepest


def build(parser: LexborHTMLParser) -> Element:
    """Our tree of the page's body, without what never shows as text. Raises UnreadablePage where it has no end.

    The parsed page stays whole, so that selectors that count siblings count what the page has.
    """
    body = parser.body
    root = Element("body", {}, None)
    if body is None:
        return root
    root.attributes, root.identity = body.attributes, body.mem_id
    stack: list[tuple[LexborNode | None, Element]] = [(body.first_child, root)]
    count = 0
    while stack:
        node, parent = stack.pop()
        children = parent.children
        while node is not None:
            count += 1
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content
                if text:
                    children.append(text)
            elif tag not in _NEVER_TEXT and node.is_element_node:
                element = Element(tag, node.attributes, parent, node.mem_id, len(children))
                children.append(element)
                child = node.first_child
                if child is not None:
                    stack.append((node.next, parent))
                    node, parent, children = child, element, element.children
                    continue
            node = node.next
        if count > MOST_NODES:
            raise UnreadablePage("too_many_nodes", f"over {MOST_NODES} nodes")
    return root


def release(root: Element) -> None:
    """Undoes the tree's cycles, so that its memory is freed at once and no collector has to look for it."""
    order = [root]
    for element in order:
        element.parent = None
        order.extend([child for child in element.children if type(child) is Element])
