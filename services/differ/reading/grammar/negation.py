"""What a sentence denies or limits: negations, lifted limits, open lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from services.differ.reading.grammar.spans import sentence


class Negator(NamedTuple):
    """A word of negation, `text[start:end]`."""

    start: int
    end: int


_NEGATORS = re.compile(
    r"(?<!\w)(?:not|no|never|none|neither|nor|without|cannot|(?:do|does|did|is|are|was|were|will|would|can|could|should"
    r"|must|may|shall|won|don|doesn|isn|aren|can)n?['’]t"
    r"|dont|doesnt|didnt|isnt|arent|wasnt|werent|wont|cant|couldnt|wouldnt|shouldnt"
    r"|nicht|nie|niemals|kein|keine|keinen|keinem|keiner|keines|weder|ohne"
    r"|ne|pas|jamais|aucun|aucune|ni|sans)(?!\w)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?<!\w)(?:(?<!not )(?:limited|restricted|confined) to|only|solely|exclusively"
    r"|(?<!nicht )beschränkt auf|nur|ausschließlich|lediglich"
    r"|(?:limitée?s?|réservée?s?|restreinte?s?) (?:à|aux?)|seule?s|seulement|uniquement|exclusivement)(?!\w)",
    re.IGNORECASE,
)
_OPEN_LIST = re.compile(
    r"(?<!\w)(?:not (?:be )?limited to|without limitation|nicht (?:abschlie(?:ß|ss|s)end|beschr[äa]nkt auf)"
    r"|sans (?:s['’]y limiter|limitation))(?!\w)",
    re.IGNORECASE,
)
"""As it stands, or with its accents folded."""
_NOT_BEHIND = re.compile(
    r"[^.,;:!?()]{0,40}?(?<!\w)(?:(?:nicht|niemals)(?!\w)"
    r"(?!\s+(?:nur|allein|immer|unbedingt|zuletzt|beschränkt|abschließend))"
    r"|(?:is|are|be|been) (?:not|never) (?:\w+ly )?(?:collect|process|shar|us|stor|s[oe]l[dl]|disclos|track|record"
    r"|transfer|access|read|analy[sz]|retain|kept|combin)"
    r"|(?:ne|n['’])\s?(?:est|sont|sera|seront) (?:pas|jamais) (?:\w+ment )?(?:collect|trait|partag|utilis|conserv|vend"
    r"|divulgu|enregistr|transm|transfér|communiqu|lue?s?\b|stock))",
    re.IGNORECASE,
)
"""What denies behind what it is about: in German always, in English and French in the passive voice."""

_NON = re.compile(r"(?<!\w)(?:non|nicht)[-‐‑ ]\s*$", re.IGNORECASE)
_LONGEST_NON = 8
_NO_DEED_DENIED = re.compile(
    r"\W*(?:\w+\W+){0,2}?(?:restrict|limit|prevent|prohibit|preclud|forbid|oblig|requir|guarant|warrant"
    r"|affect|appl(?:y|ies)|mean(?!\w)|means|stop"
    r"|hinder|verhinder|beschränk|einschränk|verpflicht|gewährleist|empêch|interdi|restrei|tenue?s?\b|garanti"
    r"|berühr|gilt|gelten|affect|appliqu)",
    re.IGNORECASE,
)
_LIFTED_LIMIT = re.compile(
    r"(?:without|no|ohne|sans)\s+(?:any\s+|further\s+|other\s+|jede\s+|jegliche\s+|aucune\s+)?"
    r"(?:restrictions?|limits?|limitations?|einschränkung(?:en)?|beschränkung(?:en)?|restrictions?|limitations?)(?!\w)",
    re.IGNORECASE,
)


def negators(text: str, start: int = 0, end: int | None = None) -> list[Negator]:
    """The words of negation of `text`, or of `text[start:end]`, in order."""
    last = len(text) if end is None else end
    return [Negator(match.start(), match.end()) for match in _NEGATORS.finditer(text, start, last)]


def denies_nothing(text: str, negator: Negator) -> bool:
    """Whether a negation denies no deed, but a duty or a limit, or that a list ends.

    `We are not obliged to`, `does not restrict`, `not limited to`.
    """
    is_open_list = _OPEN_LIST.match(text, negator.start) is not None
    return is_open_list or _NO_DEED_DENIED.match(text, negator.end) is not None


def is_limited(text: str, place: int) -> bool:
    """Whether the sentence of `place` limits, before it, whom or what it is about: `access is limited to …`."""
    first, _ = sentence(text, place, place)
    return _LIMIT.search(text, first, place) is not None


def is_restrained(said: str) -> bool:
    """Whether a sentence limits or denies something: `we access it only to help you`."""
    return _LIMIT.search(said) is not None or any(not denies_nothing(said, negator) for negator in negators(said))


def end_of_lifted_limit(text: str, negator: Negator) -> int | None:
    """Where the words end that say that something has no limit, `without restriction`; None for another negation."""
    lifted = _LIFTED_LIMIT.match(text, negator.start)
    return lifted.end() if lifted else None


def without_open_lists(text: str) -> str:
    """`text`, of the same length, without the words that say that a list is open: they deny and limit nothing."""
    return _OPEN_LIST.sub(lambda found: " " * len(found.group()), text)


def is_negated(text: str, start: int, end: int) -> bool:
    """Whether the sentence of `text[start:end]` has a negation before it, or it a prefix of one: `non-refundable`; or
    one behind it that denies what is done with it: `your prompts are never used`, `Wir erfassen Ihren Standort nicht`.

    That of an open list negates nothing.
    """
    first, last = sentence(text, start, end)
    return (
        is_prefixed(text, start)
        or _NOT_BEHIND.match(text, end, last) is not None
        or any(_OPEN_LIST.match(text, match.start()) is None for match in _NEGATORS.finditer(text, first, start))
    )


def is_prefixed(text: str, place: int) -> bool:
    """Whether a word at `place` has a prefix of negation: `non-refundable`."""
    first, _ = sentence(text, place, place)
    return _NON.search(text, max(first, place - _LONGEST_NON), place) is not None
