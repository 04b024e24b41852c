"""Cues of the taxonomy found in texts: which, where, and in which sentences they do not count."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import Any, NamedTuple

import re2

from services.differ.reading.gaps import GappedPattern, Subject, gapped
from services.differ.reading.passages import Passage
from services.differ.reading.required import MOST_REQUIRED, Pieces, pattern_of, required_pieces
from services.differ.taxonomy.models import Taxonomy
from services.differ.taxonomy.patterns import compiled, folded, options

Spans = Sequence[tuple[int, int]]
_PIECES_MEMORY_BYTES = 64 << 20
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


@dataclass(frozen=True, slots=True, eq=False)
class _KnownCue:
    slug: str
    cue_id: str
    is_strong: bool
    pattern: GappedPattern
    unless: Any | None


class _Pieces:
    """Every piece that any way to match a cue requires, in one set. Sets of ways are the bits of numbers.

    `_meets[piece]` has, for each need that the piece meets, the ways of which it does, `_lacks[need]` those that have
    no such need.
    """

    def __init__(self, required: Sequence[tuple[Pieces, ...]]) -> None:
        chosen = options()
        chosen.max_mem = _PIECES_MEMORY_BYTES
        self._set = re2.Set.SearchSet(chosen)
        self._lacks = [0] * MOST_REQUIRED
        meets: dict[str, dict[int, int]] = {}
        for way, needs in enumerate(required):
            for need in range(MOST_REQUIRED):
                if need >= len(needs):
                    self._lacks[need] |= 1 << way
                    continue
                for piece in sorted(needs[need]):
                    of_piece = meets.setdefault(piece, {})
                    of_piece[need] = of_piece.get(need, 0) | 1 << way
        for piece in meets:
            self._set.Add(pattern_of(piece))
        self._set.Compile()
        self._meets = [tuple(of_piece.items()) for of_piece in meets.values()]

    def possible(self, subject: Subject) -> Iterator[int]:
        """The numbers of the ways of which the text has all that they require, in order."""
        met = list(self._lacks)
        for piece in self._set.Match(subject) or ():
            for need, ways in self._meets[piece]:
                met[need] |= ways
        left = reduce(and_, met)
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest


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
        self._pieces = _Pieces([way for _, way in ways])
        self._of_way = [known for known, _ in ways]

    def matches(self, passage: Passage, strong: Collection[str], weak: Mapping[str, WeakCues]) -> list[CueMatch]:
        """Strong cues of the types in `strong` and weak ones of those in `weak`, each where it is first found and
        counts.

        A cue may begin in the lead-in but has to end in the clause's own text, and its evidence is what it has of that.
        It does not count across a full stop, nor in a sentence where its `unless` is found. Strong cues are looked for
        first; one suffices for its type. Weak ones are looked for where as many as matter can be there.
        """
        text = folded(passage.text)
        subject = text.encode() if text.isascii() else text
        possible = dict.fromkeys(self._of_way[number] for number in self._pieces.possible(subject))
        wanted = [known for known in possible if known.slug in (strong if known.is_strong else weak)]
        untried = Counter(known.slug for known in wanted if not known.is_strong)
        found: list[CueMatch] = []
        has_strong: set[str] = set()
        weak_found: Counter[str] = Counter()
        for known in wanted:
            if known.slug in has_strong:
                continue
            if not known.is_strong:
                reachable = weak_found[known.slug] + untried[known.slug]
                untried[known.slug] -= 1
                if reachable < weak[known.slug].least or weak_found[known.slug] >= weak[known.slug].most:
                    continue
            if match := _first_that_counts(known, subject, passage):
                found.append(match)
                if known.is_strong:
                    has_strong.add(known.slug)
                else:
                    weak_found[known.slug] += 1
        return found


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
