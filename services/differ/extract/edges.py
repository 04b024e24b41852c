"""What clings to a policy's edges: link lists before its first sentence and after its last, and small counters of the
site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.differ.dates import find_dates
from services.differ.extract.document import Removed
from services.differ.extract.measures import BLOCK, take_out
from services.differ.extract.site_names import HEADINGS
from services.differ.extract.tree import Element

_MOST_OF_A_LINE_IN_LINKS = 0.7
_LONGEST_COUNTER = 60
_NUMBER = r"(?:\d[\d., ]*[kKmM]?\+?|an?|one|une?|einem?r?|over|plus|über)"
_UNITS = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|secondes?|heures?|jours?|semaines?|mois|ans?"
    r"|sekunden?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?)"
)
_LONGEST_COPYRIGHT = 160
_LONGEST_AT_THE_EDGE = 1_000
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|copyright)\D{0,60}\b(?:19|20)\d\d\b", re.IGNORECASE)
_COUNTER = re.compile(
    rf"\W*{_NUMBER}\s*(?:views?|reads?|likes?|shares?|comments?|vues?|partages?|commentaires?|aufrufe|kommentare?)\W*$"
    rf"|\W*{_NUMBER}\s*min(?:ute)?[ns]?\.?\s+(?:read|de lecture|lesezeit)\W*$"
    rf"|(?:.{{0,30}}\b)?(?:{_NUMBER}\s+)+{_UNITS}\s+ago\W*$"
    rf"|(?:.{{0,30}}\b)?(?:il y a|vor)\s+(?:{_NUMBER}\s+)+{_UNITS}(?: aktualisiert| geändert)?\W*$"
    rf"|(?:temps|durée) de lecture\W+{_NUMBER}\s*min\w*\W*$|lesezeit\W+{_NUMBER}\s*min\w*\W*$"
    r"|(?:last\s+)?(?:updated|modified|edited|changed|mise?s? à jour|modifiée?|zuletzt (?:aktualisiert|geändert)"
    r"|aktualisiert)\W+(?:today|yesterday|just now|this (?:week|month|year)|last (?:week|month|year)|aujourd['’]hui"
    r"|hier|cette (?:semaine|année)|ce mois(?:-ci)?|heute|gestern|diese[ns]? (?:woche|monat|jahr))\W*$",
    re.IGNORECASE,
)


def trim_edges(chosen: list[Element]) -> list[Removed]:
    """Cut what clings to the chosen elements: lines of links before their first prose and after their last, the
    copyright line below it, and anywhere view counters, reading times and relative times, which differ from visit
    to visit.
    """
    leaves = [leaf for element in chosen for leaf in _leaves(element)]
    prose = [place for place, node in enumerate(leaves) if node.prose_characters]
    first, last = (prose[0], prose[-1]) if prose else (-1, len(leaves))
    removed: list[Removed] = []
    for place, node in enumerate(leaves):
        if not 0 < node.characters <= _LONGEST_AT_THE_EDGE:
            continue
        rule = _rule(node, is_outer=not first <= place <= last, is_below=place > last)
        if rule is not None:
            removed.append(Removed(rule, node.beginning()))
            take_out(node)
    return removed


def _rule(node: Element, is_outer: bool, is_below: bool) -> str | None:
    if node.characters <= _LONGEST_COUNTER and _is_counter(node.text()):
        return "counter"
    if is_below and node.characters <= _LONGEST_COPYRIGHT and _COPYRIGHT.match(node.text()):
        return "copyright"
    return "links_at_the_edge" if is_outer and _is_links(node) else None


def _leaves(root: Element) -> Iterator[Element]:
    """The innermost blocks in order; a link around blocks is one of them."""
    stack = [root]
    while stack:
        node = stack.pop()
        inner = [child for child in node.children if type(child) is Element]
        if (node.tag == "a" and inner) or (node.tag in BLOCK and BLOCK.isdisjoint([child.tag for child in inner])):
            yield node
        else:
            stack.extend(reversed(inner))


def _is_links(node: Element) -> bool:
    if not node.links or node.prose_characters or node.link_characters < node.characters * _MOST_OF_A_LINE_IN_LINKS:
        return False
    is_heading = node.headings or any(ancestor.tag in HEADINGS for ancestor in node.ancestors())
    return not is_heading and not find_dates(node.text())


def _is_counter(text: str) -> bool:
    return _COUNTER.match(text) is not None
