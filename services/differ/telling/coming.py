"""Notices that another version of the document comes into force on a day, with that day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from services.differ.dates import find_dates
from services.differ.reading.sentences import sentence_spans
from services.differ.reading.texts import plain_of
from services.differ.telling.statements import OF_THE_DOCUMENT

_TAKES_FORCE = (
    r"(?:(?:will |shall )?(?:(?:go(?:es)?|comes?|enters?) in(?:to)? (?:effect|force)|takes? effect)"
    r"|(?:will )?becomes? effective|(?:will |is |are )?(?:be )?effective|(?:will )?appl(?:y|ies)"
    r"|gilt|gelten|tritt|treten|wirksam"
    r"|entre(?:nt|ra|ront)? en vigueur|s'applique(?:nt|ra|ront)?|prend(?:ra)? effet)"
)
_ANOTHER = (
    rf"(?:(?:our |the |an? |this )?(?:new|updated|revised|upcoming|next) (?:[\w']+ ){{0,3}}{OF_THE_DOCUMENT}"
    rf"|(?:die |unsere |eine )?(?:neuen?|aktualisierten?|geänderten?) (?:[\w-]+ ){{0,2}}{OF_THE_DOCUMENT}"
    rf"|(?:la |les |nos |notre )?(?:nouvelles?|nouveaux) {OF_THE_DOCUMENT}"
    rf"|{OF_THE_DOCUMENT}[^.]{{0,20}} (?:modifiée?s?|mise? à jour)"
    r"|(?:a |the )?new version|(?:the|these|our) (?:changes|updates)|diese änderungen|die (?:neue fassung|änderungen)"
    r"|(?:la )?nouvelle version|(?:ces|les) modifications)"
)
_CHANGING = (
    rf"(?:we(?:'re| are| will be|'ll be)? (?:updating|changing|revising|replacing|amending)"
    rf"|we(?:'ll| will) (?:update|change|revise|replace|amend))"
    rf" (?:[\w']+ ){{0,4}}{OF_THE_DOCUMENT}"
    rf"|wir (?:aktualisieren|ändern|überarbeiten) (?:[\w-]+ ){{0,4}}{OF_THE_DOCUMENT}"
    rf"|nous (?:mettons à jour|modifions|mettrons à jour|modifierons) (?:[\w']+ ){{0,3}}{OF_THE_DOCUMENT}"
)
_COMING = re.compile(
    rf"(?<!\w)(?:{_ANOTHER}\b[^.;]{{0,90}}(?<!\w){_TAKES_FORCE}(?!\w)|{_CHANGING})(?!\w)", re.IGNORECASE
)
_CURRENT = re.compile(
    r"(?<!\w)(?:until|before|prior to|bis|vor|jusqu'au|avant)\s+(?:the\s+|dem\s+|zum\s+|le\s+)?$", re.IGNORECASE
)
_UNSURE = re.compile(r"(?<!\w)(?:if|whenever|when we|unless|wenn|falls|sofern|si)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Coming:
    """From when another version applies, with the sentence that says so: `passage[start:end]`."""

    on: date
    start: int
    end: int

    @property
    def day(self) -> str:
        """The day as it is told: `1 July 2026`."""
        return f"{self.on.day} {self.on:%B %Y}"


def coming_version(text: str, seen_on: date) -> Coming | None:
    """The first day still to come on which a sentence of `text` says that another version comes into force.

    A sentence that says what happens whenever the document changes names none; a day that can be read as two is none.
    """
    plain = plain_of(text)
    for written in find_dates(plain):
        if not written.has_day or len(written.readings) != 1 or written.readings[0] < seen_on:
            continue
        spans = sentence_spans(plain)
        start = max(first for first, _ in spans if first <= written.start)
        end = min(last for _, last in spans if last >= written.end)
        said = _COMING.search(plain, start, end)
        is_limit = _CURRENT.search(plain, start, written.start) is not None
        if said and not is_limit and not _UNSURE.search(plain, start, said.end()):
            return Coming(written.readings[0], start, end)
    return None
