"""Plain text as canonical blocks: paragraphs apart by blank lines, lines broken at a width joined again."""

from __future__ import annotations

import re

from services.differ.extract.text_block import Blocks, Line

_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n+")
_ITEM = re.compile(r"^[ \t]*(?:[-*•+]|\(?(?:\d{1,3}|[a-zA-Z])[.)])[ \t]+\S")


def read_plain(text: str) -> Blocks:
    """The blocks of a plain text. A line that begins as an item does starts a block."""
    blocks = Blocks()
    for paragraph in _PARAGRAPH_BREAK.split(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")):
        for lines in _units(paragraph.split("\n")):
            line = Line()
            for piece in lines:
                line.add(piece)
                line.gap()
            blocks.add([line])
    return blocks


def _units(lines: list[str]) -> list[list[str]]:
    units: list[list[str]] = []
    for line in lines:
        if not units or _ITEM.match(line):
            units.append([line])
        else:
            units[-1].append(line)
    return units
