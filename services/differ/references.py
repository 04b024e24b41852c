"""References to sections of the same document, which follow when its sections are renumbered."""

import re
from collections.abc import Mapping, Sequence, Set

from services.differ.section_words import SECTION_WORDS

_TERM = re.compile(r"\d+(?:\.\d+)*[a-z]?(?![^\W_])|[^\W\d_]+|§+|\d+")
_SIGN_WORDS = SECTION_WORDS | {"§", "§§"}
_CONNECTORS = """
and or to through of et ou à au aux l d bis ter quater und oder sowie bzw satz s y o e ed a en
"""
_BETWEEN = frozenset(_CONNECTORS.split())
_FURTHEST_SIGN_TERMS = 12
_FURTHEST_SIGN_CHARACTERS = 120
_LAWS = """
dsgvo gdpr rgpd bgb hgb abgb zgb stgb tmg ttdsg tdddg ddg bdsg uwg urhg kug mstv rstv vsbg egbgb zpo kschg ecg tkg dsg
lpd lcen ccpa dsa dma code loi règlement directive ordonnance décret gesetz gesetzes verordnung richtlinie regulation
act statute
"""
_LAW_WORDS = frozenset(_LAWS.split())
_ARTICLES = """
the du de la le les des der dem das ue eu general général
"""
_BEFORE_A_LAW = _SIGN_WORDS | _BETWEEN | frozenset(_ARTICLES.split())
_ROMAN = re.compile(r"[ivxl]+$", re.IGNORECASE)


def follow_numbering(before: str, after: str, renumbered: Mapping[str, Set[str]]) -> bool:
    """Whether two normal forms differ in nothing but references that follow the sections' new numbers.

    `renumbered` maps a clause's older numbering to its newer ones (several where lists count alike).
    """
    if not renumbered:
        return False
    one, other = _TERM.findall(before), _TERM.findall(after)
    if len(one) != len(other):
        return False
    return all(
        old == new or (_follows(old, new, renumbered) and _has_sign(one, index) and not _cites_a_law(one, index))
        for index, (old, new) in enumerate(zip(one, other, strict=True))
    )


def is_reference(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has nothing but numbers of sections that the text refers to: `4.2` of `Section 4.2`."""
    before = _TERM.findall(text[max(0, start - _FURTHEST_SIGN_CHARACTERS) : start])
    named = _TERM.findall(text[start:end])
    after = _TERM.findall(text[end : end + _FURTHEST_SIGN_CHARACTERS])
    counters = [number for number, term in enumerate(named) if _is_counter(term)]
    if not counters or not all(_may_be_referred_to(term) for term in named):
        return False
    terms, first, last = [*before, *named, *after], len(before) + counters[0], len(before) + counters[-1]
    return _has_sign(terms, first) and not _cites_a_law(terms, last)


def reference_start(text: str, start: int) -> int:
    """Where the reference begins of which a number stands at `start`: at its sign, or there where none is near."""
    terms = [*_TERM.finditer(text, max(0, start - _FURTHEST_SIGN_CHARACTERS), start)]
    sign = _sign_before([term.group() for term in terms])
    return start if sign is None else terms[sign].start()


def is_counter(text: str) -> bool:
    """Whether `text` is nothing but numbers as sections have them: `2`, `(a)`, `I.2.a`, `IV`."""
    terms = _TERM.findall(text)
    return bool(terms) and all(map(_is_counter, terms))


def _may_be_referred_to(term: str) -> bool:
    return _is_counter(term) or term.casefold() in _SIGN_WORDS | _BETWEEN


def _follows(old: str, new: str, renumbered: Mapping[str, Set[str]]) -> bool:
    """Whether a number is a renumbered one, or one under it: `4.2` follows `4`."""
    if new in renumbered.get(old, ()):
        return True
    parent, _, child = old.rpartition(".")
    new_parent, _, new_child = new.rpartition(".")
    return bool(parent) and child == new_child and _follows(parent, new_parent, renumbered)


def _has_sign(terms: list[str], index: int) -> bool:
    """Whether a word like `section` stands before the number, with nothing between but numbers and `and`."""
    return _sign_before(terms[max(0, index - _FURTHEST_SIGN_TERMS) : index]) is not None


def _sign_before(terms: Sequence[str]) -> int | None:
    """Where a word like `section` stands, the last, with nothing behind it but numbers and `and`."""
    for index in reversed(range(len(terms))):
        folded = terms[index].casefold()
        if folded in _SIGN_WORDS:
            return index
        if not (_is_counter(terms[index]) or folded in _BETWEEN):
            return None
    return None


def _cites_a_law(terms: list[str], index: int) -> bool:
    """Whether a law is named after the number: `Art. 6 Abs. 1 lit. f DSGVO`, `article 6 du RGPD`."""
    for term in terms[index + 1 :]:
        folded = term.casefold()
        if folded in _LAW_WORDS:
            return True
        if not (_is_counter(term) or folded in _BEFORE_A_LAW):
            return False
    return False


def _is_counter(term: str) -> bool:
    return term[0].isdigit() or len(term) == 1 or _ROMAN.match(term) is not None
