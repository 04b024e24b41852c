"""What stands in the middle of a policy is the policy's, whatever it is called."""

from __future__ import annotations

from services.differ.extract.site_names import MACHINE_ROLES
from services.differ.extract.tree import Element

_FEW_LINKS = 0.3
_TEXT_FOR_EACH_LINK = 30
_SHARE_BEFORE = 0.1
_SHARE_AFTER = 0.05


def is_amid_prose(element: Element, total: int) -> bool:
    """Whether an element that is called the site's is plain text with prose of its page before and after it.

    `total` is the page's prose in characters.
    """
    attributes = element.attributes
    if element.tag == "nav" or attributes.get("role") in MACHINE_ROLES or attributes.get("aria-modal") == "true":
        return False
    if not _is_plain_text(element):
        return False
    before, after = _prose_around(element)
    return before >= total * _SHARE_BEFORE and after >= total * _SHARE_AFTER


def _is_plain_text(element: Element) -> bool:
    characters = element.characters
    if element.link_characters > characters * _FEW_LINKS or characters < element.links * _TEXT_FOR_EACH_LINK:
        return False
    return not any(node.tag in ("button", "input") for node in element.walk())


def _prose_around(element: Element) -> tuple[int, int]:
    """How many characters of prose stand before and after an element on its page."""
    before = after = 0
    node = element
    for ancestor in element.ancestors():
        is_before = True
        for child in ancestor.elements():
            if child is node:
                is_before = False
            elif is_before:
                before += child.prose_characters
            else:
                after += child.prose_characters
        node = ancestor
    return before, after
