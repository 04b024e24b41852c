"""What pages are mutated with, from `invented.yaml`: policy sentences, date lines, blocks of a site, error pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "invented.yaml").read_text(encoding="utf-8"))


def sentences(language: str) -> list[str]:
    """Policy sentences in `language`, English where there are none."""
    return _in("sentences", language)


def headings(language: str) -> list[str]:
    """Headings in `language`, English where there are none."""
    return _in("headings", language)


def words(language: str) -> list[str]:
    """Words in `language` that policies seldom have, English where there are none."""
    by_language: dict[str, str] = _DATA["words"]
    return by_language.get(language, by_language["en"]).split()


def months(language: str) -> list[str]:
    """The months' names."""
    by_language: dict[str, str] = _DATA["months"]
    return by_language[language].split()


def date_forms(language: str) -> list[str]:
    """Forms of a date, to fill with `day`, `month`, `short`, `number` and `year`."""
    return _in("date_forms", language)


def date_lines(language: str) -> list[str]:
    """Lines that say a document's own date, with a place for it."""
    return _in("date_lines", language)


def pairs(name: str) -> list[tuple[str, str]]:
    """Older and newer wordings."""
    return [(older, newer) for older, newer in _DATA[name]]


def blocks(name: str) -> list[str]:
    """Markup of blocks, with the places that `surroundings` fills."""
    return list(_DATA[name])


def pages(name: str) -> list[tuple[str, str, int]]:
    """Pages as title, markup of the main part, and HTTP status."""
    return [(page["title"], page["main"], page["status"]) for page in _DATA[name]]


def _in(name: str, language: str) -> list[str]:
    by_language: dict[str, list[str]] = _DATA[name]
    return by_language.get(language, by_language["en"])
