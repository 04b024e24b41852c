"""The catalogue's selectors applied to a page: CSS, and ranges between two elements."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from services.differ.extract.document import RangeSelector
from services.differ.extract.tree import Element


def matched(parser: LexborHTMLParser, root: Element, selectors: Sequence[str | RangeSelector]) -> list[Element]:
    """The elements of `root` that any selector matches, in document order, without those inside another.

    A selector that the parser does not know matches nothing. A range gives the largest elements that lie wholly between its ends.
    """
    order = list(root.walk())
    places = {element.identity: place for place, element in enumerate(order)}
    hits: set[int] = set()
    for selector in selectors:
        if isinstance(selector, str):
            hits.update(_places(parser, places, selector))
        else:
            hits.update(_range(parser, order, places, selector))
    chosen: list[Element] = []
    taken: set[int] = set()
    for place in sorted(hits):
        element = order[place]
        if not any(id(ancestor) in taken for ancestor in element.ancestors()):
            taken.add(id(element))
            chosen.append(element)
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
    """Places of the elements wholly after the start and wholly before the end; nothing when a given end is not on the page."""
    start = _first(parser, places, selector.start_before or selector.start_after)
    end = _first(parser, places, selector.end_before or selector.end_after)
    if start is None or end is None:
        return []
    first = start if selector.start_before else _after(order, start)
    limit = end if selector.end_before else _after(order, end)
    return [place for place in range(first, limit) if _after(order, place) <= limit]


def _first(parser: LexborHTMLParser, places: dict[int, int], selector: str | None) -> int | None:
    found = _places(parser, places, selector) if selector else []
    return found[0] if found else None


def _after(order: list[Element], place: int) -> int:
    """The place of the first element beyond the whole of the one at `place`."""
    return place + sum(1 for _ in order[place].walk())
