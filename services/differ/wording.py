"""What a passage says, without how it is written: the form in which two wordings mean the same."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from services.differ.contractions import written_out
from services.differ.dates import find_dates
from services.differ.figure_forms import uniform
from services.differ.month_names import AFTER_AN_ORDINAL
from services.differ.normal import normal_form
from services.differ.spellings import american

_SCHEME = re.compile(r"\bhttps?://", re.IGNORECASE)
_QUERY = re.compile(r"(?<=\S)[?#][^\s)\]]+$")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_MEANINGFUL = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[€$£¥₹₽%‰<>=+]")
_ABBREVIATIONS = """
bzw usw ggf evtl inkl exkl vgl ca Nr nr Art art Abs abs Ziff lit Dr Str Tel tél Tél cf al éd max min env etc ex resp
zzgl sog gem mind Hs vs No no Inc Ltd Co Mme St Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez janv févr avr juil
"""
_NO_END = "".join(rf"(?<!\b{word}\.)" for word in _ABBREVIATIONS.split())
_SENTENCE = re.compile(
    rf"(?<=[.!?。！？])(?<!\b[^\W\d_]\.){_NO_END}[\"'»”“)\]]*\s+(?![\da-zà-öø-ÿ])"
    rf"(?!(?<=\d\.\s)(?:{AFTER_AN_ORDINAL})\b)"
    r"|\n+"
)
_AT = re.compile(r"\s*[\[({]\s*(?:at|ät|arobase|dot|punkt|point)\s*[\])}]\s*", re.IGNORECASE)
_SPELLINGS = {"ß": "ss", "ẞ": "SS"} | dict(zip("ÀÂÇÉÈÊËÎÏÔÙÛŸ", "AACEEEEIIOUUY", strict=True))
_SPELT_IN_TWO_WAYS = re.compile(f"[{''.join(_SPELLINGS)}]")
_PASSAGES_KEPT = 1_024
_DATE = "\ue000"


@lru_cache(maxsize=_PASSAGES_KEPT)
def terms(text: str) -> tuple[str, ...]:
    """The words, figures and signs of a passage's normal form, without marks; case is kept.

    A web address counts as it is shown, without its scheme and query. `ß` counts as `ss`, which is its Swiss and its
    older spelling, and a capital as the same without its accent, which French may leave out; `info (at) example` is
    `info@example`, `don't` is `do not`, and `organise` is `organize`.
    """
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(_shown_address, text)
    if not text.isascii():
        text = _SPELT_IN_TWO_WAYS.sub(lambda letter: _SPELLINGS[letter.group()], text)
    if "(" in text or "[" in text or "{" in text:
        text = _AT.sub("@", text)
    return tuple(map(american, _MEANINGFUL.findall(written_out(uniform(text)))))


def _shown_address(match: re.Match[str]) -> str:
    return _QUERY.sub("", _SCHEME.sub("", match.group()))


def meaning(text: str) -> str:
    """The words and figures of a normal form: equal where only marks and the spaces beside them differ."""
    return " ".join(terms(text))


def same_but_for_case(before: str, after: str) -> bool:
    """Whether two normal forms differ in nothing but letter case; a word in capitals may lack its accents."""
    one, other = terms(before), terms(after)
    return len(one) == len(other) and all(map(_same_letters, one, other))


def _same_letters(term: str, again: str) -> bool:
    if term == again or term.casefold() == again.casefold():
        return True
    return (term.isupper() or again.isupper()) and _unaccented(term) == _unaccented(again)


def _unaccented(term: str) -> str:
    decomposed = unicodedata.normalize("NFD", term.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def same_but_for_date_forms(before: str, after: str) -> bool:
    """Whether two normal forms say the same, with each date free to be written in another form."""
    dates, other_dates = find_dates(before), find_dates(after)
    if not dates or len(dates) != len(other_dates):
        return False
    if not all(written.means(again) for written, again in zip(dates, other_dates, strict=True)):
        return False
    return without_dates(before) == without_dates(after)


def without_dates(text: str) -> str:
    """The meaning of a normal form in small letters, with one mark for each date in it."""
    pieces, position = [], 0
    for written in find_dates(text):
        pieces += [meaning(text[position : written.start]), _DATE]
        position = written.end
    return "".join((*pieces, meaning(text[position:]))).casefold()


def sentences(text: str) -> Counter[str]:
    """The meanings of a passage's sentences and lines in small letters, with how often each stands there."""
    found = (meaning(normal_form(sentence)).casefold() for sentence in _SENTENCE.split(text))
    return Counter(sentence for sentence in found if sentence)


def lines(text: str) -> Counter[str]:
    """The meanings of a passage's lines in small letters, with how often each stands there."""
    found = (meaning(normal_form(line)).casefold() for line in text.split("\n"))
    return Counter(line for line in found if line)
