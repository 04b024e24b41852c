"""Whom a change affects: those whom its gravest clauses name, by their words, their heading or their row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.differ.reading import grammar
from services.differ.reading.texts import plain_of
from services.differ.taxonomy.signal_words import Mention, SignalWords
from services.differ.telling.addressees import Audience, addressed
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.statements import is_row

_LONGEST_CELL_WORDS = 12
_AROUND_AN_OPENING = "( *-•,"
_ADDRESSING = re.compile(
    r"(?:\b(?:if|where|when) you(?:'re| are)|\b(?:as|for|applies to|apply to)|\b(?:wenn|falls|sofern) (?:sie|du)|\bals"
    r"|\bfür|\bsi vous êtes|\bpour)(?: an?| the| our| all| any| ein\w*| die| alle| une?| les| nos)* $",
    re.IGNORECASE,
)
_OBLIGED = re.compile(
    r" (?:may|must|can|cannot|shall|will|agree|should|need|have|are|dürfen|müssen|können|haben|peuvent|doivent|ont)\b",
    re.IGNORECASE,
)
"""Whom a sentence is for stands after the one or before the other."""
_IS_ONE = re.compile(
    r"(?:\b(?:if|where|when) you(?:'re| are)(?: acting as)?(?: an?| the| one of our)?"
    r"|\b(?:applies|apply) (?:only )?to(?: all| any| our)?|\b(?:wenn|falls|sofern) (?:sie|du)(?: als| ein\w*)?"
    r"|\b(?:gilt|gelten) (?:nur )?für(?: alle)?|\bsi vous êtes(?: une?)?"
    r"|\bs'appliquent? (?:uniquement )?(?:aux|à tous les)) $",
    re.IGNORECASE,
)
_IS_SUBJECT = re.compile(r"[\W\d]*(?:(?:all|any|each|every|an?|alle|jede[rs]?|tous les|chaque|les) )?", re.IGNORECASE)
_BOUND = re.compile(
    r" (?:must|shall|agrees?|should|needs? to|ha(?:s|ve) to|may (?:not|only)|can(?:not| only)"
    r"|(?:is|are) (?:not )?(?:required|responsible|obliged|entitled|prohibited|allowed|permitted)"
    r"|müssen|muss|dürfen|darf|verpflichten|sind verpflichtet|doivent|doit|ne peuvent|s'engagent)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"[^\w\n]*(?:(?:if|where) you|for (?:users|residents|people|individuals|consumers|customers|members)"
    r"|(?:users|residents|people|consumers|customers) (?:in|of|from)|(?:wenn|falls|sofern) (?:sie|du)"
    r"|für (?:nutzer|verbraucher|kund)\w*|si vous|pour les (?:utilisateurs|résidents|consommateurs))"
    r"(?!\w)[^.;:\n]{1,160}?,"
    r"(?!\s+(?:(?:and|or|und|oder|et|ou)\b|(?:(?:the|la|le|les|der|die|den) )?(?-i:[A-ZÀ-Þ])))",
    re.IGNORECASE,
)
"""Its comma is none of an enumeration: `If you live in the EEA, the United Kingdom or Switzerland, …`."""
_OF_TYPES = {
    "Advertising Content Policy": "advertisers",
    "Affiliate Agreement": "members of a partner programme",
    "Business Mediation Policy": "business customers",
    "Business Privacy Policy": "business customers",
    "Commercial Terms": "business customers",
    "Content Monetisation Policy": "creators",
    "Data Controller Agreement": "business customers",
    "Data Processor Agreement": "business customers",
    "General Conditions of Sale": "buyers",
    "Marketplace Buyers Conditions": "buyers",
    "Marketplace Sellers Conditions": "sellers",
    "Platform to Business Notice": "business customers",
    "Premium Partner Conditions": "members of a partner programme",
    "Seller Warranty": "sellers",
}
"""Whom a document is for by its type, where the name says it otherwise than a heading would (`Developer Terms`)."""


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom a change names, and by which words: `quote` of a clause or a heading, or the type of a document that is for
    them alone; neither for `everyone to whom the document applies`.
    """

    who: str
    quote: str | None
    document_type: str | None = None


EVERYONE = Affected("everyone to whom the document applies", None)


def affected(
    ranked: Sequence[ReadClauseChange],
    language: str,
    words: SignalWords,
    *,
    is_rewrite: bool,
    document_type: str | None = None,
) -> Iterator[Affected]:
    """Audiences of the gravest of the changed clauses, of which `ranked` has the first first.

    Those that headings or rows are for, where all of them are for somebody; then those that their words name. Everyone
    to whom a document of its type applies where the first of them is for nobody and names none, or where the document
    was rewritten.
    """
    leading = [one for one in ranked if (one.form, one.severity) == (ranked[0].form, ranked[0].severity)]
    named = [list(_named(one, language, words)) for one in leading]
    headed = [] if is_rewrite else [_headed(one, language, words) for one in leading]
    is_for_some = bool(headed) and all(headed) and not _are_all([one for of_clause in headed for one in of_clause])
    is_for_all = is_rewrite or not (is_for_some or any(named[:1]))
    found = list(_of_all(document_type, words)) if is_for_all else []
    if is_for_some:
        found += [Affected(one.who, one.quote) for of_clause in headed for one in of_clause]
    found += [one for of_clause in named for one in of_clause]
    seen: dict[str, Affected] = {}
    for one in found:
        seen.setdefault(one.who, one)
    yield from seen.values()


def _of_all(document_type: str | None, words: SignalWords) -> Iterator[Affected]:
    """All to whom a document of a type applies; the names of types are English."""
    if document_type is None:
        yield EVERYONE
        return
    named = _OF_TYPES.get(document_type)
    names = [named] if named else [one.who for one in addressed(document_type, "en", words)]
    yield from (Affected(name, None, document_type) for name in names)
    if not names:
        yield EVERYONE


def _are_all(audiences: Sequence[Audience]) -> bool:
    """Whether audiences are everyone together: the people of some regions, and those outside of them."""
    inside = {slug for one in audiences if not one.is_outside for slug in one.regions}
    return any(one.is_outside and one.regions <= inside for one in audiences)


def _named(change: ReadClauseChange, language: str, words: SignalWords) -> Iterator[Affected]:
    """Whom a clause names: in a reworded one by the words that changed, or as those whom a changed sentence is for."""
    text = change.after or change.before
    for mention in words.occurrences("audiences", text, language):
        if not (change.before and change.after) or _is_of_the_change(change, mention):
            yield Affected(mention.word.name, text[mention.start : mention.end])
    yield from _spoken_to(change, language, words)


def _spoken_to(change: ReadClauseChange, language: str, words: SignalWords) -> Iterator[Affected]:
    """Groups that a changed sentence is for: `If you are a seller`, `Advertisers must`; of a clause that came or went
    its first sentence. Who is only mentioned, as those who receive data are, is not affected by it.
    """
    text = change.after or change.before
    plain = plain_of(text)
    is_whole = not (change.before and change.after)
    for mention in words.occurrences("addressees", text, language):
        first, last = grammar.sentence(text, mention.start, mention.end)
        is_changed = not any(map(str.isalnum, text[:first])) if is_whole else _is_changed(change, first, last)
        if is_changed and (
            _IS_ONE.search(plain, first, mention.start)
            or (_IS_SUBJECT.fullmatch(plain, first, mention.start) and _BOUND.match(plain, mention.end))
        ):
            yield Affected(mention.word.name, text[mention.start : mention.end])


def _is_changed(change: ReadClauseChange, first: int, last: int) -> bool:
    return any(place.after_start <= last and first <= place.after_end for place in change.places)


def _is_of_the_change(change: ReadClauseChange, mention: Mention) -> bool:
    first, last = grammar.sentence(change.after, mention.start, mention.end)
    if change.after[:last].rstrip().endswith(":"):
        led_in = min(last + 1, len(change.after))
        _, last = grammar.sentence(change.after, led_in, led_in)
    places = [place for place in change.places if place.after_start <= last and first <= place.after_end]
    if any(place.touches_after(mention.start, mention.end) for place in places):
        return True
    plain = plain_of(change.after)
    return bool(places) and (
        _ADDRESSING.search(plain, first, mention.start) is not None or _OBLIGED.match(plain, mention.end) is not None
    )


def _headed(change: ReadClauseChange, language: str, words: SignalWords) -> list[Audience]:
    """Whom a clause is for, by the first cell of a row, the words that it opens with, or else the nearest heading that
    is for somebody.
    """
    text = change.after or change.before
    titles = (*_first_cell(text), *_opening(change, text), *reversed(change.heading_path))
    return next((found for title in titles if (found := addressed(title, language, words))), [])


def _first_cell(text: str) -> Iterator[str]:
    """The first cell with words of a clause that is one row of a table, where it is short enough for a title."""
    if not is_row(text) or "\n" in text.strip():
        return
    cell = next((cell.strip() for cell in text.split("|") if any(map(str.isalnum, cell))), "")
    if 0 < len(cell.split()) <= _LONGEST_CELL_WORDS:
        yield cell


def _opening(change: ReadClauseChange, text: str) -> Iterator[str]:
    """For whom a clause says that it is before it says anything: `If you live in the EEA, …`; of a reworded one, where
    all that changed is in that sentence.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return
    _, end = grammar.sentence(text, opening.end(), opening.end())
    is_whole = not (change.before and change.after)
    if is_whole or all(place.after_end <= end for place in change.places):
        yield opening.group().strip(_AROUND_AN_OPENING)
