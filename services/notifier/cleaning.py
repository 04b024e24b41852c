"""Captured text made safe to show: it is written by others, and may try to look like something else."""

import unicodedata

# Scripts need these: joiners, directional marks of one character, soft hyphens, and the tag-free emoji joiner.
_HARMLESS_FORMATS = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060")
_KEPT_CONTROLS = frozenset("\n\t")


def shown(text: str) -> str:
    """`text` for a mail's body, with every character that could reorder or hide others made visible.

    Unicode's bidirectional overrides and isolates become ⟦U+202E⟧ and the like (UTR #36 §3.1), controls become
    U+FFFD, line and paragraph separators become newlines.
    """
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable() or character in _KEPT_CONTROLS or character in _HARMLESS_FORMATS:
        return character
    match unicodedata.category(character):
        case "Zl" | "Zp":
            return "\n"
        case "Zs":
            return character
        case "Cf":
            return "" if character == "\ufeff" else f"⟦U+{ord(character):04X}⟧"
        case _:
            return "\n" if character == "\r" else "\ufffd"


def header_text(text: str, limit: int = 150) -> str:
    """`text` for a header: one line, no control or format character, at most `limit` characters."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return shortened(" ".join(printable.split()), limit)


def shortened(text: str, limit: int) -> str:
    """`text`, cut at a word where it is longer than `limit` characters, with an ellipsis then."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word, space, _ = cut.rpartition(" ")
    return f"{at_word if space and len(at_word) > limit // 2 else cut}…"
