"""Captured text made harmless for a terminal."""

import re
import unicodedata

# Colours and movements of the cursor (control sequences, ECMA-48, 5.4) go whole, so that no `[31m` is left of them.
# Of any other sequence the control characters alone go: what stands in it is then shown, and does nothing.
_CONTROL_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_TURNS_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str) -> str:
    """`text` on one line, without escape sequences, control characters and characters that turn its direction."""
    line = " ".join(_CONTROL_SEQUENCE.sub("", text).splitlines()).replace("\t", " ")
    return "".join(map(_harmless_character, line))


def _harmless_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"  # half of a character, which no terminal can be sent
    return "" if category == "Cc" or character in _TURNS_DIRECTION else character
