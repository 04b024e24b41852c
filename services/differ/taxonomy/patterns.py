r"""The pattern language of the taxonomy: RE2, on text with each accented letter as its plain letter.

RE2's `\b` and `\w` know ASCII letters alone: `\bübermittel` finds nothing in "wir übermitteln". So a text is folded
before it is matched, a letter for a letter, and so is each pattern when it is read: who writes one writes German
and French as they are spelled, `\b` and `\w` do what one expects, and an offset in the folded text is the same
offset in the text.
"""

import re
import unicodedata
from functools import cache
from typing import Any

import re2

MAX_PATTERN_LENGTH = 900
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WITHOUT_DECOMPOSITION = {
    "ß": "s",
    "ſ": "s",
    "ẞ": "S",
    "æ": "a",
    "Æ": "A",
    "œ": "o",
    "Œ": "O",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
}


class PatternError(ValueError):
    """A pattern that cannot be used; says why and what to write instead."""


def folded(text: str) -> str:
    """`text` with each accented letter as its plain letter, of the same length: `Änderung` is `Anderung`."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda letter: _plain_letter(letter.group()), text)


def options() -> re2.Options:
    """How every pattern of the taxonomy is matched: whatever the case, and silent about errors."""
    chosen = re2.Options()
    chosen.case_sensitive = False
    chosen.log_errors = False
    return chosen


def refuse_too_long(pattern: str) -> None:
    """Raises PatternError for a pattern of which RE2 would make too much."""
    if len(pattern) > MAX_PATTERN_LENGTH:
        raise PatternError(f"the pattern is longer than {MAX_PATTERN_LENGTH} characters; split it in several")


def compiled(pattern: str) -> Any:
    """`pattern`, folded, as RE2 compiles it.

    Raises PatternError for one that RE2 does not take, that is too long, or that finds something in an empty text.
    """
    refuse_too_long(pattern)
    try:
        expression = re2.compile(folded(pattern), options=options())
    except re2.error as error:
        raise PatternError(
            f"RE2 does not take the pattern {pattern!r}: {_reason(error)}; "
            "RE2 has no lookaround and no backreferences, exceptions go in `unless`"
        ) from None
    if any(_finds_nothing_somewhere(expression, probe) for probe in ("", "a b")):
        raise PatternError(f"the pattern {pattern!r} finds something in any text; let it need at least one word")
    return expression


def _finds_nothing_somewhere(expression: Any, probe: str) -> bool:
    found = expression.search(probe)
    return found is not None and found.start() == found.end()


@cache
def _plain_letter(character: str) -> str:
    if character.isascii():
        return character
    plain = _WITHOUT_DECOMPOSITION.get(character) or unicodedata.normalize("NFD", character)[0]
    return plain if plain.isascii() else character


def _reason(error: Exception) -> str:
    detail = error.args[0] if error.args else "unknown reason"
    return detail.decode(errors="replace") if isinstance(detail, bytes) else str(detail)
