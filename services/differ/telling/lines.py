"""What happened to one clause, in a sentence that its words, types and signals carry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from services.differ.align import ChangeKind
from services.differ.excerpts import excerpt
from services.differ.reading import grammar
from services.differ.taxonomy.models import Level
from services.differ.telling.forms import Form, is_heading
from services.differ.telling.quotes import (
    IN_FULL,
    LONGEST_HEADING,
    LONGEST_QUOTE,
    LONGEST_QUOTE_OF_TWO,
    quote,
    quote_around,
    quoted_lead_in,
)
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.renaming import Named, Renaming
from services.differ.telling.signal_models import Direction
from services.differ.telling.statements import is_notice, is_row
from services.differ.telling.told_words import telling, what_is_said
from services.differ.telling.type_texts import TypeText, type_name

_LONGEST_BRIEF = 160
_QUOTES_A_SENTENCE = re.compile(r"“.{30,}”")
_SHORTER = ((1, LONGEST_QUOTE), (1, LONGEST_QUOTE_OF_TWO))
_DEEDS = {
    ChangeKind.ADDED: "was added",
    ChangeKind.REMOVED: "was removed",
    ChangeKind.MODIFIED: "was reworded",
    ChangeKind.MOVED: "was moved under another lead-in",
}
_TITLE_DEEDS = _DEEDS | {ChangeKind.MODIFIED: "was renamed", ChangeKind.MOVED: "was moved"}
_FORM_DEEDS = {
    Form.NAME: "only {} changed",
    Form.REFERENCES: "only references to sections changed",
    Form.SPELLING: "only its spelling changed",
    Form.CAPITALS: "only its capitals changed",
    Form.DIVISION: "only its division changed, no words",
    Form.NUMBERING: "only its number changed",
    Form.IMAGE: "only an image or a date changed",
    Form.MASK: "only whether an address of mail is shown or masked changed",
    Form.LINK: "only the address of a page changed",
    Form.UNSEEN: "only marks or a link within the page changed",
}
_NAMED = {Named.NAME: "a name", Named.TERM: "a term", Named.ADDRESS: "an address"}


@dataclass(frozen=True, slots=True)
class Line:
    """What happened to one clause, in a sentence; `briefs` are it as a headline may have it, the longest first."""

    ordinal: int
    provision_id: str
    text: str
    briefs: tuple[str, ...]
    types: tuple[str, ...]
    severity: Level
    direction: Direction


def line(change: ReadClauseChange, texts: Mapping[str, TypeText]) -> Line:
    """The line of a clause change; `texts` is by clause type."""
    in_full = [_named(change, texts, 2, IN_FULL.alone), *what_is_said(change, IN_FULL)]
    said = list(what_is_said(change))
    told = _named(change, texts, 2, LONGEST_QUOTE)
    is_short = len("; ".join([told, *said[:2]])) <= _LONGEST_BRIEF
    shorter = (_named(change, texts, types, longest) for types, longest in _SHORTER)
    briefs = ["; ".join([one, *said[:1]]) for one in (told, *shorter)]
    if said and _QUOTES_A_SENTENCE.search(said[0]):
        briefs.append("; ".join([_named(change, texts, 1, 0), said[0]]))
    if change.kind is not ChangeKind.MODIFIED or change.renamings:
        briefs.append(_named(change, texts, 1, LONGEST_QUOTE_OF_TWO))
    longer = ["; ".join(in_full[:3])] + ["; ".join([told, *said[:2]])] * is_short + ["; ".join(in_full[:2])]
    return line_of(change, "; ".join(in_full), longer + briefs)


def _named(change: ReadClauseChange, texts: Mapping[str, TypeText], types: int, longest: int) -> str:
    """What happened to a clause after what it is called, by so many types at most and with a quote that long at most,
    or none where that is 0.
    """
    deed = _deed(change, longest)
    is_named_by_itself = bool(change.listed) or change.form is Form.TITLES or is_heading(change.after or change.before)
    subject = None if is_named_by_itself else _subject(change, texts, types)
    return f"{subject}: {deed}" if subject else deed[0].upper() + deed[1:]


def line_of(change: ReadClauseChange, text: str, briefs: Sequence[str]) -> Line:
    """The line of a clause change that says `text`, and `briefs` where it is to be short."""
    judged, types = change.judged, change.types
    return Line(change.ordinal, change.provision_id, text, tuple(briefs), types, change.severity, judged.direction)


def renamed(one: Renaming) -> str:
    """A renaming in a sentence. That the two are one it does not say: a supplier that was replaced reads the same."""
    count = len(one.clauses)
    return f"“{one.before}” became “{one.after}” in {count} {'clause' if count == 1 else 'clauses'}"


def called(change: ReadClauseChange, texts: Mapping[str, TypeText], longest: int = LONGEST_QUOTE_OF_TWO) -> str:
    """What a clause is called by its gravest type, with the sentence that bears it, else with how it begins, or began
    where it is gone.
    """
    told = telling(change, longest)
    subject = _subject(change, texts, 1)
    return f"{subject} ({told})" if subject else told


def _subject(change: ReadClauseChange, texts: Mapping[str, TypeText], types: int) -> str | None:
    """What a clause is called: by so many types at most that it surely has, else by its heading, else not at all."""
    if change.named:
        return type_names(change.named[:types], texts, change.denied)
    if change.heading_path:
        return f"“{excerpt(change.heading_path[-1], LONGEST_HEADING * types // 2)}”"
    return None


def counted(number: int, noun: str) -> str:
    """`1 clause`, `2 clauses`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def type_names(slugs: Sequence[str], texts: Mapping[str, TypeText], denied: Set[str] = frozenset()) -> str:
    """Clause types by their names, with what a clause does to those that are `denied`."""
    names = ((type_name(slug, texts), slug in denied) for slug in slugs)
    return " and ".join(f"{name} (denied or limited)" if is_denied else name for name, is_denied in names)


def _deed(change: ReadClauseChange, longest: int) -> str:
    """What happened, with the words that were added or removed as a whole."""
    if change.form in _FORM_DEEDS:
        return _FORM_DEEDS[change.form].format(
            " and ".join(dict.fromkeys(_NAMED[one.named] for one in change.renamings))
        )
    if change.counterpart:
        older, newer = change.before or change.counterpart, change.after or change.counterpart
        both = " gave way to ".join(quote(one, LONGEST_QUOTE_OF_TWO) for one in (older, newer))
        return change.succession or f"replaced whole: {both}"
    if change.listed:
        row = change.after or change.before
        is_one = bool(longest) and not (change.before and change.after) and is_row(row) and "\n" not in row
        return f"{change.listed.told}: {quote(row, longest)}" if is_one else change.listed.told
    if change.coming:
        told = quote_around(change.after, change.coming.start, change.coming.end, longest)
        return f"a new version applies from {change.coming.day}: {told}"
    is_of_titles = change.form in (Form.HEADING, Form.TITLES)
    deed = f"{_noun(change)} {(_TITLE_DEEDS if is_of_titles else _DEEDS)[change.kind]}"
    is_whole = change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
    return f"{deed}: {_led_in(change, longest)}{telling(change, longest)}" if is_whole and longest else deed


def _led_in(change: ReadClauseChange, longest: int) -> str:
    """The sentence that leads an item in, before the item: `“You must not:”, `; one that denies beside any quote."""
    is_shown = longest >= LONGEST_QUOTE or grammar.negators(change.introduced)
    shown = quoted_lead_in(change.introduced, change.after or change.before) if is_shown else ""
    return f"{shown}, " if shown else ""


def _noun(change: ReadClauseChange) -> str:
    """What a clause is by its form."""
    text = change.after or change.before
    if change.form is Form.HEADING:
        return "a heading"
    if change.form is Form.THANKS:
        return "a name"
    if change.form is Form.FURNITURE:
        return "a button or a note of the page"
    if change.form is Form.TITLES:
        return "a list of titles" if "\n" in text else "a title"
    if change.kind is not ChangeKind.MODIFIED and is_notice(text):
        return "a notice"
    return "a row of a table" if is_row(text) and "\n" not in text else "a clause"
