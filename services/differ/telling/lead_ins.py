"""An item of a list as one reads it: it goes on from the sentence that introduces it, `You must not:`.

The lead-in of an item that is a clause by itself stands in another clause; that of one within a clause, above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from services.differ.reading import grammar
from services.differ.telling.statements import is_row

_ITEM = re.compile(r"\s*(?:[-*+•·▪]|\(?[\da-z]{1,3}[.)])\s")
_OPENS_A_LIST = (":", "：")
_MOST_LINES_ABOVE = 200
_MARKS = " \t*_#"


LeadIns = tuple[Sequence[str], Sequence[str]]
"""What introduces the older wording of a clause, and the newer one."""

NO_LEAD_INS: LeadIns = ((), ())


class Said(NamedTuple):
    """Words of a passage in the sentence that they are read in: `text[start:end]`."""

    text: str
    start: int
    end: int


def lead_in_above(text: str, item: int) -> tuple[int, int]:
    """Where the line is that leads in the item of a list that begins at `item`; nowhere for what is no item."""
    end = item
    for _ in range(_MOST_LINES_ABOVE if item and _ITEM.match(text, item) else 0):
        start = text.rfind("\n", 0, max(end - 1, 0)) + 1
        line = text[start:end]
        if line.rstrip().endswith(_OPENS_A_LIST):
            return start, end
        if not start or (line.strip() and not _ITEM.match(line)):
            break
        end = start
    return item, item


def introduction(text: str, place: int, lead_ins: Sequence[str]) -> str:
    """The sentence, without its colon, that introduces the item of a list in whose first sentence `place` is; empty
    where none does.

    `lead_ins` are those of the whole passage. Nothing leads the row of a table in as it does an item.
    """
    first = _beginning_of_line(text, place)
    if not _is_in_first_sentence(text, first, place):
        return ""
    start, end = lead_in_above(text, first)
    if start < end:
        return _last_sentence(text[start:end])
    is_led = bool(lead_ins) and not text[:first].strip() and not is_row(text)
    return _last_sentence(lead_ins[-1]) if is_led else ""


def in_its_sentence(text: str, start: int, end: int, lead_ins: Sequence[str]) -> Said:
    """What stands at `text[start:end]`, with the introduction of the item that it is in as one sentence with it."""
    introduced = introduction(text, start, lead_ins)
    if not introduced:
        return Said(text, start, end)
    own = _beginning_of_item(text, _beginning_of_line(text, start))
    if own > start:
        return Said(text, start, end)
    shift = len(introduced) + 1 - own
    return Said(f"{introduced} {text[own:]}", start + shift, end + shift)


def _beginning_of_line(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _beginning_of_item(text: str, line: int) -> int:
    mark = _ITEM.match(text, line)
    return mark.end() if mark else line


def _is_in_first_sentence(text: str, line: int, place: int) -> bool:
    own = _beginning_of_item(text, line)
    return grammar.sentence(text, place, place)[0] <= own


def _last_sentence(lead_in: str) -> str:
    """The last sentence of what leads a list in, without its marks and its colon; empty where it opens no list, or
    one of exceptions: `We do not use it, other than for:` denies nothing of what is listed.
    """
    written = lead_in.rstrip(_MARKS + "\n")
    if not written.endswith(_OPENS_A_LIST):
        return ""
    said = written.rstrip(_MARKS + "\n" + "".join(_OPENS_A_LIST))
    start, _ = grammar.sentence(said, len(said), len(said))
    introduced = said[start:].lstrip(_MARKS)
    return "" if grammar.exceptions(introduced) else introduced
