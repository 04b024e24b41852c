"""Which of a passage's labels its words bear out: what states nothing, or only who is liable, is about less."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.differ.reading import grammar
from services.differ.reading.labels import TypeLabel
from services.differ.reading.texts import plain_of
from services.differ.telling.lead_ins import in_its_sentence, introduction
from services.differ.telling.licences import given_by_readers
from services.differ.telling.matters import names_its_matter
from services.differ.telling.places import ADDRESS, addresses
from services.differ.telling.roles import is_banned, is_of_a_right
from services.differ.telling.senses import is_in_another_sense
from services.differ.telling.signal_models import Signal, SignalKind
from services.differ.telling.statements import (
    advises,
    defines,
    is_a_definition,
    is_row_of_names,
    only_points_elsewhere,
    points_elsewhere,
)

_OF_A_ROW = {
    "advertising_tracking": re.compile(
        r"\b(?:ads?|advert\w*|(?:re)?marketing|(?:re)?targeting|werb\w*|publicit\w*)\b", re.I
    ),
    "cookies_tracking": re.compile(r"\b(?:cookies?|trackers?|pixels?|analytics|analyse\w*|mesure)\b", re.I),
}
"""What a row of names can be about by one word: the purpose that a tracker has there."""

_OF_POINTING = frozenset({"supplemental_terms", "privacy_policy_included", "contact_support", "third_party_services"})
"""The types whose clauses point elsewhere by what they are."""

_OF_MEANINGS = frozenset({"contracting_party", "data_collection", "general_provisions", "supplemental_terms"})
"""The types that a definition tells of by what it is: what data, a company or another document is meant."""

_OF_USES = frozenset(
    {
        "advertising_tracking",
        "ai_training",
        "automated_decision",
        "biometric_data",
        "cookies_tracking",
        "data_collection",
        "data_sale",
        "data_sharing",
        "location_data",
        "sensitive_data",
    }
)
_BANNING = re.compile(
    r"\b(?:prohibited|prohibitions?|restrictions|forbidden|acceptable use|must not|may not|(?:what"
    r"|things) you can(?:not|['’]t)"
    r"|verboten\w*|untersag\w*|verbote|interdi\w*)\b",
    re.IGNORECASE,
)
"""Beneath such a heading uses of data are those that readers must not make."""

_DEFINITIONS = re.compile(
    r"[\W\d]*(?:[ivx]+\. )?(?:key |certain |important )?(?:definitions?(?: and interpretation)?|defined terms|glossary"
    r"|begriffsbestimmungen|(?:begriffs)?definitionen|glossar|définitions?|glossaire)\W*",
    re.IGNORECASE,
)
_DEFINED_WORD = re.compile(r"[\W\d]*\w[\w' -]{0,40}\W{0,3}: ?\S")
_USING = r"use|collect|harvest|scrape|sell|rent|share|disclose|distribute|gather|mine|extract|publish"
_FORBIDDEN = re.compile(
    r"\b(?:you|customers?|users?|developers?|members?|sellers?|partners?)(?: \w+)? (?:may|must|shall|will|can|should"
    rf"|agrees?(?: to)?|undertakes?(?: to)?) not (?:\w+ )?(?:{_USING}|store|process|transfer|track|train|access)\b"
    r"(?![^.;]*\b(?:we|us|our)\b)"
    rf"|(?:^\W*|[,;:] |\bplease )(?:do not|don't|never) (?:{_USING})\b",
    re.IGNORECASE,
)
"""What readers must not do with data, before what it is."""
_ASKED_FOR_MORE = re.compile(
    r"\b(?:contact|write to|reach|e-?mail|ask)\b[^.;]{0,100}"
    r"\b(?:if you (?:require|need|want|wish|would like|have)|for)\b[^.;]{0,30}"
    r"\b(?:information|details|questions)\b (?:on|about|regarding|concerning)\b"
    r"|\b(?:kontaktieren|wenden|schreiben)\b[^.;]{0,100}\b(?:informationen|fragen|einzelheiten) (?:zu[rm]?|über)\b"
    r"|\b(?:contacte[rz]|écrive[zr])\b[^.;]{0,100}\b(?:informations?|questions|précisions) (?:sur|concernant)\b",
    re.IGNORECASE,
)
"""Before what somebody may be asked about."""
_DUTIES = frozenset({"data_security", "breach_notification"})
_OF_COMING_CHANGES = frozenset({"unilateral_modification", "price_change"})
_WITH_NOTICE = re.compile(
    r"\b(?:advance|prior) (?:written )?notice\b|\bnotif\w*\b[^.;]{0,60}\b(?:before|prior to|in advance|at least)\b"
    r"|\b(?:days|weeks|months)(?:'|’)? (?:before|notice|prior|in advance)\b|\b(?:vorher|im voraus"
    r"|vorab)\b[^.;]{0,40}\b(?:mitteil|informier)"
    r"|\bà l['’]avance\b|\bpréavis\b",
    re.IGNORECASE,
)
_FIGURE_ALONE = re.compile(
    r"[\W_]*(?:[^\W\d_]+ ){0,3}[^\W\d_]+ ?:[*_]*\s*(?:(?:up to|max(?:imum)?\.?|about|bis zu|jusqu'à) )?"
    r"\d[\d.,]*\s*[^\W\d_]+[\W_]*"
)
_NO_NOTICE = re.compile(r"(?<!\w)(?:without|no|ohne|sans)(?: (?:any|further|giving|jede|aucun))?\s+$", re.IGNORECASE)
_CONSENT = re.compile(r"consent|einwilligung|zustimmung", re.IGNORECASE)
_DEEMED = re.compile(
    r"\byou (?:\w+ ){0,4}(?:that )?(?:you )?(?:hereby |also |thereby )?(?:consent|agree) to\b"
    r"|\byou (?:\w+ ){0,2}(?:give|grant) us (?:\w+ ){0,2}(?:permission|consent|right)\b"
    r"|\b(?:use|using|continu\w+|access\w*|visit\w*|submit\w*)\b[^.;]{0,80}"
    r"\b(?:you (?:\w+ ){0,2}consent|constitutes? (?:your )?consent)"
    r"|\b(?:willigen sie|sie willigen|stimmen sie|sie stimmen)\b|\bvous (?:consentez|acceptez)\b",
    re.IGNORECASE,
)
_LIABLE = re.compile(
    r"\b(?:(?:is|are|be|remains?|stays?)(?: \w+){0,3} (?:liable|responsible)|liability for|haftet|haften|(?:bleib\w*"
    r"|ist|sind)\b[^.]{0,40}\bhaftbar"
    r"|(?:est|sont|sera|seront|reste\w*|demeure\w*)(?: \w+){0,3} responsables?)\b",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:limit\w*|exclu\w*|disclaim\w*|exceed\w*|waive\w*|releas\w*|only|solely|own risk"
    r"|beschränk\w*|begrenz\w*|ausgeschlossen|nur|seule\w*|plafonn\w*)\b",
    re.IGNORECASE,
)
_MOST_CHARACTERS_TO_A_DENIAL = 30


def borne_out(
    text: str, labels: Sequence[TypeLabel], headings: Sequence[str], lead_ins: Sequence[str] = (), *, is_whole: bool
) -> list[TypeLabel]:
    """The labels of a passage beneath `headings` that it bears out; `is_whole` where it came or went as a whole.

    `lead_ins` introduce the passage: an item of what readers must not do uses no data.
    A sentence that only says where more is to be read is about nothing; of a passage that came or went it counts where
    all of it does so, since another sentence may be about the same. What a word means does nothing by itself where it
    came or went: the clause that has the word tells what is done.
    """
    if is_whole and only_points_elsewhere(text):
        return [label for label in labels if label.clause_type in _OF_POINTING]
    apart = addresses(text)
    found = [label for label in given_by_readers(text, labels) if not _is_within_any(apart, label)]
    if is_row_of_names(text):
        return [label for label in found if _is_of_a_row(text, label)]
    is_of_bans = bool(headings) and _BANNING.search(headings[-1]) is not None
    return [
        label
        for label in found
        if (is_whole or label.clause_type in _OF_POINTING or not points_elsewhere(_sentence_of(text, label)))
        and (
            label.clause_type not in _OF_USES
            or not (is_of_bans or _is_led_by_a_ban(text, label, lead_ins) or _is_no_use(text, label, headings))
        )
        and not (is_whole and label.clause_type not in _OF_MEANINGS and is_a_definition(_sentence_of(text, label)))
        and not _is_liability_assumed(text, label)
        and not is_in_another_sense(text, label)
        and names_its_matter(text, label.clause_type, headings, lead_ins)
    ]


def favours_nobody(text: str, label: TypeLabel) -> bool:
    """Whether the sentence of a label's evidence makes its type neither a burden nor a protection.

    So do what readers may choose, what a word means, what readers have to protect, a change with notice before it, a
    line of a figure alone, such as how long a cookie lasts, and a consent that is taken for given: who uses the service
    has no choice by it.
    """
    if _FIGURE_ALONE.fullmatch(text):
        return True
    start, end = grammar.sentence(text, label.evidence.start, label.evidence.end)
    if defines(text[start:end]) or grammar.is_chosen(text, label.evidence.end):
        return True
    if label.clause_type == "consent_withdrawal":
        return _DEEMED.search(plain_of(text[start:end])) is not None
    if label.clause_type in _DUTIES:
        return grammar.binds_readers(text, end - 1)
    return label.clause_type in _OF_COMING_CHANGES and any(
        _NO_NOTICE.search(text, 0, match.start()) is None for match in _WITH_NOTICE.finditer(text)
    )


def signals_of_a_row(text: str, found: Sequence[Signal]) -> tuple[Signal, ...]:
    """The signals of a change of `text`; in a row of names single words say neither whose data nor what may be chosen.

    A purpose in one counts, unless the row is of what keeps somebody's consent.
    """
    if not is_row_of_names(text):
        return tuple(found)
    left_out = {SignalKind.DATA_CATEGORY, SignalKind.RECIPIENT, SignalKind.CHOICE, SignalKind.SCOPE}
    if _CONSENT.search(text):
        left_out.add(SignalKind.PURPOSE)
    return tuple(signal for signal in found if signal.kind not in left_out)


def _sentence_of(text: str, label: TypeLabel) -> str:
    """The sentence that a label's evidence stands in."""
    start, end = grammar.sentence(text, label.evidence.start, label.evidence.end)
    return text[start:end]


def _is_led_by_a_ban(text: str, label: TypeLabel, lead_ins: Sequence[str]) -> bool:
    """Whether a label stands in an item that a ban of readers introduces: `You must not:`."""
    introduced = introduction(text, label.evidence.start, lead_ins)
    if not introduced:
        return False
    said = in_its_sentence(text, label.evidence.start, label.evidence.end, lead_ins)
    return _BANNING.search(introduced) is not None or is_banned(*said)


def _is_no_use(text: str, label: TypeLabel, headings: Sequence[str]) -> bool:
    """Whether a label of a use of data stands in a sentence that uses none.

    It is on what readers have a right to, since a right against a use is no use, or on what they must not do, or only
    advises them or says whom to ask about it, or says what a word means; what a word for data means tells what is
    collected.
    """
    start, _ = grammar.sentence(text, label.evidence.start, label.evidence.end)
    sentence, plain = _sentence_of(text, label), plain_of(text)
    return (
        is_of_a_right(text, label.evidence.start, label.evidence.end)
        or (label.clause_type != "sensitive_data" and _FORBIDDEN.search(plain, start, label.evidence.end) is not None)
        or _ASKED_FOR_MORE.search(plain, start, label.evidence.start) is not None
        or advises(sentence)
        or (label.clause_type != "data_collection" and (_is_definition(text, headings) or defines(sentence)))
    )


def _is_definition(text: str, headings: Sequence[str]) -> bool:
    """Whether a passage beneath a heading of definitions begins with one: it goes on to say what the word means."""
    if not headings or _DEFINITIONS.fullmatch(headings[-1]) is None:
        return False
    start, end = grammar.sentence(text, 0, 1)
    return defines(text[start:end]) or _DEFINED_WORD.match(plain_of(text)) is not None


def _is_within_any(spans: Sequence[tuple[int, int]], label: TypeLabel) -> bool:
    """Whether a label stands on letters of an address, such as a word in the name of a site."""
    return any(start <= label.evidence.start and label.evidence.end <= end for start, end in spans)


def _is_of_a_row(text: str, label: TypeLabel) -> bool:
    """Whether a row of names is about a type by the purpose in a cell; a cookie that keeps consent has none."""
    purpose = _OF_A_ROW.get(label.clause_type)
    if purpose is None:
        return False
    without_addresses = ADDRESS.sub(" ", text)
    return _CONSENT.search(text) is None and purpose.search(without_addresses) is not None


def _is_liability_assumed(text: str, label: TypeLabel) -> bool:
    """Whether the sentence of a label that limits liability only says who is liable.

    An open list limits nothing, nor does a denial that comes long after: `is liable for whoever does not follow it`.
    """
    if label.clause_type != "limitation_of_liability":
        return False
    start, end = grammar.sentence(text, label.evidence.end, label.evidence.end)
    said = grammar.without_open_lists(plain_of(text[start:end]))
    liable = _LIABLE.search(said)
    if liable is None or _LIMITED.search(said) is not None:
        return False
    reach = liable.end() + _MOST_CHARACTERS_TO_A_DENIAL
    return not any(negator.start < reach for negator in grammar.negators(said))
