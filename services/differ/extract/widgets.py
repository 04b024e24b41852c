"""Small machines of the site among the text: votes, share buttons, chats, forms, and consent banners that no name
gives away. They are found from their controls outwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.differ.extract.document import Removed
from services.differ.extract.measures import BLOCK, take_out
from services.differ.extract.site_names import HEADINGS
from services.differ.extract.tree import Element

_LONGEST_ROW = 200
_LONGEST_FORM = 700
_LONGEST_BANNER = 4_000
_LONGEST_LABEL = 60
_LONGEST_TITLE = 120
_SHORTEST_QUESTION = 60
_LARGEST_SHARE_OF_PROSE = 0.35
_WHOLE_PAGES = frozenset(("body", "main", "article"))
_UNITS_OF_TEXT = HEADINGS | {"li", "td", "th", "dd", "dt", "summary", "caption", "tr", "tbody", "table", "ul", "ol"}
_ANSWER = re.compile(
    r"\W*(?:i )?(?:accept|agree|allow|reject|decline|deny|refuse|got it|ok(?:ay)?\b|(?:tout |alle[sn]? )?"
    r"(?:accepter|akzeptier|zustimm|einverstanden|ablehn|annehm|erlaub|j['’]accepte|refuser|autoriser)"
    r"|continue without|only (?:necessary|essential)|(?:necessary|essential) only|continuer sans|nur notwendige)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\bcookies?\b|\bconsent|\btrackers?\b|\btraceurs?\b|\beinwillig|\bconsentement", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Control:
    """A button or field that was on the page: what held it, what it said, and whether something is typed into it."""

    holder: Element
    label: str
    is_field: bool = False


def take_out_widgets(root: Element, controls: Sequence[Control], held: Mapping[int, int]) -> list[Removed]:
    """Cut what the controls belong to. Expects the buttons and fields themselves gone, and keeps the figures right."""
    removed: list[Removed] = []
    most_prose = root.prose_characters * _LARGEST_SHARE_OF_PROSE
    for control in controls:
        if _is_cut(control.holder, root):
            continue
        banner = _banner(control, most_prose)
        found = banner or _widget(control, held)
        if found is not None and found.characters:
            removed.append(Removed("consent" if banner else "widget", found.beginning()))
            take_out(found)
    return removed


def _is_cut(element: Element, root: Element) -> bool:
    return element is not root and not any(ancestor is root for ancestor in element.ancestors())


def held_by(root: Element, controls: Sequence[Control]) -> dict[int, int]:
    """How many controls each element below `root` holds, by its `id`."""
    held: dict[int, int] = {}
    for control in controls:
        for node in (control.holder, *control.holder.ancestors()):
            if node is root:
                break
            held[id(node)] = held.get(id(node), 0) + 1
    return held


def _banner(control: Control, most_prose: float) -> Element | None:
    """The part of the page that asks for the consent which `control` gives or refuses: the smallest that says so,
    and what stands around it and adds no more than a title.
    """
    if len(control.label) > _LONGEST_LABEL or not _ANSWER.match(control.label):
        return None
    found: Element | None = None
    for node in (control.holder, *control.holder.ancestors()):
        if node.tag in _WHOLE_PAGES or node.characters > _LONGEST_BANNER or node.prose_characters > most_prose:
            break
        if found is None:
            found = node if _asks(node) else None
        elif node.prose_characters > found.prose_characters or node.characters > found.characters + _LONGEST_TITLE:
            break
        else:
            found = node
    return found


def _asks(node: Element) -> bool:
    is_told = node.characters - node.link_characters >= _SHORTEST_QUESTION
    return is_told and node.tag in BLOCK and _ASKS.search(node.text()) is not None


def _widget(control: Control, held: Mapping[int, int]) -> Element | None:
    """What a form or a row of controls says about itself."""
    return _form(control) if control.is_field else _row(control, held)


def _form(field: Control) -> Element | None:
    """The form around a field that is typed into, unless it is wrapped around a page; else the words beside it."""
    for node in (field.holder, *field.holder.ancestors()):
        if node.characters > _LONGEST_FORM or node.tag in _WHOLE_PAGES:
            return None
        if node.tag in ("form", "fieldset"):
            return node
    return None


def _row(control: Control, held: Mapping[int, int]) -> Element | None:
    """The largest part that has several controls and no prose, and is no unit of text."""
    found = None
    for node in (control.holder, *control.holder.ancestors()):
        if node.tag in _WHOLE_PAGES or node.characters > _LONGEST_ROW or node.prose_characters or node.headings:
            break
        if found is not None and _holds_another(node, held, found):
            break
        if node.tag in BLOCK and node.tag not in _UNITS_OF_TEXT and held.get(id(node), 0) > 1:
            found = node
    return found


def _holds_another(node: Element, held: Mapping[int, int], inner: Element) -> bool:
    """Whether `node` holds, beside what `inner` is in, something else that has text and controls: a list of such."""
    inside = {id(inner), *(id(ancestor) for ancestor in inner.ancestors())}
    return any(child.characters and id(child) in held and id(child) not in inside for child in node.elements())
