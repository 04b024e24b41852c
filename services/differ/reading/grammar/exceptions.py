"""What a sentence excepts from what it denies."""

from __future__ import annotations

import re

from services.differ.reading.grammar.actors import Actor, actor
from services.differ.reading.grammar.deeds import Deed, deed
from services.differ.reading.grammar.negation import negators
from services.differ.reading.grammar.spans import sentence

_EXCEPTION = re.compile(
    r"(?<!\w)(?:except|unless|other than|außer|es sei denn|sofern nicht|sauf|excepté|à moins)(?!\w)", re.IGNORECASE
)
_MOST_WORDS_BEFORE_AN_EXCEPTION = 3
_NEXT_EXCEPTION = re.compile(r"\s*(?:[,;(]|(?:or|and|oder|und|ou|et)(?!\w))", re.IGNORECASE)
_ENDS_AN_EXCEPTION = re.compile(r"(?:[,;)]|(?<!\w)(?:or|and|oder|und|ou|et))\s*$", re.IGNORECASE)


def is_excepted_from(text: str, place: int) -> bool:
    """Whether the sentence of `place` makes an exception after it: `unless you give us your permission`."""
    _, last = sentence(text, place, place)
    return _EXCEPTION.search(text, place, last) is not None


def excepts(text: str, place: int) -> bool:
    """Whether `place` stands after the `except` of a sentence that says what the platform does not do with data."""
    first, _ = sentence(text, place, place)
    exception = next(_EXCEPTION.finditer(text, first, place), None)
    if exception is None:
        return False
    between = text[exception.end() : place]
    if len(between.split()) > _MOST_WORDS_BEFORE_AN_EXCEPTION and not (
        _NEXT_EXCEPTION.match(text, place) or _ENDS_AN_EXCEPTION.search(between)
    ):
        return False
    return any(
        actor(text, denial.start) is not Actor.READER and deed(text, denial.end) is Deed.INTRUDES
        for denial in negators(text, first, exception.start())
    )


def exceptions(text: str) -> int:
    """How many words of `text` make an exception."""
    return len(_EXCEPTION.findall(text))
