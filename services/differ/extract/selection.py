"""The catalogue's selectors applied to a page: CSS, and ranges between two elements."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from services.differ.extract.document import RangeSelector
from services.differ.extract.tree import Element


def matched(parser: LexborHTMLParser, root: Element, selectors: Sequence[str | RangeSelector]) -> list[Element]:
    """The elements of `root` that any selector matches, in document order, without those inside another.

    A selector that the parser does not know matches nothing. A range gives the largest elements that lie wholly
    between its ends.
    """
    if not selectors:
        return []
    order = list(root.walk())
    places = {element.identity: place for place, element in enumerate(order)}
    hits: set[int] = set()
    for selector in selectors:
        if isinstance(selector, str):
            hits.update(_places(parser, places, selector))
        else:
            hits.update(_range(parser, order, places, selector))
    after = _places_after(order, places)
    chosen: list[Element] = []
    beyond = 0
    for place in sorted(hits):
        if place >= beyond:
            chosen.append(order[place])
            beyond = after[place]
    return chosen


def _places(parser: LexborHTMLParser, places: dict[int, int], selector: str) -> list[int]:
    try:
        nodes = parser.css(selector)
    except (SelectolaxError, ValueError):
        return []
    return [place for node in nodes if (place := places.get(node.mem_id)) is not None]


def _range(
    parser: LexborHTMLParser, order: list[Element], places: dict[int, int], selector: RangeSelector
) -> list[int]:
    """Places of the elements wholly after the start and wholly before the end; nothing when a given end is not on the
    page.
    """
    start = _first(parser, places, selector.start_before or selector.start_after)
    end = _first(parser, places, selector.end_before or selector.end_after)
    if start is None or end is None:
        return []
    after = _places_after(order, places)
    first = start if selector.start_before else after[start]
    limit = end if selector.end_before else after[end]
    return [place for place in range(first, limit) if after[place] <= limit]


def _first(parser: LexborHTMLParser, places: dict[int, int], selector: str | None) -> int | None:
    found = _places(parser, places, selector) if selector else []
    return min(found, default=None)


def _places_after(order: list[Element], places: dict[int, int]) -> list[int]:
    """For each element the place of the first one beyond the whole of it."""
    after = list(range(1, len(order) + 1))
    for place in range(len(order) - 1, 0, -1):
        parent = order[place].parent
        if parent is not None:
            holder = places[parent.identity]
            after[holder] = max(after[holder], after[place])
    return after
