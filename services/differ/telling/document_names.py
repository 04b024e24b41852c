"""The names of documents, programmes and forms, as English writes them: in capitals, with a closed list of nouns last;
and titles of sections in quotation marks.

What such a name is made of says nothing of what a passage is about: `the Harbour Law Enforcement Request Form` tells of
no authority that receives anything. German and French names are words like others.
"""

from __future__ import annotations

import re

from services.differ.reading import grammar

_WORD = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:and|of|for|the|&|or|in|to|on)(?= ))?"
_NAME = re.compile(
    rf"\b(?:{_WORD} ){{1,8}}(?:Terms(?: of (?:Use|Service))?|Policy|Policies|Agreement|Guidelines|Statement|Notice"
    r"|Addendum|Rules|Standards|Conditions|Forms?|Program(?:me)?s?)\b"
)


_QUOTED_TITLE = re.compile(
    r"(?:(?P<before>(?<!\w)(?:section|page|article|part|abschnitt|seite|rubrik|kapitel|rubrique)"
    r"(?: (?:entitled|titled|called|named|namens|intitulée?))? ))?"
    r"[\"“„«](?P<title>[^\"“”„«»\n.;]{2,120})[\"”“»]"
    r"(?P<behind> (?:section|page|article|part|abschnitt|seite|rubrik|kapitel|rubrique)(?!\w))?",
    re.IGNORECASE,
)


def stands_in_a_quoted_title(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands within a section's title that a text refers to: `the “What we use” section`."""
    first, last = grammar.sentence(text, start, end)
    return any(
        (match["before"] or match["behind"]) and match.start("title") <= start and end <= match.end("title")
        for match in _QUOTED_TITLE.finditer(text, first, last)
    )


def without_names(text: str) -> str:
    """A text with a space in the place of each name."""
    return _NAME.sub(" ", text)


def stands_in_a_name(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a part of a name, and not all of it."""
    first, last = grammar.sentence(text, start, end)
    return any(match.start() <= start and end < match.end() for match in _NAME.finditer(text, first, last))
