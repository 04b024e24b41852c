"""What of a page stands beside its policy, for `explain`: neither boilerplate by any rule nor part of the text."""

from __future__ import annotations

from services.differ.extract.document import Removed
from services.differ.extract.tree import Element


def beside(root: Element, chosen: list[Element]) -> list[Removed]:
    """The largest parts of the page with text, none of them around, in or one of the `chosen` elements."""
    inside = {id(element) for element in chosen}
    around = {id(ancestor) for element in chosen for ancestor in element.ancestors()}
    found: list[Removed] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if id(element) in inside or not element.characters:
            continue
        if id(element) in around:
            stack.extend(reversed(list(element.elements())))
        else:
            found.append(Removed("beside_the_policy", element.beginning()))
    return found
