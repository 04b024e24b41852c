"""The numbering that a line begins with: `2.1`, `(a)`, `§ 3`, `Article 7 bis –`; it tells where, not what.

A number that counts something (`30 days`, `1.000 Euro`), dates something (`1. Januar 2025`) or cites a law
(`§ 312g BGB`, `Article 6 du RGPD`) is not numbering.
"""

import re

from services.differ.month_names import AFTER_AN_ORDINAL
from services.differ.section_words import SECTION_WORDS
from services.differ.time_units import TIME_UNIT

_SIGN_WORDS = "|".join(sorted(SECTION_WORDS))
_SIGN = rf"(?:(?:{_SIGN_WORDS})(?:\.\s*|\s+)(?:no\s?)?|§+\s*)"
_ROMAN = r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![^\W\d_])"
_ATOM = rf"(?:\d{{1,3}}(?:[èe]?re?|e|o|[a-z])?(?![^\W_])|{_ROMAN}|[a-z](?![^\W\d_])|(?:aa|bb|cc|dd|ee|ff)(?![^\W\d_]))"
_COUNTER = rf"{_ATOM}(?:[.-]{_ATOM}){{0,5}}(?:\s?(?:bis|ter|quater|quinquies|sexies)\b)?"
_SIGNED_COUNTER = rf"(?:{_COUNTER}|(?:premier|première|unique)\b)"
_CAPITAL = r"""(?-i:[A-ZÀ-ÖØ-Þ"'(\[«])"""
_ABBREVIATED = r"(?:[^\W\d_]{1,2}\.)"
_UNIT = (
    rf"(?!(?:(?:business |working |calendar |werk|arbeits|kalender|geschäfts|bank|lebens)?{TIME_UNIT}"
    r"|uhr|percent|per cent|prozent|promille|pour cent|euros?|eur|usd|chf|gbp|dollars?|franken|francs?"
    r"|millions?|million(?:en)?|mio|billion|milliarden?|milliards?|mrd"
    rf"|(?-i:{AFTER_AN_ORDINAL}))\b)"
)
_SHORTEST_DATE = r"(?!\d\d\.\d\d\.\d\d(?!\d))"
_AMOUNT = r"(?!\d{1,3}(?:\.\d{3})+(?!\d))"
_SIGNED = re.compile(rf"{_SIGN}(?P<counter>{_SIGNED_COUNTER})(?:\s*[.:)-][\s.:)-]*|\s*/\s+)(?!\s*\d)", re.IGNORECASE)
_SIGN_ALONE = re.compile(rf"{_SIGN}(?P<counter>{_SIGNED_COUNTER})\s*[.:)]?$", re.IGNORECASE)
_SIGNED_TITLE = re.compile(
    rf"{_SIGN}(?P<counter>{_SIGNED_COUNTER})\s+(?={_CAPITAL})"
    r"(?!(?:abs|absatz|satz|s|lit|nr|unterabs|ziff)\b)",
    re.IGNORECASE,
)
_LAW = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ-]+[a-z]?(?![^\W_])(?!\s+[a-zà-ÿ])")
_UNSIGNED = re.compile(
    rf"[(\[](?P<bracketed>{_COUNTER})[)\]][.:]?\s*"
    rf"|(?P<closed>{_COUNTER})(?:\.?[)\]:]\s+|\s?/\s+|\.?\s+-\s+(?!\d))"
    rf"|(?P<ordinal>\d{{1,2}}o)\s+(?={_CAPITAL})"
    rf"|{_AMOUNT}{_SHORTEST_DATE}(?P<dotted>(?:\d{{1,3}}\.){{1,6}}(?:\d{{1,3}})?)\.?\s+{_UNIT}"
    rf"(?=[^\W\d_]{{2,}}|[^\W\d_]\s[^\W\d_]{{2}}|{_CAPITAL}|[a-z]\)|\d{{1,2}}\s[^\W\d_])"
    rf"|(?P<mixed>(?-i:[A-Z]|[IVXL]+)\.(?:\d{{1,2}}|{_ROMAN})(?:\.\d{{1,2}})*|\d{{1,2}}\.(?-i:[A-Z])(?=\.))\.?\s+{_UNIT}"
    rf"(?={_CAPITAL})"
    rf"|(?P<letter>[a-z]|{_ROMAN})\.\s+(?!{_ABBREVIATED}|ex\.|\d)(?=\S)",
    re.IGNORECASE,
)
_MARKER_BEFORE_FIGURE = re.compile(r"\d{1,3}[.)]\s+(?=\d)(?!\d{1,2}\.\s*(?:19|20)?\d\d\b)")
"""A list's number before an item that begins with a figure or with a numbering of its own; not the day of a date."""

_DECIMAL = re.compile(r"^\d+\.\d+\s+(?![A-ZÀ-ÖØ-Þ][a-zà-ÿ]|[\"'(\[])")
_TITLE_COUNTER = re.compile(
    rf"(?P<plain>\d{{1,2}}(?:[a-z]|[.-]\d{{1,2}})?|(?-i:(?=[IVXL])(?:XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}}))|[A-Z](?=\s\d))"
    rf"(?:\s\d{{1,2}})?\s+{_UNIT}(?={_CAPITAL})",
    re.IGNORECASE,
)
_INNER = re.compile(rf"(?:[a-z]{{1,2}}|{_ROMAN}|\d{{1,2}})\)\s+(?=\S)", re.IGNORECASE)
_PERHAPS = re.compile(rf"[\d(\[§]|[a-z]{{1,2}}[.):/\]\s-]|{_ROMAN}|(?:{_SIGN_WORDS})\b", re.IGNORECASE)
_ORDINAL_ENDING = re.compile(r"(?<=\d)(?:[èe]?re?|e|o)$")
_LONGEST_TITLE = 90


def split_numbering(line: str, *, is_heading: bool = False, is_item: bool = False) -> tuple[str, str]:
    """The numbering that a line in plain form (`normal.plain`) begins with, without its sign (`2.1` of `Section 2.1:`),
    or nothing; and the rest of the line, empty for a heading or paragraph that is nothing but numbering.
    """
    if not _PERHAPS.match(line):
        return "", line
    marker = _MARKER_BEFORE_FIGURE.match(line)
    if marker:
        numbering, rest = split_numbering(line[marker.end() :], is_item=True)
        return numbering or marker.group().rstrip(" .)"), rest
    is_title = is_heading or (not is_item and len(line) <= _LONGEST_TITLE and line[-1] not in ".;:,!?")
    match = _SIGNED.match(line) or (is_title and _signed_title(line)) or (not is_item and _SIGN_ALONE.match(line))
    if not match and not _DECIMAL.match(line):
        match = _UNSIGNED.match(line)
    if not match and is_heading:
        match = _TITLE_COUNTER.match(line)
    if not match:
        return "", line
    if match.end() == len(line) and match.re is _TITLE_COUNTER:
        return "", line
    rest = line[match.end() :]
    inner = _INNER.match(rest)
    counter = next(group for group in match.groups() if group)
    return _plain_counter(counter), rest[inner.end() :] if inner else rest


def _signed_title(line: str) -> re.Match[str] | None:
    """`§ 1 Scope` of a title; not `§ 5 TMG`, unless all of the title is in capitals."""
    match = _SIGNED_TITLE.match(line)
    if match is None or (_LAW.match(line, match.end()) and not line[:2].isupper()):
        return None
    return match


def _plain_counter(counter: str) -> str:
    folded = counter.casefold()
    if folded.startswith("premi"):
        return "1"
    return _ORDINAL_ENDING.sub("", counter.rstrip("."))
