"""Dates as they are written in text: ISO, numeric, and with the month's name in any language of `month_names`."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from services.differ.month_names import MONTH_NUMBERS

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|[ºª.])?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OF = r"(?:\s+(?:(?:de|of|del|di)\b|d[’']))?"
_PATTERNS = (
    re.compile(rf"(?<!\d)(?<!\d[./-])(?P<year>(?:19|20)\d\d)[-/.](?P<numeral>\d{{1,2}})[-/.]{_DAY}(?![\d/-]|\.\d)"),
    re.compile(
        rf"(?<!\d)(?<!\d[./-])(?P<first>\d{{1,2}})(?P<mark>[./-])\s?(?P<second>\d{{1,2}})(?P=mark)\s?{_YEAR}(?!\d|[.-]\d)"
    ),
    re.compile(rf"(?<![\d.,/]){_DAY}{_OF}[\s-]*{_MONTH}{_OF},?[\s-]*{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\w){_MONTH}\s*{_DAY}\s*,?\s*{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d){_YEAR}\.?\s+{_MONTH}\s+{_DAY}(?!\d)", re.IGNORECASE),
    re.compile(
        r"(?<![\d+])(?<!\d[.,/-])(?<!\d )"
        r"(?P<first>[0-3]\d)(?P<mark>[./])(?P<second>[01]\d)(?P=mark)(?P<short_year>[0-4]\d)"
        r"(?![\w%€$/-]|[.,]\d|\s\d)"
    ),
    re.compile(rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<numeral>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]"),
)
_MONTH_OF_YEAR = re.compile(rf"(?<!\w){_MONTH}{_OF},?\s+{_YEAR}(?!\d)", re.IGNORECASE)
_NUMERIC_MONTH_OF_YEAR = re.compile(
    rf"(?<![\d./-])(?:(?P<numeral>(?:0[1-9]|1[0-2])[./]|[1-9]/)\s?{_YEAR}|(?P<year_first>(?:19|20)\d\d)-(?P<second>0[1-9]|1[0-2]))(?![\d/-]|[.,]\d)"
)
_PERHAPS = re.compile(r"(?:19|20)\d\d|\d[./]\d\d?[./]\d\d")
_TEXTS_KEPT = 1_024
_SHORT_MONTHS_WRITTEN_SMALL = frozenset({"mai", "maj", "mei", "май"})


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """One date in a text: `text[start:end]`, with each day that it can mean.

    `readings` has two entries where day and month can change places (`03/04/2026`: month first, then day first; with
    dots the day comes first everywhere); a month without a day reads as its first day, and `has_day` is false.
    """

    start: int
    end: int
    readings: tuple[date, ...]
    has_day: bool = True

    def means(self, other: "WrittenDate") -> bool:
        """Whether both can be the same date."""
        return self.has_day == other.has_day and not set(self.readings).isdisjoint(other.readings)


@lru_cache(maxsize=_TEXTS_KEPT)
def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """The dates written in `text`, in order, none overlapping another."""
    if not _PERHAPS.search(text):
        return ()
    found: list[WrittenDate] = []
    for written in _candidates(text):
        place = bisect_left(found, written.start, key=lambda other: other.start)
        is_after = place == 0 or found[place - 1].end <= written.start
        if is_after and (place == len(found) or written.end <= found[place].start):
            found.insert(place, written)
    return tuple(found)


def _candidates(text: str) -> Iterator[WrittenDate]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            readings = _readings(match.groupdict())
            if readings:
                yield WrittenDate(match.start(), match.end(), readings)
    for match in _MONTH_OF_YEAR.finditer(text):
        if _names_a_month(match["month"]):
            first = date(int(match["year"]), MONTH_NUMBERS[match["month"].lower()], 1)
            yield WrittenDate(match.start(), match.end(), (first,), has_day=False)
    for match in _NUMERIC_MONTH_OF_YEAR.finditer(text):
        first = date(
            int(match["year"] or match["year_first"]), int((match["numeral"] or match["second"]).rstrip("./")), 1
        )
        yield WrittenDate(match.start(), match.end(), (first,), has_day=False)


def _names_a_month(word: str) -> bool:
    """Abbreviations written small are words too (`out 2024`, `set 2024`)."""
    lowered = word.lower()
    return lowered in MONTH_NUMBERS and (len(word) > 3 or word[0].isupper() or lowered in _SHORT_MONTHS_WRITTEN_SMALL)


def _readings(parts: dict[str, str]) -> tuple[date, ...]:
    year = int(parts["year"]) if "year" in parts else 2000 + int(parts["short_year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        pairs = [(second, first)] if parts["mark"] == "." else [(first, second), (second, first)]
    elif "numeral" in parts:
        pairs = [(int(parts["numeral"]), int(parts["day"]))]
    else:
        pairs = [(MONTH_NUMBERS.get(parts["month"].lower(), 0), int(parts["day"]))]
    return tuple(dict.fromkeys(day for pair in pairs if (day := _day_of(year, *pair))))


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # a number of another kind, such as a version or a section
