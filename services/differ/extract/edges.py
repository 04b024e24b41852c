"""What clings to a policy's edges: link lists before its first sentence and after its last, and small counters of the site."""

from __future__ import annotations

import re

from services.differ.dates import find_dates
from services.differ.extract.document import Removed
from services.differ.extract.measures import BLOCK, take_out
from services.differ.extract.tree import Element

_EXCERPT_CHARACTERS = 120
_MOST_OF_A_LINE_IN_LINKS = 0.7
_LONGEST_COUNTER = 60
_COUNTER = re.compile(
    r"^(?:\W*(?:\d[\d., ]*[kKmM]?\+?)\s*(?:views?|reads?|likes?|shares?|comments?|min(?:ute)?s?\.?\s+(?:read|de lecture)|min\.?\s+lesezeit"
    r"|vues?|partages?|commentaires?|aufrufe|kommentare?)\W*"
    r"|.{0,30}\b(?:\d+|an?|one|il y a|vor)\s+(?:\d+\s+|einem?r?\s+|une?\s+)?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|secondes?|heures?|jours?|semaines?|mois|ans?"
    r"|sekunden?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?)(?:\s+ago)?\W*)$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\bago\b|\bil y a\b|\bvor\b|\bviews?\b|\bread\b|\bvues?\b|lecture|lesezeit|aufrufe|likes?|shares?|comment",
    re.IGNORECASE,
)


def trim_edges(chosen: list[Element]) -> list[Removed]:
    """Cut the lines of links before the first prose of the chosen elements and after the last."""
    leaves = [node for element in chosen for node in element.walk() if _is_leaf_block(node)]
    prose = [place for place, node in enumerate(leaves) if node.prose_characters]
    if not prose:
        return []
    outer = leaves[: prose[0]] + leaves[prose[-1] + 1 :]
    return [_take_out(node, "links_at_the_edge") for node in outer if _is_links(node)]


def take_out_counters(chosen: list[Element]) -> list[Removed]:
    """Cut view counters, reading times and relative times, which differ from visit to visit."""
    lines = [node for element in chosen for node in element.walk() if 0 < node.characters <= _LONGEST_COUNTER]
    return [_take_out(node, "counter") for node in lines if _is_leaf_block(node) and _is_counter(node.text())]


def _take_out(node: Element, rule: str) -> Removed:
    removed = Removed(rule, node.text()[:_EXCERPT_CHARACTERS])
    take_out(node)
    return removed


def _is_leaf_block(node: Element) -> bool:
    return node.tag in BLOCK and not any(child.tag in BLOCK for child in node.elements())


def _is_links(node: Element) -> bool:
    return (
        node.links > 0
        and not node.prose_characters
        and node.link_characters >= node.characters * _MOST_OF_A_LINE_IN_LINKS
    )


def _is_counter(text: str) -> bool:
    return bool(_COUNTER.match(text) and _AGO.search(text))
