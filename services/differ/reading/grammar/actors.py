"""Who acts in a sentence: the platform, the reader, or nobody that it names."""

from __future__ import annotations

import re
from enum import StrEnum

from services.differ.reading.grammar.spans import sentence


class Actor(StrEnum):
    """Who a clause speaks of."""

    PLATFORM = "platform"
    READER = "reader"
    UNKNOWN = "unknown"


_ACTORS = re.compile(
    r"(?<!\w)(?:(?P<platform>we|We|WE|us|our (?:service providers|affiliates|partners)|wir|Wir|WIR|uns|nous|Nous|NOUS)"
    r"|(?P<reader>you|You|YOU|the user|users|members|customers|Sie|SIE|du|Du|Nutzer|Kunden|vous|Vous|VOUS"
    r"|(?:the )?[Cc]ustomer(?!['’]|\s+(?:[A-Z]|data|content|information|accounts?|support|service))"
    r"|l['’]utilisateur|les utilisateurs))(?!\w)"
)
_OF_THE_READER = re.compile(
    r"(?<!\w)(?:[Yy]our|[Ii]hr|Ihr(?:e[mnrs]?)?|[Dd]ein(?:e[mnrs]?)?|[Vv]otre|[Vv]os"
    r"|(?:[Cc]ustomer|[Uu]ser|[Cc]lient|[Mm]ember)(?:['’]s|s['’]))"
    r"(?:\s+(?!(?:with|to|by|from|for|and|or|among|mit|an|von|für|und|oder|avec|à|aux?|par|pour|et|ou)\s)[\w-]+){0,2}\s+$"
)
_MOST_WORDS_OF_A_SUBJECT = 2
_FINITE = re.compile(r"(?<!\w)(?:have|had|has|are|were|do|did|haben|hattest|hast|avez)(?!\w)", re.IGNORECASE)
_LONGEST_POSSESSIVE_CHARACTERS = 60


def actor(text: str, place: int) -> Actor:
    """Who acts at `place`: the last subject named before it in its sentence, unknown where none is."""
    last = _last_actor(text, place)
    return Actor(str(last.lastgroup)) if last else Actor.UNKNOWN


def _last_actor(text: str, place: int) -> re.Match[str] | None:
    """The last subject that a sentence names before `place`."""
    first, _ = sentence(text, place, place)
    *_, last = [None, *_ACTORS.finditer(text, first, place)]
    return last


def is_subject(text: str, place: int) -> bool:
    """Whether the last actor named before `place` is the subject of the verb there: `you also must`.

    What readers have done is somebody else's subject: `information that you have shared will stay`.
    """
    last = _last_actor(text, place)
    between = text[last.end() : place] if last else ""
    return last is not None and len(between.split()) <= _MOST_WORDS_OF_A_SUBJECT and _FINITE.search(between) is None


def names_an_actor(text: str) -> bool:
    """Whether `text` names the platform or the reader."""
    return _ACTORS.search(text) is not None


def names_the_platform(text: str) -> bool:
    """Whether `text` names the platform by a pronoun."""
    return any(match.lastgroup == Actor.PLATFORM for match in _ACTORS.finditer(text))


def is_the_readers(text: str, place: int) -> bool:
    """Whether what is named at `place` is the reader's own: `your new service provider`."""
    first, _ = sentence(text, place, place)
    return _OF_THE_READER.search(text, max(first, place - _LONGEST_POSSESSIVE_CHARACTERS), place) is not None
