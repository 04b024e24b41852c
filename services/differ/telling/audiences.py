"""Whom a change affects: those whom its gravest clauses name, by their words, their heading or their row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.differ.reading import grammar
from services.differ.reading.texts import plain_of
from services.differ.taxonomy.signal_words import Mention, SignalWords
from services.differ.telling.enumerating import enumerated
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.statements import is_row

_WHO = {"california": "residents of California"}
_CONSUMERS, _UNITED_STATES = "consumers", "united_states"
_LONGEST_CELL_WORDS = 12
_LONGEST_QUOTE = 60
_LONGEST_TITLE = 300
_AROUND_AN_OPENING = "( *-•,"
_SHORT = frozenset({"eea", "united_kingdom", "united_states", "california", "switzerland"})
_PLACE, _ADDRESSEE = "\0", "\1"
_NUMBER = r"^[\W\d]*(?:[ivx]+\.\s+)?"
_JOINED = rf"(?:[^\w{_PLACE}]|\b(?:and|or|other|the|und|oder|et|ou)\b)*"
_PLACES = rf"{_PLACE}(?:{_JOINED}{_PLACE})*"
_LIVING = re.compile(
    r"\b(?:if|where) you(?:'re| are)?\b[^.;]*?\b(?:liv(?:e|ing)|resid(?:e|ing)|located|based|in)\b"
    r"|\b(?:wenn|falls|sofern) (?:sie|du)\b[^.;]*\b(?:in|im|aus)\b"
    r"|\bsi vous (?:résid|habit|viv|êtes)\w*",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:residents?|users?|consumers?|customers?|clients?|individuals?|people|persons?|citizens?|visitors?|members?"
    r"|sellers?|merchants?|nutzer\w*|verbraucher\w*|kund\w*|einwohner\w*|personen|utilisateurs|résidents"
    r"|consommateurs|personnes)"
)
_OF_PLACES = re.compile(
    rf"\b{_PEOPLE}\b(?: \w+){{0,3}}? (?:in|of|from|within|outside(?: of)?|aus|von|im|en|au|aux|de|du|dans)"
    rf"(?: (?:the|der|den|dem|la|le|les)| l')? ?{_PLACE}"
    rf"|{_PLACE}(?: states?)?(?: end)? {_PEOPLE}\b"
    rf"|{_NUMBER}(?:(?:for|in|für|pour|en|au|aux) )?(?:the )?{_PLACES}\W*$"
    rf"|{_NUMBER}(?:additional )?{_PLACES}(?: states?)? (?:specific|(?:data )?privacy|data protection|consumer"
    r"|residents?|rights|notice|disclosures?|addendum|supplement|terms)\b",
    re.IGNORECASE,
)
_OF_A_LAW = re.compile(r"\b(?:transfer\w*|framework|shield|laws?|act)\b|\bconsumer privacy act\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    rf"\b(?:outside(?: of)?|außerhalb|hors)\b[^\w{_PLACE}]*(?:the |der |des |de )*{_PLACES}", re.IGNORECASE
)
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
_FOR = re.compile(
    r"(?:\b(?:for|if you(?: are|'re)|applicable to|apply to|notice to|specific to|as|für|als|wenn sie|pour"
    rf"|si vous êtes)(?: (?:our|all|the|an?|ein(?:e|en)?|une?|les|des))*|\baux) {_ADDRESSEE}"
    rf"|{_NUMBER}{_ADDRESSEE}\W*$"
    rf"|{_NUMBER}(?:\w+ )?{_ADDRESSEE}(?:'s|s')? (?:\w+ ){{0,2}}(?:terms|agreement|polic(?:y|ies)|guidelines|notice"
    r"|addendum|privacy|rights|rules|code)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom a change names; `quote` is None for `everyone to whom the document applies`."""

    who: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a heading is for: the people of `regions` or, where `is_outside`, everybody else."""

    who: str
    quote: str
    regions: frozenset[str] = frozenset()
    is_outside: bool = False


EVERYONE = Affected("everyone to whom the document applies", None)


def affected(
    ranked: Sequence[ReadClauseChange], language: str, words: SignalWords, *, is_rewrite: bool
) -> Iterator[Affected]:
    """Audiences of the gravest of the changed clauses, of which `ranked` has the first first.

    Those that headings or rows are for, where all of them are for somebody; then those that their words name. Everyone
    where the first of them is for nobody and names none, or where the document was rewritten.
    """
    leading = [one for one in ranked if (one.form, one.severity) == (ranked[0].form, ranked[0].severity)]
    named = [list(_named(one, language, words)) for one in leading]
    headed = [] if is_rewrite else [_headed(one, language, words) for one in leading]
    is_for_some = bool(headed) and all(headed) and not _are_all([one for of_clause in headed for one in of_clause])
    found = [EVERYONE] if is_rewrite or not (is_for_some or any(named[:1])) else []
    if is_for_some:
        found += [Affected(one.who, one.quote) for of_clause in headed for one in of_clause]
    found += [one for of_clause in named for one in of_clause]
    seen: dict[str, Affected] = {}
    for one in found:
        seen.setdefault(one.who, one)
    yield from seen.values()


def addressed(heading: str, language: str, words: SignalWords) -> list[Audience]:
    """Whom a heading or a cell is for: `For California residents`, `If you live outside the EEA`, `Sellers`.

    The quote is the heading where it is short and for one audience, else the words that name it.
    """
    found: dict[str, Audience] = {}
    if len(heading) > _LONGEST_TITLE:
        return []
    for one in _of_regions(heading, language, words):
        found.setdefault(one.who, one)
    groups = words.occurrences("addressees", heading, language)
    if _FOR.search(_masked(heading, groups, _ADDRESSEE)):
        for mention in groups:
            if mention.word.slug != _CONSUMERS or not found:
                found.setdefault(mention.word.name, Audience(mention.word.name, heading[mention.start : mention.end]))
    if len(found) == 1 and len(heading) <= _LONGEST_QUOTE:
        return [replace(one, quote=heading) for one in found.values()]
    return list(found.values())


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


def _of_regions(heading: str, language: str, words: SignalWords) -> Iterator[Audience]:
    """The people of the regions that a heading is for, or those outside of them."""
    regions = _regions(heading, language, words)
    masked = _masked(heading, regions, _PLACE)
    if not regions or not _is_for_regions(masked):
        return
    outside: list[Mention] = []
    for span in _OUTSIDE.finditer(masked):
        first = masked.count(_PLACE, 0, span.start())
        outside += regions[first : first + span.group().count(_PLACE)]
    if outside:
        listed = enumerated(list(dict.fromkeys(mention.word.name for mention in outside)))
        spared = frozenset(mention.word.slug for mention in outside)
        quote = heading[outside[0].start : outside[-1].end]
        yield Audience(f"people outside {listed}", quote, spared, is_outside=True)
    for mention in regions:
        if mention not in outside:
            quote = heading[mention.start : mention.end]
            yield Audience(_people_of(mention, quote), quote, frozenset({mention.word.slug}))


def _people_of(mention: Mention, quote: str) -> str:
    """The people of a country or region; of a part of one by its own name (`Hong Kong`)."""
    word = mention.word
    is_part = word.slug not in _SHORT and quote.istitle() and quote.lower() in word.en[1:]
    return _WHO.get(word.slug, f"people in {quote if is_part else word.name}")


def _is_for_regions(masked: str) -> bool:
    living = _LIVING.search(masked)
    if living is not None and _PLACE in masked[living.start() :]:
        return True
    return _OF_A_LAW.search(masked) is None and _OF_PLACES.search(masked) is not None


def _regions(heading: str, language: str, words: SignalWords) -> list[Mention]:
    """The countries and regions that a heading names, in order; a small `us` is none."""
    short = [
        mention
        for mention in words.occurrences("regions", heading, language)
        if mention.word.slug != _UNITED_STATES
        or heading[mention.start : mention.end].lower() != "us"
        or heading[mention.start : mention.end] == "US"
    ]
    others = [
        mention
        for mention in words.occurrences("places", heading, language)
        if not any(mention.start < one.end and one.start < mention.end for one in short)
    ]
    return sorted((*short, *others), key=lambda mention: mention.start)


def _masked(heading: str, mentions: Sequence[Mention], mask: str) -> str:
    """A heading with a mark in the place of each of its `mentions`, and plain signs."""
    plain, parts, end = plain_of(heading), list[str](), 0
    for mention in mentions:
        parts += [plain[end : mention.start], mask]
        end = mention.end
    return "".join([*parts, plain[end:]])
