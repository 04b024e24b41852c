"""Where the policy stands on a page that no selector describes: the smallest part with all of the page's prose."""

from __future__ import annotations

from collections.abc import Iterator

from services.differ.dates import find_dates
from services.differ.extract.measures import BLOCK
from services.differ.extract.tree import Element

_ENOUGH = 0.98
_LONGEST_HERO = 1_000


def find_main_content(root: Element) -> list[Element]:
    """The element that holds the policy, after whatever stands before it and names it (the title, its date).

    Descends from the body as long as one child has all but a trace of the prose. Expects boilerplate taken out.
    """
    total = root.prose_characters
    if not total:
        return [root]
    current, before = root, list[Element]()
    while True:
        heir = max(current.elements(), key=lambda child: child.prose_characters, default=None)
        if heir is None or heir.prose_characters < total * _ENOUGH:
            break
        before.extend(_naming(current, heir))
        current = heir
    return [*before, current]


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
            if node.tag == "h1" or node.prose_characters or find_dates(node.text()):
                yield node
        else:
            stack.extend(reversed(inner))
