"""The numbers that a page gives its ordered lists."""

from __future__ import annotations

from dataclasses import dataclass

from services.differ.extract.tree import Element

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(slots=True)
class ListNumbers:
    """Numbers a list's items in its own style (`1`, `a`, `A`, `i`, `I`)."""

    style: str
    value: int

    def next(self, item: Element) -> str:
        """The marker of the next item, such as `3.`; the item's own `value` moves the count."""
        own = item.attribute("value")
        if own.isdecimal() and len(own) < 7:
            self.value = int(own)
        marker = _written(self.value, self.style)
        self.value += 1
        return f"{marker}."


def numbers_of(element: Element) -> ListNumbers | None:
    """The numbers of an ordered list, None for any other."""
    if element.tag != "ol":
        return None
    start = element.attribute("start")
    style = element.attribute("type")
    return ListNumbers(
        style if style in ("a", "A", "i", "I") else "1", int(start) if start.isdecimal() and len(start) < 7 else 1
    )


def _written(value: int, style: str) -> str:
    if style in ("a", "A") and 1 <= value <= 26:
        return chr(ord(style) + value - 1)
    if style in ("i", "I") and 1 <= value < 4000:
        written = ""
        for worth, sign in _ROMAN:
            written += sign * (value // worth)
            value %= worth
        return written.upper() if style == "I" else written
    return str(value)
