"""A document's own dates: when it says that it was last updated, and from when it says that it applies."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.differ.dates import WrittenDate, find_dates

_UPDATED = (
    r"updated?|revised|revision|modified|amended|last change|posted|published|created|issued|dated"
    r"|aktualisier|stand\b|fassung|geändert|überarbeitet|änderung|veröffentlicht"
    r"|version (?:of|from|dated|du|vom|de)\b|(?:last|latest|current|dernière|letzte|aktuelle) version"
    r"|mise? à jour|modifi|révis|publié|actuali[sz]|revisad|aggiorna|modifica|atualiza"
    r"|bijgewerkt|gewijzigd|herzien|laatst|uppdater|opdater|oppdater|ændret|endret|ändrad|päivite|muutettu"
    r"|aktualiz|zmian|zmienion|frissít|módosít|ažurir|posodobl|uuendatud|atnaujin|atjaunin|ενημερ|τροποπο"
    r"|обновл|изменен|оновлен|güncelle|更新|修订|改定|改訂|업데이트|개정"
)
_EFFECTIVE = (
    r"effective|in effect|takes? effect|in force|comes? into force|valid (?:from|as of)|applicable|applies from"
    r"|gültig|in kraft|inkraft|wirksam|(?:gilt|gelten) (?:ab|seit)|s['’]applique"
    r"|en vigueur|applicables?|vigencia|vigor|vigente|efficac|decorr"
    r"|van kracht|ingang|geldig|gäller|gælder|gjelder|ikraftträd|ikrafttræd|voimassa|voimaan"
    r"|obowiązuj|wchodz|účinn|platn|hatály|stupa|kehtib|galioja|spēk|ισχύ|вступ|действ|чинн|yürürlü"
    r"|生效|施行|発効|시행"
)
_ENGLISH = re.compile(
    r"\b(?:updated|revised|modified|amended|posted|published|effective|last|date|as of)\b", re.IGNORECASE
)
_LABEL = re.compile(rf"(?<!\w)(?:(?P<updated>{_UPDATED})|(?P<effective>{_EFFECTIVE}))", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_DATES = re.compile(
    r"\b(?:v(?:er(?:sion|sione|sie|sión|são)?|ers)?|rev(?:ision)?|révision|édition|edition|ausgabe|fassung|release|nr|no)\b"
    r"\.?\s*:?\s*(?:n[o°]\s*)?v?\d+(?:\.\d+)*\b|\bv\d+(?:\.\d+)*\b|\b(?-i:[A-Z]{2,})[-_]v?\d[\d._-]*"
    r"|(?:\b(?:à|um|at)\s*)?\b\d{1,2}(?:[:.h]\d\d(?::\d\d)?(?:\s?(?:uhr|h|[ap]\.?m\.?|utc|gmt|cest?|mesz?))?|\s?(?:uhr|h|[ap]m)\b)"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b"
    r"|\b(?:mon|diens|donners|frei|sams|sonn)tag\b|\bmittwoch\b",
    re.IGNORECASE,
)
"""Version numbers, times of day and days of the week, which change with the date that they stand beside."""

_LABELLED_YEAR = re.compile(r"^\D*?(?:\bkw\s*\d{1,2}\s*/\s*)?\b(?:19|20)\d\d\D*$", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:until|till|before|no later|expires?|ends|deadline|jusqu|avant|au plus tard|expire|échéance|prend fin|délai"
    r"|clôture|bis|vor|endet|spätestens|läuft|frist|ablauf|fällig|hasta|antes|plazo|entro|fino|scad|tot|uiterlijk"
    r"|vervalt|até|prazo)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?<!\w)(?:before|after|until|till|by|prior to|(?:avant|après)(?: le)?|(?:vor|nach)(?: dem)?|bis(?: zum)?)\s+$",
    re.IGNORECASE,
)
"""Words that make of the date behind them a limit."""

_CITATION = re.compile(
    r"\b(?:regulation|directive|act|law|decree|statute|règlement|loi|décret|ordonnance|arrêté|\w*gesetz\w*|\w*verordnung"
    r"|richtlinie|reglamento|ley|regolamento|legge|verordening|wet)\b[^.;]{0,80}"
    r"\b(?:of|dated|du|en date du|vom|de|del|van)\s+$",
    re.IGNORECASE,
)
"""Words that make of the date behind them part of a law's name: "Regulation (EU) 2016/679 of 27 April 2016"."""

_EDITION = re.compile(r"\b(?:version|fassung|archiv|édition|edition|ausgabe)", re.IGNORECASE)
_LONGEST_LINE_CHARACTERS = 160
_MOST_OTHER_WORDS = 9
_MOST_WORDS_BESIDE_A_YEAR = 5
_LONGEST_SENTENCE_CHARACTERS = 400
_LINES_AT_THE_TOP = 16
_LINES_AT_THE_BOTTOM = 6
_LABEL_REACH_CHARACTERS = 70
_LIMIT_REACH_CHARACTERS = 40
_CITATION_REACH_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class OwnDates:
    """What a document says of itself; None where it says nothing that can be read as one day."""

    updated_on: date | None
    effective_on: date | None


def own_dates(text: str) -> OwnDates:
    """The own dates written in the first or last lines of a canonical text; the first of each kind counts.

    Where day and month can change places, an English line is read month first, any other day first.
    """
    found: dict[str, date] = {}
    for line in _outer_lines(text):
        for kind, written in labelled_dates(line):
            found.setdefault(kind, written.readings[0 if _ENGLISH.search(line) else -1])
    return OwnDates(found.get("updated"), found.get("effective"))


def _outer_lines(text: str) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line]
    outer = lines[:_LINES_AT_THE_TOP] + lines[_LINES_AT_THE_TOP:][-_LINES_AT_THE_BOTTOM:]
    return (line for line in outer if len(line) <= _LONGEST_SENTENCE_CHARACTERS)


def labelled_dates(line: str) -> Iterator[tuple[str, WrittenDate]]:
    """Each date of `line` that has a label near it, as (`updated` or `effective`, date)."""
    dates = find_dates(line)
    if not dates:
        return
    labels = [(match.start(), match.end(), str(match.lastgroup)) for match in _LABEL.finditer(line)]
    floor = 0
    for number, written in enumerate(dates):
        ceiling = dates[number + 1].start if number + 1 < len(dates) else len(line)
        before, after = _labels_near(labels, written, floor, ceiling)
        if (before or after) and not _is_limit(line, written) and not _is_of_a_law(line, written):
            yield (before[-1] if before else after[0]), written
        floor = written.end


def _labels_near(
    labels: Sequence[tuple[int, int, str]], written: WrittenDate, floor: int, ceiling: int
) -> tuple[list[str], list[str]]:
    """The kinds of the labels near a date, before and behind it, of those from `floor` to `ceiling`.

    `labels` have start, end and kind, in order; only those within reach are looked at.
    """
    first = bisect_left(labels, written.start - _LABEL_REACH_CHARACTERS, key=lambda label: label[1])
    last = bisect_right(labels, written.end + _LABEL_REACH_CHARACTERS // 2, lo=first, key=lambda label: label[0])
    near = labels[first:last]
    before = [kind for start, end, kind in near if floor <= start and end <= written.start]
    return before, [kind for start, _, kind in near if written.end <= start <= ceiling]


def _is_limit(line: str, written: WrittenDate) -> bool:
    return _LIMIT.search(line, max(0, written.start - _LIMIT_REACH_CHARACTERS), written.start) is not None


def _is_of_a_law(line: str, written: WrittenDate) -> bool:
    return _CITATION.search(line, max(0, written.start - _CITATION_REACH_CHARACTERS), written.start) is not None


def is_own_date_line(line: str) -> bool:
    """Whether `line` says nothing but when the document was changed or applies: a date, a label, few other words."""
    return (is_date_line(line) or _names_a_year(line)) and _LABEL.search(line) is not None


def is_date_line(line: str) -> bool:
    """Whether `line` is a date with few other words and no other number, whatever the language of the words.

    The day by which something is due or ends is none of the document's own.
    """
    dates = find_dates(line) if len(line) <= _LONGEST_LINE_CHARACTERS else ()
    if not dates or _names_a_deadline(line) or any(_is_limit(line, written) for written in dates):
        return False
    rest = undated(line)
    return len(_WORD.findall(rest)) <= _MOST_OTHER_WORDS and not re.search(r"\d", rest)


def undated(line: str) -> str:
    """`line` without its dates, and without the version numbers, times and days of the week beside them."""
    pieces, position = [], 0
    for written in find_dates(line):
        pieces.append(line[position : written.start])
        position = written.end
    return _BESIDE_DATES.sub(" ", " ".join((*pieces, line[position:])))


def _names_a_year(line: str) -> bool:
    """Whether `line` is a label with nothing but a year: `Stand: 2025`."""
    return (
        len(_WORD.findall(line)) <= _MOST_WORDS_BESIDE_A_YEAR
        and _LABELLED_YEAR.match(line) is not None
        and not _names_a_deadline(line)
    )


def _names_a_deadline(line: str) -> bool:
    return _DEADLINE.search(line) is not None and not _EDITION.search(line)
