"""A text as the reader sees it: each typographic variant in its plain form, at the same offsets."""

import re

from services.differ.taxonomy.patterns import folded

_PLAIN = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "\u00a0": " ",
    "\u202f": " ",
}
_VARIANT = re.compile(f"[{''.join(_PLAIN)}]")


def plain_of(text: str) -> str:
    """`text` with one form for each quotation mark and dash, and of the same length."""
    return text if text.isascii() else _VARIANT.sub(lambda variant: _PLAIN[variant.group()], text)


def folded_of(text: str) -> str:
    """`text` as cues are matched on it (`services.differ.taxonomy.patterns`), of the same length."""
    return folded(plain_of(text))
