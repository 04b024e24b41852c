"""Printed lines put together: running headers, footers and page numbers out, broken words joined, paragraphs,
headings, lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from services.differ.extract.document import Removed
from services.differ.extract.text_block import Blocks, Line

_MARGIN = 0.13
_PLACES_ON_A_PAGE = 100
_FEWEST_PAGES_TO_REPEAT = 2
_SHARE_OF_PAGES = 0.5
_HEADING_HEIGHT = 1.18
_LONGEST_HEADING = 160
_GAP = 1.6
_FULL_LINE = 0.8
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|página|pagina|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von|sur|de|di|van)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•▪◦‣●○■□·\uf0b7*–—-]\s+(?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\(?[a-z]{1,2}\)|\(?[ivx]{1,5}\)|§\s*\d+|[A-Z]\.)\s+\S")
_SENTENCE_END = re.compile(r"[.!?:;。][\"'”’»)\]]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of print: `left` and `right` in points, `top` and `bottom` as shares of the page's height, `height` in
    points.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    height: float

    def is_continued_by(self, piece: PrintedLine) -> bool:
        """Whether `piece` stands on the same line, to the right."""
        overlap = min(self.bottom, piece.bottom) - max(self.top, piece.top)
        shorter = min(self.bottom - self.top, piece.bottom - piece.top)
        return overlap > shorter * 0.5 and piece.left >= self.right - 2 and piece.left - self.right < self.height * 4

    def joined(self, piece: PrintedLine) -> PrintedLine:
        """Both as one line, with a space where print leaves one."""
        gap = " " if piece.left - self.right > self.height * 0.12 else ""
        return PrintedLine(
            self.text + gap + piece.text,
            self.left,
            piece.right,
            min(self.top, piece.top),
            max(self.bottom, piece.bottom),
            min(self.height, piece.height),
        )


def blocks_of(pages: Sequence[Sequence[PrintedLine]]) -> tuple[Blocks, list[Removed]]:
    """The blocks of a printed document, and the running lines that were left out."""
    body = median(line.height for page in pages for line in page)
    running = _running(pages, body)
    removed = [Removed("running_line", text[:120]) for text, _ in sorted(running)]
    kept = [[line for line in page if not _is_running(line, running, body)] for page in pages]
    lines = [line for page in kept for line in page]
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    blocks = Blocks()
    items: list[Line] = []
    for text, is_heading in _paragraphs(kept, words, body):
        bullet = _BULLET.match(text)
        if bullet:
            items.append(Line("- " + text[bullet.end() :]))
            continue
        blocks.add(items)
        items = []
        blocks.add([Line(text)], "## " if is_heading else "")
    blocks.add(items)
    return blocks, removed


def _running(pages: Sequence[Sequence[PrintedLine]], body: float) -> set[tuple[str, int]]:
    """What stands at one place in the margins of half of the pages, digits aside."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in page if _is_in_margin(line, body)})
    least = max(_FEWEST_PAGES_TO_REPEAT, len(pages) * _SHARE_OF_PAGES)
    return {place for place, count in seen.items() if count >= least}


def _place(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.top * _PLACES_ON_A_PAGE)


def _is_in_margin(line: PrintedLine, body: float) -> bool:
    """Whether the line stands where running lines do, and is no larger than text, as headings are."""
    if _is_large(line, body):
        return False
    return line.bottom < _MARGIN or line.top > 1 - _MARGIN


def _is_running(line: PrintedLine, running: set[tuple[str, int]], body: float) -> bool:
    if not _is_in_margin(line, body):
        return False
    return _place(line) in running or _PAGE_NUMBER.fullmatch(line.text) is not None


def _paragraphs(pages: Sequence[Sequence[PrintedLine]], words: Counter[str], body: float) -> Iterator[tuple[str, bool]]:
    """Each paragraph's text, and whether it is a heading."""
    text, last, widest = "", None, 0.0
    for page in pages:
        widest = max((line.right for line in page), default=0.0)
        pitch = _pitch(page)
        for line in page:
            if last is not None and _ends(last, line, text, pitch, widest, body):
                yield text, _is_heading(last, text, body)
                text = ""
            text = _join(text, line.text, words)
            last = line
    if text and last is not None:
        yield text, _is_heading(last, text, body)


def _pitch(page: Sequence[PrintedLine]) -> float:
    """The usual distance from line to line, as a share of the page's height."""
    steps = [after.top - before.top for before, after in pairwise(page) if after.top > before.top]
    return median(steps) if steps else 1.0


def _ends(last: PrintedLine, line: PrintedLine, text: str, pitch: float, widest: float, body: float) -> bool:
    """Whether a paragraph ends between two lines: by size, gap, item, or a line short at a sentence's end."""
    if abs(last.height - line.height) > body * (_HEADING_HEIGHT - 1) and _is_large(last, body) != _is_large(line, body):
        return True
    if _BULLET.match(line.text) or (_NUMBERED.match(line.text) and not text.endswith((",", "-"))):
        return True
    is_next_page = line.top < last.top
    if is_next_page:
        return _SENTENCE_END.search(text) is not None or not line.text[:1].islower()
    if line.top - last.top > pitch * _GAP:
        return True
    return last.right < widest * _FULL_LINE and _SENTENCE_END.search(text) is not None


def _is_large(line: PrintedLine, body: float) -> bool:
    return line.height > body * _HEADING_HEIGHT


def _is_heading(last: PrintedLine, text: str, body: float) -> bool:
    return _is_large(last, body) and len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ","))


def _join(text: str, following: str, words: Counter[str]) -> str:
    """Two lines as one text. A word broken at the line's end is joined as the document writes it elsewhere, else
    without hyphen.
    """
    broken = _BROKEN_WORD.search(text)
    first = _FIRST_WORD.match(following)
    if not text or broken is None or first is None or not following[0].islower():
        return f"{text} {following}" if text else following
    whole, hyphened = (broken[1] + first[0]).lower(), f"{broken[1]}-{first[0]}".lower()
    keeps_hyphen = words[hyphened] > words[whole]
    return text + following if keeps_hyphen else text[:-1] + following
