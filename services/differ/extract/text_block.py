"""Canonical blocks as they are built: lines of visible text with links as spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from services.differ.extract.document import Link
from services.differ.extract.link_notes import without_bracketed_notes
from services.differ.normal import single_spaced

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
    "\ue000-\uf8ff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\[[\w-]+\]")
"""Links of Markdown that a site failed to render; they come and go with its build."""


def visible(text: str) -> str:
    """`text` without characters that show nothing (zero-width, soft hyphens, direction marks, icon fonts), blanks
    made one space.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return single_spaced(text)


@dataclass(slots=True)
class Line:
    """A line being written. Blanks are made one space as runs are added; links keep their offsets into it."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    _ends_open: bool = False

    def is_new(self) -> bool:
        """Whether nothing has been added yet."""
        return not (self.text or self.links or self._ends_open)

    def add(self, run: str) -> None:
        """Append a run of text as the page has it."""
        if run.isspace():
            self._ends_open = True
            return
        words = visible(without_bracketed_notes(_MARKDOWN_LINK.sub(r"\1", run) if "][" in run else run))
        if not words:
            return
        text = self.text
        self.text = ""  # with one reference left CPython appends in place: a long line grows in linear time
        if text and (self._ends_open or run[0].isspace()):
            text += " "
        text += words
        self.text = text
        self._ends_open = run[-1].isspace()

    def gap(self) -> None:
        """Let a space stand before whatever comes next."""
        self._ends_open = True

    def append(self, other: Line, separator: str = " ") -> None:
        """Append another line with its links."""
        if not other.text:
            return
        if self.text:
            self.text += separator
        start = len(self.text)
        self.text += other.text
        self.links.extend(Link(link.start + start, link.end + start, link.href) for link in other.links)

    def link(self, start: int, href: str) -> None:
        """Mark what was added since `start` as a link."""
        while start < len(self.text) and self.text[start] == " ":
            start += 1
        if start < len(self.text):
            self.links.append(Link(start, len(self.text), href))


@dataclass(slots=True)
class Blocks:
    """The blocks of a document in order; a block is one line, or the lines of a list, table or definition list."""

    blocks: list[list[Line]] = field(default_factory=list)

    def add(self, lines: list[Line], prefix: str = "") -> None:
        """Add a block; `prefix` stands before its first line."""
        kept = [line for line in lines if line.text]
        if not kept:
            return
        if prefix:
            first = Line(prefix)
            first.append(kept[0], "")
            kept[0] = first
        self.blocks.append(kept)

    def joined(self) -> tuple[str, tuple[Link, ...]]:
        """The canonical text and its links."""
        pieces: list[str] = []
        links: list[Link] = []
        position = 0
        for block in self.blocks:
            for number, line in enumerate(block):
                if pieces:
                    separator = "\n" if number else "\n\n"
                    pieces.append(separator)
                    position += len(separator)
                pieces.append(line.text)
                links.extend(Link(link.start + position, link.end + position, link.href) for link in line.links)
                position += len(line.text)
        return "".join(pieces), tuple(links)
