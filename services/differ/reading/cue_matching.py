"""Cues of the taxonomy found in texts: which, where, and in which sentences they do not count."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.gaps import GappedPattern, Subject, gapped
from services.differ.reading.passages import Passage
from services.differ.reading.pieces import PossibleWays
from services.differ.reading.required import required_pieces
from services.differ.reading.words import WordedTexts
from services.differ.taxonomy.models import Taxonomy
from services.differ.taxonomy.patterns import compiled, folded

Spans = Sequence[tuple[int, int]]
_STOPS = ".!?"


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue of a clause type found at `start` to `end` of a clause. `cue_id` is its full id."""

    clause_type: str
    cue_id: str
    is_strong: bool
    start: int
    end: int


class WeakCues(NamedTuple):
    """How many weak cues of a type matter: fewer than `least` tell nothing, and more than `most` nothing more."""

    least: int
    most: int


class WantedCues(NamedTuple):
    """Which cues of a type matter, strong and weak; none of the weak ones where `weak` is None."""

    strong: bool
    weak: WeakCues | None


Wanted = Callable[[str], WantedCues]
"""Says of a type which of its cues matter."""


@dataclass(frozen=True, slots=True, eq=False)
class _KnownCue:
    slug: str
    cue_id: str
    is_strong: bool
    pattern: GappedPattern
    unless: Any | None


def columns_of(flags: NDArray[np.bool_]) -> list[list[int]]:
    """For each row, the columns whose flag is set, in order; `np.argwhere` costs ten times as much."""
    found: list[list[int]] = [[] for _ in flags]
    rows, columns = np.divmod(np.flatnonzero(flags), flags.shape[1])
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        found[row].append(column)
    return found


class CueMatcher:
    """The cues of one language, ready to be looked for."""

    def __init__(self, taxonomy: Taxonomy, language: str) -> None:
        cues = [
            _KnownCue(
                clause_type.slug,
                clause_type.cue_id(language, cue),
                cue.weight == "strong",
                gapped(cue.expression),
                compiled(cue.exception) if cue.exception else None,
            )
            for clause_type in taxonomy.clause_types.values()
            for cue in sorted(clause_type.cues.get(language, ()), key=lambda cue: cue.weight != "strong")
        ]
        ways = [(known, way) for known in cues for way in required_pieces(known.pattern.expression)]
        self._ways = PossibleWays([way for _, way in ways])
        self._of_way = [known for known, _ in ways]

    def matches(
        self, passages: Sequence[Passage], words: WordedTexts, wanted: Sequence[Wanted]
    ) -> Iterator[list[CueMatch]]:
        """The cues of each passage that its `wanted` says matter, each where it is first found and counts.

        `words` are those of the passages. A cue may begin in the lead-in but has to end in the clause's own text, and
        its evidence is what it has of that. It does not count across a full stop, nor in a sentence where its `unless`
        is found. Strong cues are looked for first; one suffices for its type. Weak ones are looked for where as many as
        matter can be there.
        """
        for passage, ways, of_type in zip(passages, self._ways.possible(words), wanted, strict=True):
            cues = dict.fromkeys(map(self._of_way.__getitem__, ways))
            yield _found(cues, _subject(passage), passage, of_type)


def _subject(passage: Passage) -> Subject:
    text = folded(passage.text)
    return text.encode() if text.isascii() else text


def _found(possible: Iterable[_KnownCue], subject: Subject, passage: Passage, wanted: Wanted) -> list[CueMatch]:
    found: list[CueMatch] = []
    has_strong: set[str] = set()
    weak: dict[str, list[_KnownCue]] = {}
    for known in possible:
        if not known.is_strong:
            weak.setdefault(known.slug, []).append(known)
            continue
        is_wanted = known.slug not in has_strong and wanted(known.slug).strong
        if is_wanted and (match := _first_that_counts(known, subject, passage)):
            found.append(match)
            has_strong.add(known.slug)
    for slug, cues in weak.items():
        if slug not in has_strong and (matter := wanted(slug).weak):
            found += _as_many_as_matter(cues, matter, subject, passage)
    return found


def _as_many_as_matter(
    cues: Sequence[_KnownCue], matter: WeakCues, subject: Subject, passage: Passage
) -> Iterator[CueMatch]:
    """Those of a type's weak cues that are found, as many as matter, and none where too few are left to be tried."""
    count = 0
    for tried, known in enumerate(cues):
        if count + len(cues) - tried < matter.least or count >= matter.most:
            return
        if match := _first_that_counts(known, subject, passage):
            count += 1
            yield match


def _first_that_counts(known: _KnownCue, subject: Subject, passage: Passage) -> CueMatch | None:
    position = 0
    while span := known.pattern.search(subject, position):
        start, end = span
        if end <= passage.own or _has_a_stop(passage, start, end):
            position = start + 1
        elif known.unless is None or not _is_excepted(known.unless, subject, start, end, passage.sentences):
            own = passage.own_span(start, end)
            return CueMatch(known.slug, known.cue_id, known.is_strong, *own)
        else:
            position = end
    return None


def _has_a_stop(passage: Passage, start: int, end: int) -> bool:
    """Whether a sentence of `passage` ends between `start` and `end` by a full stop, and another begins."""
    return any(
        start < stop and begin < end and passage.text[stop - 1] in _STOPS
        for (_, stop), (begin, _) in pairwise(passage.sentences)
    )


def _is_excepted(unless: Any, subject: Subject, start: int, end: int, sentences: Spans) -> bool:
    first = max((begin for begin, _ in sentences if begin <= start), default=0)
    last = min((finish for _, finish in sentences if finish >= end), default=len(subject))
    return unless.search(subject[first:last]) is not None
