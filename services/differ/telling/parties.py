"""Which company a clause names, and which took its place: whom readers contract with, or who runs the service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.differ.reading import grammar
from services.differ.telling.hunks import Hunk
from services.differ.telling.signal_models import Direction, Quoted, Signal, SignalKind

PARTY_TYPE = "contracting_party"
"""The clause type of clauses that say which company stands behind a service."""

_WORD = r"[A-ZÀ-Þ][\w’'&.-]*"
_FORM = (
    r"(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|PLC|plc|LLP|LP|DAC|UC|Pty|GmbH|mbH|AG|SE|KGaA|KG|OHG"
    r"|UG|e\.\s?V|eG|SASU|S\.?A\.?S|S\.?A\.?R\.?L|S\.?à\.?\s?r\.?l|Sàrl|EURL|S\.A|SA|B\.?V|N\.?V|ApS|A/S|AB|Oy|AS|S\.r\.l"
    r"|Srl|S\.p\.A|SpA|S\.L|OÜ|K\.K|Co)"
)
_COMPANY = re.compile(
    rf"(?<![\w.]){_WORD}(?:,?\s(?:(?:&|and|und|et|of|for|de|der|für)\s)?(?:{_WORD}|\([A-ZÀ-Þ]\w+\))){{0,6}}?"
    rf",?\s{_FORM}(?!\w)(?:\.?,?\s(?:&\s)?{_FORM}(?!\w))*"
)
_OF_A_CONTRACT = re.compile(
    r"(?<!\w)(?:contracting|enter(?:ing)? into|concluding|(?:contract|agreement|terms)\b[^.]{0,80}\b(?:between|with)"
    r"|vertragspartner\w*|vertr[aä]g\w*\b[^.]{0,80}\b(?:zwischen|mit)"
    r"|cocontractant\w*|contractantes?|(?:contrat|conditions|conclu\w*)\b[^.]{0,80}\b(?:entre|avec))(?!\w)",
    re.IGNORECASE,
)
_REACH_CHARACTERS = 200
_POSTCODE = re.compile(r"(?<![\w/.-])(?:(?!(?:19|20)\d\d\b)\d{4,6}|[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2})(?![\w/-])")
_NAME_ENDS = re.compile(r"[\d,;:|()\n℅@]|\bc/o\b|https?:|www\.| [-–—] ")
_LONGEST_ADDRESS_WORDS = 40
_LONGEST_NAME_WORDS = 8


def party_signals(before: str, after: str, changed: Sequence[Hunk], *, is_about_it: bool = False) -> tuple[Signal, ...]:
    """A company that another takes the place of, each quoted; `is_about_it` for a clause of `PARTY_TYPE`.

    `changed` are the places of their redline. Whom a new company favours, its name does not say.
    """
    return tuple(
        Signal(
            SignalKind.PARTY, "company", old, new, Direction.UNCLEAR, _because(after, old, new, is_about_it=is_about_it)
        )
        for old, new in _replaced(before, after, changed)
    )


def companies(text: str) -> list[Quoted]:
    """The names of companies in `text` that have their legal form with them, in order."""
    return [Quoted(match.start(), match.end(), match.group()) for match in _COMPANY.finditer(text)]


def addressee(text: str) -> str:
    """Whose address `text` is, where it is nothing but the lines of one and begins with a name; else empty."""
    written = text.strip().lstrip("*-•# ")
    words = len(written.split())
    if (
        words > _LONGEST_ADDRESS_WORDS
        or not _POSTCODE.search(written)
        or grammar.modals(written)
        or grammar.names_an_actor(written)
    ):
        return ""
    if (company := _COMPANY.match(written)) is not None:
        return company.group()
    end = _NAME_ENDS.search(written)
    name = (written[: end.start()] if end else written).strip(" *")
    parts = name.split()
    capitals = sum(part[0].isupper() for part in parts)
    is_name = name[:1].isupper() and 1 < len(parts) <= _LONGEST_NAME_WORDS and capitals * 2 >= len(parts)
    return name if is_name and not (end and end.group() == ":") else ""


def succession(before: str, after: str) -> str:
    """Whose address took the place of whose, in words, where both are addresses of others; else empty."""
    older, newer = addressee(before), addressee(after)
    return f"now “{newer}” instead of “{older}”" if older and newer and older != newer else ""


def _replaced(before: str, after: str, changed: Sequence[Hunk]) -> Iterator[tuple[Quoted, Quoted]]:
    older, newer = companies(before), companies(after)
    stayed = {one.text for one in older} & {one.text for one in newer}
    told = set[tuple[str, str]]()
    for hunk in changed:
        gone = [one for one in older if hunk.before_start <= one.end and one.start <= hunk.before_end]
        come = [one for one in newer if hunk.after_start <= one.end and one.start <= hunk.after_end]
        for old, new in zip(
            (one for one in gone if one.text not in stayed),
            (one for one in come if one.text not in stayed),
            strict=False,
        ):
            if (old.text, new.text) not in told:
                told.add((old.text, new.text))
                yield old, new


def _because(after: str, old: Quoted, new: Quoted, *, is_about_it: bool) -> str:
    if is_about_it and _OF_A_CONTRACT.search(after, max(0, new.start - _REACH_CHARACTERS), new.start) is not None:
        return f"the contract is now with “{new.text}” instead of “{old.text}”"
    return f"the company named is now “{new.text}” instead of “{old.text}”"
