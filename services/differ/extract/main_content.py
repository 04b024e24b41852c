"""Where the policy stands on a page that no selector describes: the smallest part that holds all of the page's prose."""

from __future__ import annotations

from services.differ.dates import find_dates
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
    """The elements before `heir` that hold the document's title or date."""
    found: list[Element] = []
    for child in parent.elements():
        if child is heir:
            break
        if child.characters > _LONGEST_HERO or child.link_characters > child.characters / 2:
            continue
        if any(node.tag == "h1" for node in child.walk()) or find_dates(child.text()):
            found.append(child)
    return found
