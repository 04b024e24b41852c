"""Where the policy stands on a page that no selector describes: the smallest part with all of its prose."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from services.differ.extract.measures import BLOCK
from services.differ.extract.tree import Element
from services.differ.own_dates import labelled_dates

_ENOUGH = 0.98
_ENOUGH_IN_MAIN = 0.5
_ENOUGH_PLAIN = 0.9
_ENOUGH_PLAIN_IN_MAIN = 0.995
_CONTAINERS = frozenset(("body", "div", "main", "article", "section", "form", "center", "table", "tbody", "tr", "td"))
_LONGEST_HERO = 1_000


def find_main_content(root: Element) -> list[Element]:
    """The element that holds the policy, after whatever stands before it and names it (the title, its date).

    Begins at the page's `main` where that has half of the prose, else at the body, and descends as long as one child
    has all but a trace of it and most other text (lists and tables of short items). Expects boilerplate taken out.
    """
    if not root.prose_characters:
        return [root]
    current = _marked_main(root)
    before = [line for parent, child in pairwise(_path(root, current)) for line in _naming(parent, child)]
    least_plain = _ENOUGH_PLAIN_IN_MAIN if current is not root else _ENOUGH_PLAIN
    total = current.prose_characters
    while True:
        heir = max(current.elements(), key=lambda child: child.prose_characters, default=None)
        if heir is None or not _is_container(heir.tag) or heir.prose_characters < total * _ENOUGH:
            return [*before, current]
        if _plain(heir) < _plain(current) * least_plain:
            return [*before, current]
        before.extend(_naming(current, heir))
        current = heir


def _is_container(tag: str) -> bool:
    """Whether a page can stand in it; custom elements (a hyphen in their name) are what an application is built of."""
    return tag in _CONTAINERS or "-" in tag


def _plain(element: Element) -> int:
    """Text outside links: what a page says, beside where it leads."""
    return element.characters - element.link_characters


def _marked_main(root: Element) -> Element:
    """The element that the page itself marks as its main part, the body where there is none or little in it."""
    marked = [node for node in root.walk() if node.tag == "main" or node.attributes.get("role") == "main"]
    best = max(marked, key=lambda node: node.prose_characters, default=root)
    return best if best.prose_characters >= root.prose_characters * _ENOUGH_IN_MAIN else root


def _path(root: Element, element: Element) -> list[Element]:
    """The elements from `root` down to `element`."""
    return [] if element is root else [element, *element.ancestors()][::-1]


def _naming(parent: Element, heir: Element) -> list[Element]:
    """What stands before `heir` and belongs to the document: its title, its date, an introduction."""
    found: list[Element] = []
    for child in parent.elements():
        if child is heir:
            break
        if child.characters <= _LONGEST_HERO:
            found.extend(_naming_lines(child))
    return found


def _naming_lines(child: Element) -> Iterator[Element]:
    """Line by line, so that a button more or less among them makes no difference."""
    stack = [child]
    while stack:
        node = stack.pop()
        inner = [element for element in node.elements() if element.characters]
        if node.tag == "h1" or (node.tag in BLOCK and not any(element.tag in BLOCK for element in inner)):
            if node.tag == "h1" or node.prose_characters or any(labelled_dates(node.text())):
                yield node
        else:
            stack.extend(reversed(inner))
