"""Durations, amounts and shares as they are written in English, German and French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class FigureKind(StrEnum):
    """What a figure measures."""

    DURATION = "duration"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text, `text[start:end]`: its kind, its unit (`days`, `EUR`, `%`), and its value in that unit.

    Durations are in days; a month counts 30.4375 and a year 365.25, so that `12 months` equals `one year`.
    """

    kind: FigureKind
    value: float
    unit: str
    start: int
    end: int


def _each(words: str, value: float) -> dict[str, float]:
    return dict.fromkeys(words.split(), value)


_DAYS_OF_UNIT = {
    **_each("minute minutes minuten", 1 / 1440),
    **_each("hour hours stunde stunden heure heures", 1 / 24),
    **_each("day days tag tage tagen jour jours", 1),
    **_each("week weeks woche wochen semaine semaines", 7),
    **_each("month months monat monate monaten mois", 30.4375),
    **_each("year years jahr jahre jahren an ans année années", 365.25),
}
_SMALL_NUMBERS = {
    **_each("one ein eine einem einen einer eines un une", 1),
    **_each("two zwei deux", 2),
    **_each("three drei trois", 3),
    **_each("four vier quatre", 4),
    **_each("five fünf cinq", 5),
    **_each("six sechs", 6),
    **_each("seven sieben sept", 7),
    **_each("eight acht huit", 8),
    **_each("nine neun neuf", 9),
    **_each("ten zehn dix", 10),
    **_each("eleven elf onze", 11),
    **_each("twelve zwölf douze", 12),
    **_each("fourteen vierzehn quatorze", 14),
    **_each("fifteen fünfzehn quinze", 15),
    **_each("twenty zwanzig vingt", 20),
    **_each("twenty-one", 21),
    **_each("twenty-four", 24),
    **_each("thirty dreißig trente", 30),
    **_each("forty-five", 45),
    **_each("sixty sechzig soixante", 60),
    **_each("ninety neunzig", 90),
}
_CURRENCIES = {
    **dict.fromkeys(("$", "us$", "usd", "dollar", "dollars"), "USD"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("£", "gbp"), "GBP"),
    **dict.fromkeys(("chf",), "CHF"),
    **dict.fromkeys(("¥",), "JPY"),
    **dict.fromkeys(("₹",), "INR"),
}
_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_WORDS = "|".join(sorted(map(re.escape, _SMALL_NUMBERS), key=len, reverse=True))
_UNITS = "|".join(sorted(_DAYS_OF_UNIT, key=len, reverse=True))
_ADJECTIVES = (
    r"(?:(?:calendar|business|working|consecutive|full|additional|more|aufeinanderfolgende|volle|weitere)[\s-]+)?"
)
_DURATION = re.compile(
    rf"(?<![\w.,/])(?:(?P<word>{_WORDS})(?:\s+\((?P<figure>\d{{1,4}})\))?|(?P<number>\d{{1,5}}(?:[.,]\d)?))"
    rf"[\s\u00a0-]+{_ADJECTIVES}(?P<unit>{_UNITS})(?!\w|[\s-]+(?:of\s+age|olds?(?!\w)|or\s+older|alt(?!\w)|ou\s+plus))",
    re.IGNORECASE,
)
_SIGNS = r"us\$|[$€£¥₹]"
_CODES = r"usd|eur|gbp|chf|dollars?|euros?"
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGNS}|(?<!\w)(?:usd|eur|gbp|chf))[\s\u00a0\u202f]?(?P<first>{_NUMBER})(?![\d.,]\d)"
    rf"|(?<![\w.,])(?P<second>{_NUMBER})[\s\u00a0\u202f]?(?:us[\s-])?(?P<after>[$€£¥₹]|(?:{_CODES})(?!\w))",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,]\d{1,3})?)[\s\u00a0\u202f]?(?:%|per ?cent|prozent|pour ?cent)", re.IGNORECASE
)


def figures(text: str) -> list[Figure]:
    """The durations, amounts and percentages of `text`, in order."""
    return sorted(_found(text), key=lambda figure: figure.start)


def _found(text: str) -> Iterator[Figure]:
    for match in _DURATION.finditer(text):
        written = match["figure"] or match["number"]
        value = float(written.replace(",", ".")) if written else float(_SMALL_NUMBERS[match["word"].lower()])
        days = value * _DAYS_OF_UNIT[match["unit"].lower()]
        yield Figure(FigureKind.DURATION, round(days, 4), "days", match.start(), match.end())
    for match in _AMOUNT.finditer(text):
        currency = _CURRENCIES[(match["before"] or match["after"]).lower()]
        value = _value(match["first"] or match["second"])
        yield Figure(FigureKind.AMOUNT, value, currency, match.start(), match.end())
    for match in _PERCENTAGE.finditer(text):
        value = float(match["number"].replace(",", "."))
        yield Figure(FigureKind.PERCENTAGE, value, "%", match.start(), match.end())


def _value(written: str) -> float:
    """A number in English, German or French writing: the last mark is a decimal one where two digits at most follow."""
    head, mark, tail = written, "", ""
    for place in range(len(written) - 1, -1, -1):
        if written[place] in ".,":
            head, mark, tail = written[:place], written[place], written[place + 1 :]
            break
    digits = re.sub(r"\D", "", head)
    if mark and len(tail) <= 2:
        return float(f"{digits}.{tail}")
    return float(digits + tail)
