"""What happened to one clause, in a sentence that its words, types and signals carry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from services.differ.align import ChangeKind
from services.differ.excerpts import excerpt
from services.differ.extract.document import Link
from services.differ.reading import grammar
from services.differ.references import reference_start
from services.differ.taxonomy.models import Level
from services.differ.telling.coming import Coming
from services.differ.telling.direction import Judged, Turn
from services.differ.telling.forms import Form, is_heading
from services.differ.telling.hunks import Hunk
from services.differ.telling.parties import succession
from services.differ.telling.places import IMAGE
from services.differ.telling.quotes import Words, quote, quote_around, quoted_lead_in
from services.differ.telling.recipients import LISTED, Listed
from services.differ.telling.renaming import Named, Renaming
from services.differ.telling.sections import Section
from services.differ.telling.signal_models import Direction, Quoted, Signal, SignalKind
from services.differ.telling.statements import is_notice, is_row

_SIGNALS_IN_A_LINE = 3
_QUOTES_IN_A_LINE = 3
_LONGEST_BRIEF = 160
_LONGEST_HEADING = 80
_LONGEST_QUOTE = 90
_LONGEST_QUOTE_OF_TWO = 60
_QUOTES_A_SENTENCE = re.compile(r"“.{30,}”")
_SHORTER = ((1, _LONGEST_QUOTE), (1, _LONGEST_QUOTE_OF_TWO))
_TOLD_OF_A_SECTION = ((2, 2), (2, 1), (1, 1))
"""How many types are told of a section, and of how many what bears them."""

_SHORTEST_KEPT_WORD = 5
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
    Form.DIVISION: "only its division changed, no words",
    Form.NUMBERING: "only its number changed",
    Form.IMAGE: "only an image or a date changed",
    Form.MASK: "only whether an address of mail is shown or masked changed",
    Form.UNSEEN: "only marks or a link within the page changed",
}
_NAMED = {Named.NAME: "a name", Named.TERM: "a term", Named.ADDRESS: "an address"}


@dataclass(frozen=True, slots=True)
class TypeText:
    """What the taxonomy says of a clause type, as far as a summary needs it."""

    name: str
    what_you_can_do: str


@dataclass(frozen=True, slots=True)
class ReadClauseChange:
    """One substantive clause change as it was read.

    `types` are those that the changed words are about, the gravest first, which came with them where the change
    `is_new`; `said` are those of which a phrase says so, `named` these and those that the whole clause surely has.
    `words` are where the words stand that give each of `types`, `places` what changed beside `renamings`.
    `counterpart` is what stood, or stands now, in the place of a clause that was replaced whole under its number,
    `coming` what it newly says of a version that is to come, `listed` who came to a list of recipients, or went,
    `denied` the types that it denies or limits, `gained` those that came, `introduced` the sentence that leads it in
    where it is an item. `links` are those of the newer wording.
    """

    ordinal: int
    kind: ChangeKind
    provision_id: str
    heading_path: tuple[str, ...]
    before: str
    after: str
    places: tuple[Hunk, ...]
    form: Form
    renamings: tuple[Renaming, ...]
    types: tuple[str, ...]
    named: tuple[str, ...]
    said: tuple[str, ...]
    severity: Level
    severity_because: str
    judged: Judged
    signals: tuple[Signal, ...]
    is_new: bool
    counterpart: str = ""
    turns: tuple[Turn, ...] = ()
    words: tuple[Words, ...] = ()
    coming: Coming | None = None
    denied: frozenset[str] = frozenset()
    listed: Listed | None = None
    gained: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    introduced: str = ""

    @property
    def succession(self) -> str:
        """Whose address took the place of whose, where that is what was replaced; else empty."""
        replaced = (self.before or self.counterpart, self.after or self.counterpart)
        return succession(*replaced) if self.counterpart else ""


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
    said = list(_said(change))
    told = _named(change, texts, 2, _LONGEST_QUOTE)
    is_short = len("; ".join([told, *said[:2]])) <= _LONGEST_BRIEF
    shorter = (_named(change, texts, types, longest) for types, longest in _SHORTER)
    briefs = ["; ".join([one, *said[:1]]) for one in (told, *shorter)]
    if said and _QUOTES_A_SENTENCE.search(said[0]):
        briefs.append("; ".join([_named(change, texts, 1, 0), said[0]]))
    if change.kind is not ChangeKind.MODIFIED or change.renamings:
        briefs.append(_named(change, texts, 1, _LONGEST_QUOTE_OF_TWO))
    return _line(change, "; ".join([told, *said]), ["; ".join([told, *said[:2]])] * is_short + briefs)


def _named(change: ReadClauseChange, texts: Mapping[str, TypeText], types: int, longest: int) -> str:
    """What happened to a clause after what it is called, by so many types at most and with a quote that long at most,
    or none where that is 0.
    """
    deed = _deed(change, longest)
    is_named_by_itself = bool(change.listed) or change.form is Form.TITLES or is_heading(change.after or change.before)
    subject = None if is_named_by_itself else _subject(change, texts, types)
    return f"{subject}: {deed}" if subject else deed[0].upper() + deed[1:]


def section_lines(
    section: Section, ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText]
) -> Iterator[Line]:
    """The lines of a section's clause changes, of which `ranked` has the most telling first.

    What came or went is told once, at the heading, by its title; the others only say of which section they are, and
    what their signals say.
    """
    is_added = section.kind is ChangeKind.ADDED
    title = f"“{excerpt(section.title, _LONGEST_HEADING)}”"
    count = counted(len(section.clauses), "clause")
    deed = f"New section {title}: {count}" if is_added else f"Section {title} was removed: {count}"
    for change in ranked:
        if change.ordinal == section.heading:
            among = (_among(section.clauses, ranked, texts, *most) for most in _TOLD_OF_A_SECTION)
            briefs = [f"{deed}{one}" for one in among]
        else:
            where = f"Part of the {'new' if is_added else 'removed'} section {title}"
            briefs = ["; ".join([where, *_said(change)])]
        yield _line(change, briefs[0], briefs)


def _among(
    clauses: Collection[int],
    ranked: Sequence[ReadClauseChange],
    texts: Mapping[str, TypeText],
    most: int,
    quotes: int,
) -> str:
    """What a section has among its clauses: the type of the most telling one, then what most of the others are about,
    so many at most, with so many quotes.

    Of types, those of which a phrase says so; where there is none, how the section begins.
    """
    of_section = [change for change in ranked if change.ordinal in clauses]
    of_type: dict[str, list[ReadClauseChange]] = {}
    for change in of_section:
        for slug in change.said:
            of_type.setdefault(slug, []).append(change)
    if not of_type:
        opening = min(of_section, key=lambda change: change.ordinal)
        return f", beginning {quote(opening.after or opening.before, _LONGEST_QUOTE)}"
    gravest, *others = of_type
    others.sort(key=lambda slug: -len(of_type[slug]))
    told: dict[int, str] = {}
    for slug in [gravest, *others]:
        one = next((one for one in of_type[slug] if one.ordinal not in told), None)
        if one is not None and len(told) < most:
            shown = f" ({_telling(one, _LONGEST_QUOTE_OF_TWO, slug)})" if len(told) < quotes else ""
            told[one.ordinal] = f"{type_names([slug], texts)}{shown}"
    return f", among them {' and '.join(told.values())}"


def _line(change: ReadClauseChange, text: str, briefs: Sequence[str]) -> Line:
    judged, types = change.judged, change.types
    return Line(change.ordinal, change.provision_id, text, tuple(briefs), types, change.severity, judged.direction)


def renamed(one: Renaming) -> str:
    """A renaming in a sentence. That the two are one it does not say: a supplier that was replaced reads the same."""
    count = len(one.clauses)
    return f"“{one.before}” became “{one.after}” in {count} {'clause' if count == 1 else 'clauses'}"


def called(change: ReadClauseChange, texts: Mapping[str, TypeText], longest: int = _LONGEST_QUOTE_OF_TWO) -> str:
    """What a clause is called by its gravest type, with the sentence that bears it, else with how it begins, or began
    where it is gone.
    """
    told = _telling(change, longest)
    subject = _subject(change, texts, 1)
    return f"{subject} ({told})" if subject else told


def _subject(change: ReadClauseChange, texts: Mapping[str, TypeText], types: int) -> str | None:
    """What a clause is called: by so many types at most that it surely has, else by its heading, else not at all."""
    if change.named:
        return type_names(change.named[:types], texts, change.denied)
    if change.heading_path:
        return f"“{excerpt(change.heading_path[-1], _LONGEST_HEADING * types // 2)}”"
    return None


def counted(number: int, noun: str) -> str:
    """`1 clause`, `2 clauses`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def type_names(slugs: Sequence[str], texts: Mapping[str, TypeText], denied: Set[str] = frozenset()) -> str:
    """Clause types by their names, with what a clause does to those that are `denied`."""
    names = ((texts[slug].name if slug in texts else slug, slug in denied) for slug in slugs)
    return " and ".join(f"{name} (denied or limited)" if is_denied else name for name, is_denied in names)


def _deed(change: ReadClauseChange, longest: int) -> str:
    """What happened, with the words that were added or removed as a whole."""
    if change.form in _FORM_DEEDS:
        return _FORM_DEEDS[change.form].format(
            " and ".join(dict.fromkeys(_NAMED[one.named] for one in change.renamings))
        )
    if change.counterpart:
        older, newer = change.before or change.counterpart, change.after or change.counterpart
        both = " gave way to ".join(quote(one, _LONGEST_QUOTE_OF_TWO) for one in (older, newer))
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
    return f"{deed}: {_led_in(change, longest)}{_telling(change, longest)}" if is_whole and longest else deed


def _led_in(change: ReadClauseChange, longest: int) -> str:
    """The sentence that leads an item in, before the item: `“You must not:”, `; one that denies beside any quote."""
    is_shown = longest >= _LONGEST_QUOTE or grammar.negators(change.introduced)
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


def _said(change: ReadClauseChange) -> Iterator[str]:
    """What the signals say, those first that point somewhere, and the longest changed words that they do not quote."""
    if change.form in (Form.DIVISION, Form.MASK) or change.succession:
        return
    if change.form is Form.NAME:
        yield from (f"“{one.before}” became “{one.after}”" for one in change.renamings)
        return
    told_by_words = (SignalKind.NEGATION, Direction.UNCLEAR)
    telling = [
        signal
        for signal in change.signals
        if (signal.kind, signal.direction) != told_by_words
        and signal.what != LISTED
        and not _is_told_by_another(signal, change.signals)
    ]
    pointing = sorted(telling, key=lambda signal: signal.direction is Direction.UNCLEAR)[:_SIGNALS_IN_A_LINE]
    yield from (signal.because for signal in pointing)
    if not (change.before and change.after):
        return
    if change.form in (Form.HEADING, Form.TITLES) and max(len(change.before), len(change.after)) <= _LONGEST_HEADING:
        yield f"{quote(change.before, _LONGEST_HEADING)} became {quote(change.after, _LONGEST_HEADING)}"
        return
    told = [place for place in change.places if not _is_quoted(place, pointing)]
    longest = sorted(told, key=lambda place: -_length(place))[: _QUOTES_IN_A_LINE - len(pointing)]
    yield from dict.fromkeys(_words(change, place) for place in longest)


def _is_told_by_another(signal: Signal, others: Sequence[Signal]) -> bool:
    """Whether a signal that points nowhere stands within the words of one that does: a denial quoted as a whole."""
    return signal.direction is Direction.UNCLEAR and any(
        other.direction is not Direction.UNCLEAR
        and (quoted := signal.before or signal.after) is not None
        and (whole := other.before if signal.before else other.after) is not None
        and whole.holds(quoted.start, quoted.end)
        for other in others
    )


def _length(place: Hunk) -> int:
    return place.before_end - place.before_start + place.after_end - place.after_start


def _is_quoted(place: Hunk, told: Sequence[Signal]) -> bool:
    """Whether signals quote all that changed at `place`."""
    return any(
        _covers(signal.before, place.before_start, place.before_end)
        and _covers(signal.after, place.after_start, place.after_end)
        for signal in told
    )


def _covers(quoted: Quoted | None, start: int, end: int) -> bool:
    return start == end or (quoted is not None and quoted.holds(start, end))


def _words(change: ReadClauseChange, place: Hunk) -> str:
    before, after = place.before_start, place.after_start
    if change.form is Form.REFERENCES:
        before, after = reference_start(change.before, before), reference_start(change.after, after)
    sides = change.before[before : place.before_end], change.after[after : place.after_end]
    gone, come = (IMAGE.sub("", text).strip() and text for text in sides)
    if not gone and not come:
        return "an image changed"
    if bool(gone) != bool(come) and any(map(IMAGE.search, sides)):
        shown = quote(gone or come, _LONGEST_QUOTE)
        return f"{shown} became an image" if gone else f"an image became {shown}"
    if gone and come:
        if around := _around(gone, come):
            return f"{' and '.join(around)} {_was(around)} added"
        if around := _around(come, gone):
            return f"{' and '.join(around)} {_was(around)} removed"
        return f"{quote(gone, _LONGEST_QUOTE_OF_TWO)} became {quote(come, _LONGEST_QUOTE_OF_TWO)}"
    shown = _telling_at(change, place, is_newer=bool(come)) or quote(gone or come, _LONGEST_QUOTE)
    return f"{shown} was {'removed' if gone else 'added'}"


def _telling_at(change: ReadClauseChange, place: Hunk, *, is_newer: bool) -> str:
    """The sentence that bears the type that a clause is called by, where it is all at `place`; else nothing."""
    start, end = (place.after_start, place.after_end) if is_newer else (place.before_start, place.before_end)
    words = _words_of(change)
    if words is None or words.is_newer is not is_newer or not (start <= words.start and words.end <= end):
        return ""
    text = (change.after if is_newer else change.before)[start:end]
    return quote_around(text, words.start - start, words.end - start, _LONGEST_QUOTE)


def _telling(change: ReadClauseChange, longest: int, clause_type: str | None = None) -> str:
    """The sentence that bears `clause_type`, or the type that a clause is called by, cut to fit; else its beginning."""
    text, words = change.after or change.before, _words_of(change, clause_type)
    if words is None or words.is_newer is not bool(change.after):
        return quote(text, longest)
    return quote_around(text, words.start, words.end, longest)


def _words_of(change: ReadClauseChange, clause_type: str | None = None) -> Words | None:
    slugs = [clause_type] if clause_type else change.named[:1]
    return next((one for one in change.words if one.clause_type in slugs), None)


def _around(kept: str, whole: str) -> list[str]:
    """What stands before and behind words that stayed, where `whole` has them as they were; of small words nothing."""
    found = re.search(rf"(?<!\w){re.escape(kept.strip())}(?!\w)", whole)
    if found is None or all(len(word) < _SHORTEST_KEPT_WORD for word in kept.split()):
        return []
    beside = whole[: found.start()].rstrip(" ,;:"), whole[found.end() :].lstrip(" ,;:")
    return [quote(text, _LONGEST_QUOTE_OF_TWO) for text in beside if any(map(str.isalnum, text))]


def _was(told: Sequence[str]) -> str:
    return "was" if len(told) == 1 else "were"
