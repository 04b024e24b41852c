"""What of a clause changed by its form: its words, or only a heading, numbers, references, division or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.differ import wording
from services.differ.normal import normal_form
from services.differ.numbering import split_numbering
from services.differ.own_dates import undated
from services.differ.reading import grammar
from services.differ.references import is_counter, is_reference
from services.differ.telling.document_names import stands_in_a_quoted_title
from services.differ.telling.figures import figures
from services.differ.telling.furniture import is_answer, is_furniture, is_masked
from services.differ.telling.hunks import Hunk
from services.differ.telling.lead_ins import NO_LEAD_INS, LeadIns
from services.differ.telling.places import IMAGE, addresses, same_letters
from services.differ.telling.statements import is_in_title_case, is_titles

_LINE_MARKS = re.compile(r"[\s|#>*+•-]*")
_AFTER_A_NUMBER = re.compile(r"[.):]|\s*[|–—-]|$")
_IN_PARTS = re.compile(r"[\dA-Z]{1,3}(?:\.\d{1,3})+")
_CAPITAL_NEXT = re.compile(r"\s+[\"'“„«(\[]?[A-ZÀ-Þ]")
_LONGEST_TITLE_WORDS = 10
_LONGEST_TITLE_WITH_A_STOP = 6
_BOTH = 2
_UNPARTED = re.compile(r"[^\W_]+")
_ENDS_A_TITLE = ')”"»'
_LEADS_ON = re.compile(
    r"(?:you|we|that|and|or|to|the|if|dass|sie|wir|und|oder|der|die|das|wenn|que|vous|nous|et|ou|le|la|les|si)",
    re.IGNORECASE,
)
"""No title ends with one of these: what is written so leads a list in."""


class Form(StrEnum):
    """What of a clause changed; all but the words leave what it says as it was."""

    WORDS = "words"
    NAME = "name"
    REFERENCES = "references"
    HEADING = "heading"
    TITLES = "titles"
    SPELLING = "spelling"
    CAPITALS = "capitals"
    DIVISION = "division"
    NUMBERING = "numbering"
    IMAGE = "image"
    MASK = "mask"
    LINK = "link"
    UNSEEN = "unseen"
    THANKS = "thanks"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two verbatim wordings of a clause, either empty, the places where they differ, and what introduces them."""

    before: str
    after: str
    places: tuple[Hunk, ...]
    lead_ins: LeadIns = NO_LEAD_INS


def forms(changes: Sequence[Compared]) -> tuple[Form, ...]:
    """The form of each of a change's clause changes, in their order."""
    elsewhere = _Elsewhere(changes)
    found = [_form(number, change, elsewhere) for number, change in enumerate(changes)]
    if Form.FURNITURE in found:
        found = [Form.FURNITURE if _is_answer(change) else form for form, change in zip(found, changes, strict=True)]
    return tuple(found)


def is_heading(text: str) -> bool:
    """Whether a passage is a heading: marked as one, or a numbered title on a line of its own."""
    if "\n" in text:
        return False
    if text.startswith("#"):
        return True
    number, title = split_numbering(text, is_heading=True)
    words = title.split()
    if not number or not 0 < len(words) <= _LONGEST_TITLE_WORDS or _LEADS_ON.fullmatch(words[-1]):
        return False
    if not title[0].isupper():
        return False
    if title[-1].isalnum() or title[-1] in _ENDS_A_TITLE:
        return True
    is_short = len(words) <= _LONGEST_TITLE_WITH_A_STOP
    return is_short and is_in_title_case(title.rstrip(".:")) and not grammar.names_an_actor(title)


def _form(number: int, change: Compared, elsewhere: _Elsewhere) -> Form:
    if all(map(is_heading, filter(None, (change.before, change.after)))):
        only_number = change.before and change.after and all(_is_renumbered(change, place) for place in change.places)
        return Form.NUMBERING if only_number and change.places else Form.HEADING
    if all(map(is_furniture, filter(None, (change.before, change.after)))):
        return Form.FURNITURE
    if all(map(is_titles, filter(None, (change.before, change.after)))):
        return Form.TITLES
    if not change.places:
        return Form.WORDS
    if elsewhere.has_all_of(number, change):
        return Form.DIVISION
    if not change.before or not change.after:
        return Form.WORDS
    if all(_is_renumbered(change, place) for place in change.places):
        return Form.NUMBERING
    if all(_is_renumbered(change, place) or _is_referred(change, place) for place in change.places):
        return Form.REFERENCES
    if all(_is_renumbered(change, place) or _is_respelt(change, place) for place in change.places):
        return Form.SPELLING
    if all(_is_recased(change, place) for place in change.places):
        return Form.CAPITALS
    if all(_is_mask(change, place) for place in change.places):
        return Form.MASK
    if all(_is_link(change, place) for place in change.places):
        return Form.LINK
    return Form.IMAGE if all(_is_image(change, place) for place in change.places) else Form.WORDS


def _is_answer(change: Compared) -> bool:
    """Whether a clause is `Yes` or `No` alone, which beside a question of the page is a button."""
    return all(map(is_answer, filter(None, (change.before, change.after))))


def _sides(change: Compared, place: Hunk) -> Iterator[tuple[str, int, int]]:
    """Both wordings with what of them changed at `place`, where there is something."""
    if place.before_start < place.before_end:
        yield change.before, place.before_start, place.before_end
    if place.after_start < place.after_end:
        yield change.after, place.after_start, place.after_end


def _exchanged(change: Compared, place: Hunk) -> tuple[str, str]:
    """What stood at `place`, and what stands there now."""
    return change.before[place.before_start : place.before_end], change.after[place.after_start : place.after_end]


def _is_renumbered(change: Compared, place: Hunk) -> bool:
    return all(_is_number_of_a_line(text, start, end) for text, start, end in _sides(change, place))


def _is_number_of_a_line(text: str, start: int, end: int) -> bool:
    first = text.rfind("\n", 0, start) + 1
    return (
        _LINE_MARKS.fullmatch(text, first, start) is not None
        and is_counter(text[start:end])
        and (_AFTER_A_NUMBER.match(text, end) is not None or _is_before_a_sentence(text, start, end))
    )


def _is_before_a_sentence(text: str, start: int, end: int) -> bool:
    """Whether a number in parts, such as `7.1`, stands before what begins with a capital."""
    return _IN_PARTS.fullmatch(text, start, end) is not None and _CAPITAL_NEXT.match(text, end) is not None


def _is_respelt(change: Compared, place: Hunk) -> bool:
    """Whether both sides have the same letters and digits, parted otherwise, or the same words: `log in`, `login`, or
    `don't`, `do not`.

    Capitals that begin a word are no spelling: they may make a defined term of it.
    """
    older, newer = _exchanged(change, place)
    has_both = any(map(str.isalnum, older)) and any(map(str.isalnum, newer))
    if older.casefold() == newer.casefold():
        return _first_letters(older) == _first_letters(newer)
    return has_both and same_letters(older, newer)


def _is_recased(change: Compared, place: Hunk) -> bool:
    """Whether both sides have the same words, but for capitals."""
    older, newer = _exchanged(change, place)
    return older.casefold() == newer.casefold()


def _first_letters(text: str) -> list[str]:
    return [word[0] for word in _UNPARTED.findall(text)]


def _is_link(change: Compared, place: Hunk) -> bool:
    """Whether the address of a page gave way to another: where a text is, not what it says. One of mail is whom to
    write to.
    """
    sides = list(_sides(change, place))
    return len(sides) == _BOTH and all(
        any(first <= start and end <= last and _is_of_a_page(text[first:last]) for first, last in addresses(text))
        for text, start, end in sides
    )


def _is_image(change: Compared, place: Hunk) -> bool:
    """Whether an image gave way to another, or to a date, or the other way round."""
    sides = [text[start:end] for text, start, end in _sides(change, place)]
    beside = (undated(IMAGE.sub(" ", side)) for side in sides)
    return any(map(IMAGE.search, sides)) and not any(map(str.isalnum, "".join(beside)))


def _is_mask(change: Compared, place: Hunk) -> bool:
    """Whether an address of mail gave way to a mask of it, or the other way round."""
    return is_masked(*_exchanged(change, place))


def _is_referred(change: Compared, place: Hunk) -> bool:
    """Whether another number or another title of a section that a text refers to stands at `place`."""
    if all(stands_in_a_quoted_title(*side) for side in _sides(change, place)):
        return True
    return place.before_start < place.before_end and all(
        is_reference(text, start, end) and not any(start < one.end and end > one.start for one in figures(text))
        for text, start, end in _sides(change, place)
    )


def _is_of_a_page(address: str) -> bool:
    """Whether an address leads to a page; a name such as `example.org` may be what a document is about."""
    return "/" in address and "@" not in address


class _Elsewhere:
    """Which words left one clause to stand as one of their own, or the other way round: a title set apart."""

    def __init__(self, changes: Sequence[Compared]) -> None:
        self._gone = [_said(change.before, _gone(change)) for change in changes]
        self._come = [_said(change.after, _come(change)) for change in changes]
        is_part = [_is_part(change) for change in changes]
        self._parts_gone = _together(self._gone, is_part, wanted=True)
        self._parts_come = _together(self._come, is_part, wanted=True)
        self._wholes_gone = _together(self._gone, is_part, wanted=False)
        self._wholes_come = _together(self._come, is_part, wanted=False)

    def has_all_of(self, number: int, change: Compared) -> bool:
        """Whether all that changed in one clause change stands, or stood, as a whole elsewhere, or as part of one."""
        gone, come = self._gone[number], self._come[number]
        if _is_part(change):
            gone_to, come_from = self._wholes_come, self._wholes_gone
        else:
            gone_to, come_from = self._parts_come, self._parts_gone
        return bool(gone or come) and gone <= gone_to and come <= come_from


def _is_part(change: Compared) -> bool:
    """Whether words changed within a clause; a clause that is added or removed, and a heading, change as a whole."""
    return bool(change.before and change.after) and not is_heading(change.before) and not is_heading(change.after)


def _together(said: Sequence[frozenset[str]], is_part: Sequence[bool], *, wanted: bool) -> frozenset[str]:
    return frozenset[str]().union(*(words for words, part in zip(said, is_part, strict=True) if part is wanted))


def _gone(change: Compared) -> Iterator[str]:
    return (change.before[place.before_start : place.before_end] for place in change.places)


def _come(change: Compared) -> Iterator[str]:
    return (change.after[place.after_start : place.after_end] for place in change.places)


def _said(whole: str, pieces: Iterable[str]) -> frozenset[str]:
    """What `pieces` say, a heading's as a whole: it is replaced whole, whatever words both happen to have."""
    told = [whole] if whole and is_heading(whole) else pieces
    return frozenset(filter(None, (wording.meaning(normal_form(piece)).casefold() for piece in told)))
