"""What each of the catalogue's selectors finds on a page, for `explain`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from services.differ.extract import tree
from services.differ.extract.canonical import is_html
from services.differ.extract.document import PagePart, RangeSelector
from services.differ.extract.encoding import decode
from services.differ.extract.markup import without_unread


@dataclass(frozen=True, slots=True)
class SelectorMatch:
    """How many elements of a source's page a selector matches; for a range, the fewer of what its two ends match.

    `source` counts from 0. `found` is None for a selector that is no CSS, and where the page is no HTML.
    """

    source: int
    role: Literal["select", "remove"]
    selector: str
    found: int | None


def selector_matches(parts: Sequence[PagePart]) -> tuple[SelectorMatch, ...]:
    """What the selectors of every source find, in their order. Raises UnreadablePage as reading the page does."""
    return tuple(match for number, part in enumerate(parts) for match in _of_part(number, part))


def _of_part(number: int, part: PagePart) -> Iterator[SelectorMatch]:
    selection = part.selection
    if not selection.select and not selection.remove:
        return
    parser = tree.parse(without_unread(decode(part.content, part.charset)).text) if is_html(part) else None
    for selector in selection.select:
        yield SelectorMatch(number, "select", _written(selector), _found(parser, selector))
    for selector in selection.remove:
        yield SelectorMatch(number, "remove", _written(selector), _found(parser, selector))


def _found(parser: LexborHTMLParser | None, selector: str | RangeSelector) -> int | None:
    if parser is None:
        return None
    try:
        return min((len(parser.css(one)) for one in _ends(selector)), default=0)
    except (SelectolaxError, ValueError):
        return None


def _ends(selector: str | RangeSelector) -> list[str]:
    if isinstance(selector, str):
        return [selector]
    return [end for _, end in _named_ends(selector)]


def _named_ends(selector: RangeSelector) -> list[tuple[str, str]]:
    ends = (
        ("from before", selector.start_before),
        ("from after", selector.start_after),
        ("to before", selector.end_before),
        ("to after", selector.end_after),
    )
    return [(name, end) for name, end in ends if end is not None]


def _written(selector: str | RangeSelector) -> str:
    if isinstance(selector, str):
        return selector
    return " ".join(f"{name} {end}" for name, end in _named_ends(selector))
