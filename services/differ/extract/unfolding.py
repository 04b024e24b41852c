"""Sections that unfold: the buttons that title them, and the folded text under such a title."""

from __future__ import annotations

from collections.abc import Sequence

from services.differ.extract.site_names import HEADINGS
from services.differ.extract.tree import Element

SIGNS = frozenset(("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target"))
"""Attributes of what unfolds something."""

_SECTION_TITLES = HEADINGS | {"summary", "dt"}
_PANEL_ROLES = frozenset(("tabpanel", "region"))
_MOST_LINKS = 0.5
_LEAST_LETTERS_OF_A_TITLE = 3
_LONGEST_TITLE = 200
_DEEPEST_WRAPPING = 3
_FURTHEST_SIBLING = 60
"""A title and its text stand side by side; with blanks between tags, so many children apart at most."""


def opens_a_section(button: Element) -> bool:
    """Whether a button titles a section: by where it stands, by what it says it controls, or by what follows it and
    others like it. One behind a title's words copies the title's link or the like.
    """
    if not button.characters:
        return False
    if button.parent is not None and button.parent.tag in _SECTION_TITLES:
        return not _stands_behind_words(button, button.parent)
    if button.attribute("aria-haspopup"):
        return False
    if button.headings or ("aria-expanded" in button.attributes and "aria-controls" in button.attributes):
        return True
    holder = _wrapping(button)
    if _panel_after(holder) is None:
        return False
    return "aria-expanded" in button.attributes or _is_one_of_several(holder)


def _stands_behind_words(button: Element, title: Element) -> bool:
    """Whether a title says something before its button does."""
    before = "".join(child if isinstance(child, str) else child.text() for child in title.children[: button.place])
    return sum(letter.isalpha() for letter in before) >= _LEAST_LETTERS_OF_A_TITLE


def is_folded_section(element: Element) -> bool:
    """Whether hidden text is a section that unfolds: it says so, or the title that unfolds it stands before it."""
    if element.attributes.get("role") in _PANEL_ROLES:
        return True
    title = _text_before(element)
    if title is None or title.characters > _LONGEST_TITLE:
        return False
    return any(
        node.tag in _SECTION_TITLES or node.tag == "button" or SIGNS & node.attributes.keys() for node in title.walk()
    )


def _wrapping(button: Element) -> Element:
    """The largest element that says nothing but what the button says."""
    holder = button
    for ancestor, _ in zip(button.ancestors(), range(_DEEPEST_WRAPPING), strict=False):
        if ancestor.characters > button.characters:
            break
        holder = ancestor
    return holder


def _panel_after(title: Element) -> Element | None:
    """The next element with text, where it is text more than links and no button of its own."""
    siblings = title.parent.children if title.parent else []
    panel = _first_with_text(siblings[title.place + 1 : title.place + 1 + _FURTHEST_SIBLING])
    if panel is None or panel.tag in ("button", "input", "a", "span", "label") or panel.tag == title.tag != "div":
        return None
    is_text = panel.link_characters <= panel.characters * _MOST_LINKS
    return panel if is_text and not any(node.tag == "button" for node in panel.walk()) else None


def _is_one_of_several(title: Element) -> bool:
    """Whether the title and its panel have likes: beside them, or in the boxes beside the one that they are in."""
    box = title.parent
    if box is None:
        return False
    beside = sum(1 for sibling in box.elements() if _is_title(sibling, title))
    if beside > 1:
        return True
    boxes = box.parent.elements() if box.parent else iter(())
    return sum(1 for other in boxes if other.tag == box.tag and _begins_alike(other, title)) > 1


def _begins_alike(box: Element, title: Element) -> bool:
    first = next((child for child in box.elements() if child.characters), None)
    return first is not None and _is_title(first, title)


def _is_title(element: Element, title: Element) -> bool:
    """Whether `element` is built as `title` is and text follows it."""
    if element is title:
        return True
    is_alike = element.tag == title.tag and element.attributes.get("class") == title.attributes.get("class")
    return is_alike and _panel_after(element) is not None


def _text_before(element: Element) -> Element | None:
    siblings = element.parent.children if element.parent else []
    return _first_with_text(siblings[max(0, element.place - _FURTHEST_SIBLING) : element.place][::-1])


def _first_with_text(nodes: Sequence[Element | str]) -> Element | None:
    return next((node for node in nodes if isinstance(node, Element) and node.characters), None)
