"""Whom a heading, a cell of a table or the name of a document is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.differ.reading.texts import plain_of
from services.differ.taxonomy.signal_words import Mention, SignalWords
from services.differ.telling.enumerating import enumerated

_WHO = {"california": "residents of California"}
_CONSUMERS, _UNITED_STATES = "consumers", "united_states"
_LONGEST_QUOTE = 60
_LONGEST_TITLE = 300
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
_FOR = re.compile(
    r"(?:\b(?:for|if you(?: are|'re)|applicable to|apply to|notice to|specific to|as|für|als|wenn sie|pour"
    rf"|si vous êtes)(?: (?:our|all|the|an?|ein(?:e|en)?|une?|les|des))*|\baux) {_ADDRESSEE}"
    rf"|{_NUMBER}{_ADDRESSEE}\W*$"
    rf"|{_NUMBER}(?:\w+ )?{_ADDRESSEE}(?:'s|s')? (?:\w+ ){{0,2}}(?:terms|agreement|polic(?:y|ies)|guidelines|notice"
    r"|addendum|privacy|rights|rules|code)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a heading is for: the people of `regions` or, where `is_outside`, everybody else."""

    who: str
    quote: str
    regions: frozenset[str] = frozenset()
    is_outside: bool = False


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
