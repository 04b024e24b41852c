"""Changes of nothing but a document's own dates, its version number or the years of its copyright line."""

import re

from services.differ import wording
from services.differ.dates import find_dates
from services.differ.own_dates import is_date_line, is_own_date_line, labelled_dates, undated

_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_VERSION_LINE = re.compile(
    r"^\W*(?:[^\W\d_]+[\W_]+)?(?:v|vers?|versi[oó]ne?|version|versie|versão|wersja|verze|verzió|rev|revision|révision|édition|edition"
    r"|ausgabe|fassung|stand|release|build|版本|バージョン)\.?\W*(?:n[o°]|nr)?\W*v?\d+(?:[./-]\d+)*\W*$",
    re.IGNORECASE,
)
_LONGEST_LABELLED_SENTENCE_CHARACTERS = 500
_MOST_WORDS_BESIDE_A_BARE_DATE = 4


def is_own_date_change(before: str, after: str, *, is_outer: bool) -> bool:
    """Whether a change from one normal form to another (either may be empty) is that of an own date alone.

    `is_outer` says that the clause stands where documents say their dates: there a date with next to no other words
    is one in any language, elsewhere only a line with a known label is.
    """
    written = [line for line in (before, after) if line]
    if any(len(line) > _LONGEST_LABELLED_SENTENCE_CHARACTERS for line in written):
        return False
    if all(is_own_date_line(line) for line in written):
        return is_outer or _same_but_for_dates(before, after)
    if not is_outer:
        return False
    if all(map(_is_bare_date, written)) and (len(written) == 1 or _same_but_for_dates(before, after)):
        return True
    return len(written) == 2 and (
        _only_labelled_dates_differ(before, after)
        or _is_copyright_year(before, after)
        or bool(_VERSION_LINE.match(before) and _VERSION_LINE.match(after))
    )


def _is_bare_date(line: str) -> bool:
    """Whether a line without a known label is a date and next to nothing else: its label in some other language."""
    return is_date_line(line) and len(wording.terms(undated(line))) <= _MOST_WORDS_BESIDE_A_BARE_DATE


def _same_but_for_dates(one: str, other: str) -> bool:
    """Whether two lines say the same but for their dates and what changes with them."""
    return wording.meaning(undated(one)).casefold() == wording.meaning(undated(other)).casefold()


def _only_labelled_dates_differ(one: str, other: str) -> bool:
    dates, again = find_dates(one), find_dates(other)
    if not dates or len(dates) != len(again) or not _same_but_for_dates(one, other):
        return False
    if all(old.means(new) for old, new in zip(dates, again, strict=True)):
        return False
    labelled = {written.start for _, written in labelled_dates(one)}
    return all(old.means(new) or old.start in labelled for old, new in zip(dates, again, strict=True))


def _is_copyright_year(one: str, other: str) -> bool:
    return bool(_COPYRIGHT.search(one)) and _YEARS.sub("", one) == _YEARS.sub("", other)
