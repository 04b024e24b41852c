"""The part of a clause change that a reader must see: the edits, with some words around each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from services.notifier.cleaning import shown
from services.notifier.content import ClauseChange, Segment

PieceKind = Literal["equal", "deleted", "inserted", "skipped"]

_CONTEXT_CHARACTERS = 140
_SMALLEST_SKIP = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch to show; of a skipped one nothing is shown but that it is there."""

    kind: PieceKind
    text: str

    @property
    def lines(self) -> list[str]:
        """The text's lines, for templates that mark line ends themselves."""
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The pieces in order; the last is skipped where the change goes on."""

    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """Characters shown."""
        return sum(len(piece.text) for piece in self.pieces)


def excerpt(change: ClauseChange, limit: int) -> Excerpt:
    """What to show of `change` in at most about `limit` characters: every edit with its context, then the cut."""
    pieces: list[Piece] = []
    left = limit
    for piece in _around_edits(_segments(change)):
        if left <= 0:
            return Excerpt((*pieces, Piece("skipped", "")))
        if len(piece.text) > left:
            return Excerpt((*pieces, Piece(piece.kind, _head(piece.text, left)), Piece("skipped", "")))
        pieces.append(piece)
        left -= len(piece.text)
    return Excerpt(tuple(pieces))


def _segments(change: ClauseChange) -> Sequence[Segment]:
    match change.kind:
        case "added":
            return (Segment("inserted", change.after_text or ""),)
        case "removed":
            return (Segment("deleted", change.before_text or ""),)
        case _:
            return change.redline or (Segment("equal", change.after_text or ""),)


def _around_edits(segments: Sequence[Segment]) -> Iterator[Piece]:
    last = len(segments) - 1
    for number, segment in enumerate(segments):
        text = shown(segment.text)
        if segment.kind == "equal":
            yield from _context(text, follows_edit=number > 0, precedes_edit=number < last)
        else:
            yield from _marked(segment.kind, text)


def _marked(kind: PieceKind, text: str) -> Iterator[Piece]:
    """An edit without the white space around it, which is no word that anyone would see struck out or put in."""
    words = text.strip()
    before, _, after = text.partition(words) if words else (text, "", "")
    for piece in (Piece("equal", before), Piece(kind, words), Piece("equal", after)):
        if piece.text:
            yield piece


def _context(text: str, follows_edit: bool, precedes_edit: bool) -> Iterable[Piece]:
    """The words of an unchanged stretch that stand next to an edit; the rest is skipped."""
    head = _head(text, _CONTEXT_CHARACTERS) if follows_edit else ""
    tail = _tail(text, _CONTEXT_CHARACTERS) if precedes_edit else ""
    if not head and not tail:
        head = _head(text, _CONTEXT_CHARACTERS * 2)
    if len(text) - len(head) - len(tail) < _SMALLEST_SKIP:
        return [Piece("equal", text)] if text else []
    pieces = (Piece("equal", head), Piece("skipped", ""), Piece("equal", tail))
    return [piece for piece in pieces if piece.text or piece.kind == "skipped"]


def _head(text: str, limit: int) -> str:
    """The first `limit` characters or fewer, ending with a whole word where there are words."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    at = max(cut.rfind(" "), cut.rfind("\n"))
    return cut[:at] if at > limit // 2 else cut


def _tail(text: str, limit: int) -> str:
    """The last `limit` characters or fewer, beginning with a whole word where there are words."""
    if len(text) <= limit:
        return text
    cut = text[-limit:]
    at = min((found for found in (cut.find(" "), cut.find("\n")) if found >= 0), default=-1)
    return cut[at + 1 :] if 0 <= at < limit // 2 else cut
