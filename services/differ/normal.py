"""The normal form of a passage: what of it counts when two wordings are compared."""

import re
import unicodedata

_PLAIN_MARKS: dict[str, str] = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("•◦▪‣●○■□·∙", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ""),
    "…": "...",
}
_TYPOGRAPHIC = re.compile(f"[{''.join(_PLAIN_MARKS)}]")
_SPACE_BEFORE_MARK = re.compile(r" ([,;:.!?%)\]])")
_BLOCK_MARK = re.compile(r"^(?:#{1,6} +|(?: {2})*(?:[-*+]) +|: )")
_TABLE_MARK = re.compile(r"\s*\|\s*")
_RULE_OF_TABLE = re.compile(r"^\|?(?:\s*:?-{2,}:?\s*\|?)+$")
_UNIT = (
    r"(?!(?:days?|weeks?|months?|years?|hours?|minutes?|percent|million|billion|Tage?n?|Wochen?|Monate?n?|Jahre?n?"
    r"|Stunden?|jours?|semaines?|mois|ans?|années?|heures?|días?|meses|mes|años?|giorni|mesi|anni|dias?|anos?"
    r"|dagen|maanden|dag|jaar|dni|dnů)\b)"
)
_SIGN = r"(?:§+|sections?|articles?|artikel|abschnitt|clauses?|chapter|part|teil|ziffer|annex|appendix|schedule)"
_COUNTER = r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})"
_NUMBERING = re.compile(
    rf"^(?:{_SIGN}\s*)?(?:"
    rf"[(\[]{_COUNTER}[)\]][.:]?\s*"
    rf"|{_COUNTER}[)\]:]\s+|{_COUNTER}\s+-\s+"
    rf"|(?:\d{{1,3}}\.){{1,6}}(?:\d{{1,3}})?\.?\s+{_UNIT}(?=[^\W\d_]{{2,}}|[A-Z\"'(\[])"
    rf"|(?:[A-Za-z]|[ivxIVX]{{1,5}})\.\s+(?=\S)"
    rf")",
    re.IGNORECASE,
)
_SIGN_AND_COUNTER = re.compile(rf"^{_SIGN}\s*{_COUNTER}\s*(?:[.:)-]+\s*|$)", re.IGNORECASE)
_DECIMAL = re.compile(r"^\d+\.\d+\s+(?![A-Z][a-z]|[\"'(\[])")
_HEADING_COUNTER = re.compile(rf"^\d{{1,2}}\s+{_UNIT}(?=[^\W\d_]{{2,}})", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` with one form for each typographic variant (quotes, dashes, widths) and single spaces; case is kept."""
    if not text.isascii():
        text = _TYPOGRAPHIC.sub(lambda mark: _PLAIN_MARKS[mark.group()], text)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    return _SPACE_BEFORE_MARK.sub(r"\1", " ".join(text.split()))


def split_numbering(line: str, *, is_heading: bool = False) -> tuple[str, str]:
    """The numbering that a plain line begins with, such as `2.1` or `(a)`, or nothing; and the rest.

    A number that counts something (`1.5 million`, `30 days`) is not numbering.
    """
    match = _SIGN_AND_COUNTER.match(line)
    if match is None and not _DECIMAL.match(line):
        match = _NUMBERING.match(line)
    if match is None and is_heading:
        match = _HEADING_COUNTER.match(line)
    if match is None or match.end() == len(line):
        return "", line
    return match.group().strip(" .:()[]-"), line[match.end() :]


def normal_form(passage: str) -> str:
    """The passage of a canonical text without block marks, numbering, typographic variants and line breaks."""
    lines = (_normal_line(line) for line in passage.split("\n"))
    return " ".join(line for line in lines if line)


def numbering_of(passage: str) -> str:
    """The numbering that a passage's first line begins with, or nothing."""
    first = passage.split("\n", 1)[0]
    return split_numbering(plain(_BLOCK_MARK.sub("", first)), is_heading=first.startswith("#"))[0]


def is_table_rule(line: str) -> bool:
    """Whether a table's line only rules off its head (`| --- | --- |`)."""
    return line.startswith("|") and _RULE_OF_TABLE.match(line) is not None


def _normal_line(line: str) -> str:
    if line.startswith("|"):
        return "" if is_table_rule(line) else plain(_TABLE_MARK.sub(" | ", line)).strip("| ")
    content = plain(_BLOCK_MARK.sub("", line))
    return split_numbering(content, is_heading=line.startswith("#"))[1]
