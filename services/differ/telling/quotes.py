"""How words of a clause are quoted: its first line, or the sentence that tells most, verbatim and cut to fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from services.differ.excerpts import beginning
from services.differ.reading import grammar
from services.differ.reading.sentences import sentence_spans
from services.differ.telling.statements import is_head_of_a_table, is_row, only_opens, points_elsewhere

LONGEST_HEADING = 80
LONGEST_QUOTE = 90
LONGEST_QUOTE_OF_TWO = 60


class Lengths(NamedTuple):
    """How long a quote may be, in characters: alone, and beside another."""

    alone: int
    of_two: int


IN_FULL = Lengths(160, 110)
IN_SHORT = Lengths(LONGEST_QUOTE, LONGEST_QUOTE_OF_TWO)

_LONGEST_LEAD_IN = 40
_LONGEST_SHOWN_LEAD_IN = 70
_LONGEST_TITLE_OF_AN_ITEM = 6
_COUNT_BEFORE_A_NUMBER = re.compile(r"^\d{1,3}\.\s+(?=\d{1,3}\.\d|\(?[a-z\d]{1,3}\)\s)")
_BLOCK_MARK = re.compile(r"[\s#|>*+•-]+")
_PART = re.compile(r"(?:[,;:)|–—.]\s+)+|\s(?=\()")
_WHO = re.compile(
    r"(?:(?:and|or|but|that|und|oder|dass|et|ou|que) )?(?:we|you|they|wir|sie|nous|vous)(?!\w)", re.IGNORECASE
)
_REFERS_BACK = re.compile(r"(?:they|it(?! is)|ils|elles|cela)(?!\w)", re.IGNORECASE)
_FARTHEST_FROM_A_BEGINNING = 25
_FEWEST_WORDS_OF_A_CELL = 6
_SHOWN, _OF = 2, 3
"""So much of the length of a quote the words that it is about may take at most before it begins later."""


@dataclass(frozen=True, slots=True)
class Words:
    """Where in a wording the words stand that a type is given for: of the newer wording, or of the older."""

    clause_type: str
    is_newer: bool
    start: int
    end: int


def quote(text: str, longest: int) -> str:
    """The first line of `text` in quotation marks, with the next where the first only leads it in.

    Verbatim but for its marks: of a text that is marks alone, the first of them. The head of a table is passed over,
    and so is a sentence that only opens what is said.
    """
    written = [line.strip() for line in _from_where_it_tells(text).split("\n")]
    lines = list(filter(None, map(_without_marks, written))) or written[:1]
    quoted = _cut(lines[0], longest, is_more=len(lines) > 1)
    if len(lines) > 1 and lines[0].endswith(":") and len(lines[0]) <= _LONGEST_LEAD_IN:
        return f"“{lines[0]}”, {_cut(lines[1], longest, is_more=len(lines) > 2)}"
    return quoted


def quoted_lead_in(introduced: str, item: str) -> str:
    """A sentence that leads an item in, in quotation marks, from where it says who acts, or from its beginning where
    it denies something: `“You must not:”`.

    Empty where that is too long, and of an item that says itself who acts.
    """
    if not introduced or _says_who(item):
        return ""
    denied = min((negator.start for negator in grammar.negators(introduced)), default=-1)
    within = _PART.finditer(introduced, 0, denied if denied >= 0 else len(introduced))
    parts = [place for place in (0, *(part.end() for part in within)) if _WHO.match(introduced, place)]
    starts = [0, *parts] if denied >= 0 else parts
    begun = next((one for one in starts if len(introduced) - one <= _LONGEST_SHOWN_LEAD_IN), None)
    return "" if begun is None else f"“{'…' if begun else ''}{introduced[begun:]}:”"


def _says_who(item: str) -> bool:
    """Whether an item begins with who acts, if after a title: `With your consent. We may share …`."""
    spans = sentence_spans(item)[:2]
    opening = [_without_marks(item[start:end]) for start, end in spans]
    shown = opening if len(opening[0].split()) <= _LONGEST_TITLE_OF_AN_ITEM else opening[:1]
    return any(_WHO.match(sentence) for sentence in shown)


def quote_around(text: str, start: int, end: int, longest: int) -> str:
    """The sentence of `text` that has the words from `start` to `end`, in quotation marks, with what follows it.

    Where these words stand too far in it to be shown, it begins later, where a part of the sentence begins with them or
    with who does it, and never behind what denies it. Words in the head of a table name columns alone: there it is
    quoted as a whole text is, and so where the sentence only makes sense after another.
    """
    if is_head_of_a_table(text) and "\n" not in text[:start].strip():
        return quote(text, longest)
    begun = _beginning_of_sentence(text, start, longest)
    if _REFERS_BACK.match(text, begun) or points_elsewhere(text[begun : grammar.sentence(text, start, end)[1]]):
        return quote(text, longest)
    told = _without_marks(text[begun:].split("\n", 1)[0].strip())
    words = text[start:end]
    place = told.find(words)
    shown = place + min(len(words), longest * _SHOWN // _OF)
    if place <= 0 or shown <= longest or " " not in words:
        return quote(text[begun:], longest)
    denied = min((negator.start for negator in grammar.negators(told[:place])), default=place)
    parts = (part.end() for part in _PART.finditer(told, 0, denied))
    later = next((one for one in parts if shown - one < longest and _is_led(told, one, place)), 0)
    return f"“…{beginning(told[later:], longest - 1)}”" if later else quote(text[begun:], longest)


def _is_led(told: str, part: int, place: int) -> bool:
    """Whether a part of a sentence begins with the words at `place`, or nearly, or with who does what it says."""
    return place - part <= _FARTHEST_FROM_A_BEGINNING or _WHO.match(told, part) is not None


def _beginning_of_sentence(text: str, place: int, longest: int) -> int:
    """Where the sentence around `place` begins, with what leads it in on the same line; in a long row of a table the
    cell, where it says more than those before it.
    """
    begun = 0
    for start, _ in sentence_spans(text):
        if start <= place and not (text[:start].rstrip(" ").endswith(":") and start - begun < longest // 2):
            begun = start
    line_end = text.find("\n", place)
    line = text[begun : line_end if line_end >= 0 else len(text)]
    cell = text.rfind("| ", begun, place) + 2
    if cell < begun + 2 or len(line) <= longest or not is_row(text):
        return begun
    told = len(text[cell:].split("|", 1)[0].split())
    earlier = max(len(one.split()) for one in text[begun:cell].split("|"))
    return cell if told >= max(_FEWEST_WORDS_OF_A_CELL, earlier) else begun


def _from_where_it_tells(text: str) -> str:
    """`text` without the head of a table, or a first sentence that only opens what the next ones say."""
    stripped = text.strip()
    if is_head_of_a_table(stripped):
        return stripped.split("\n", 1)[1].strip()
    (_, first), *others = sentence_spans(stripped)
    return stripped[others[0][0] :] if others and only_opens(stripped[:first]) else stripped


def _without_marks(line: str) -> str:
    """A line without what marks it as a heading, an item or a row, or counts it where it has a number of its own."""
    mark = _BLOCK_MARK.match(line)
    unmarked = line[mark.end() :] if mark else line
    return _COUNT_BEFORE_A_NUMBER.sub("", unmarked).rstrip(" |")


def _cut(line: str, longest: int, *, is_more: bool) -> str:
    """A line in quotation marks, cut where it is long; dots say that more follows."""
    return f"“{beginning(line, longest)}{'…' if is_more and len(line) <= longest else ''}”"
