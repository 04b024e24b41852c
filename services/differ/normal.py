"""The normal form of a passage: what of it counts when two wordings are compared."""

import re
import unicodedata

from services.differ.numbering import split_numbering

_PLAIN_MARKS: dict[str, str] = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("•◦▪‣●○■□·∙", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ""),
    "…": "...",
    "°": "o",
    "œ": "oe",
    "Œ": "Oe",
}
_TYPOGRAPHIC = re.compile(f"[{''.join(_PLAIN_MARKS)}]")
_SPACE_BEFORE_MARK = re.compile(r" ([,;:.!?%)\]])")
_BLOCK_MARK = re.compile(r"(?:#{1,6} +|(?: {2})*(?:[-*+]) +|: )")
_TABLE_MARK = re.compile(r"\s*\|\s*")
_RULE_OF_TABLE = re.compile(r"^\|?(?:\s*:?-{2,}:?\s*\|?)+$")


def plain(text: str) -> str:
    """`text` with one form for each typographic variant (quotes, dashes, widths) and single spaces; case is kept."""
    if not text.isascii():
        text = _TYPOGRAPHIC.sub(lambda mark: _PLAIN_MARKS[mark.group()], text)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    return _SPACE_BEFORE_MARK.sub(r"\1", single_spaced(text))


def single_spaced(text: str) -> str:
    """`text` with one space for each run of white space, and none at its ends."""
    # Printable text has no white space but spaces, so that most text need not be taken apart.
    return text.strip(" ") if text.isprintable() and "  " not in text else " ".join(text.split())


def normal_form(passage: str) -> str:
    """The passage of a canonical text without block marks, numbering, typographic variants and line breaks."""
    lines = (_normal_line(line) for line in passage.split("\n"))
    return " ".join(line for line in lines if line)


def numbering_of(passage: str) -> str:
    """The numbering that a passage's first line begins with, or nothing."""
    return _split_line(passage.split("\n", 1)[0])[0]


def is_table_rule(line: str) -> bool:
    """Whether a table's line only rules off its head (`| --- | --- |`)."""
    return line.startswith("|") and _RULE_OF_TABLE.match(line) is not None


def _normal_line(line: str) -> str:
    if line.startswith("|"):
        return "" if is_table_rule(line) else plain(_TABLE_MARK.sub(" | ", line)).strip("| ")
    return _split_line(line)[1]


def _split_line(line: str) -> tuple[str, str]:
    """The numbering of a line that is no table's, or nothing, and the rest of it in plain form."""
    mark = _BLOCK_MARK.match(line)
    content = plain(line[mark.end() :] if mark else line)
    is_heading = line.startswith("#")
    return split_numbering(content, is_heading=is_heading, is_item=mark is not None and not is_heading)
