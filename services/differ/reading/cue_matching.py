"""Cues of the taxonomy found in texts: which, where, and in which sentences they do not count."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Any

import re2

from services.differ.reading.required import pattern_of, required_pieces
from services.differ.taxonomy.models import ClauseType, Cue, Taxonomy
from services.differ.taxonomy.patterns import compiled, options

Spans = Sequence[tuple[int, int]]
_PIECES_MEMORY_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue of a clause type found at `start` to `end` of a text. `cue_id` is its full id."""

    clause_type: str
    cue_id: str
    is_strong: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _KnownCue:
    clause_type: ClauseType
    cue: Cue
    cue_id: str
    expression: Any
    unless: Any | None


@dataclass(slots=True)
class _Pieces:
    """Every piece that any cue requires, in one set; `meets[piece]` has the cues and which of their needs it meets."""

    set: Any
    meets: list[list[tuple[int, int]]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def require(self, piece: str, cue: int, need: int) -> None:
        number = self.numbers.setdefault(piece, len(self.numbers))
        if number == len(self.meets):
            self.meets.append([])
            self.set.Add(pattern_of(piece))
        self.meets[number].append((cue, 1 << need))


class CueMatcher:
    """The cues of one language, ready to be looked for."""

    def __init__(self, taxonomy: Taxonomy, language: str) -> None:
        self._cues = [
            _KnownCue(
                clause_type,
                cue,
                clause_type.cue_id(language, cue),
                compiled(cue.pattern),
                compiled(cue.unless) if cue.unless else None,
            )
            for clause_type in taxonomy.clause_types.values()
            for cue in sorted(clause_type.cues.get(language, ()), key=lambda cue: cue.weight != "strong")
        ]
        chosen = options()
        chosen.max_mem = _PIECES_MEMORY_BYTES
        self._pieces = _Pieces(re2.Set.SearchSet(chosen))
        self._needs: list[int] = []
        for number, known in enumerate(self._cues):
            required = required_pieces(known.cue.pattern)
            self._needs.append((1 << len(required)) - 1)
            for need, pieces in enumerate(required):
                for piece in sorted(pieces):
                    self._pieces.require(piece, number, need)
        self._pieces.set.Compile()
        self._always = {number: 0 for number, needs in enumerate(self._needs) if needs == 0}

    def matches(self, folded: str, sentences: Spans, wanted: Set[str]) -> list[CueMatch]:
        """The cues of the `wanted` types in `folded` (`texts.folded_of`), each where it is first found and counts.

        A cue does not count in a sentence where its `unless` is found. Of a type's strong cues the first suffices:
        none of its cues after it is looked for.
        """
        found: list[CueMatch] = []
        settled: set[str] = set()
        for number in self._candidates(folded):
            known = self._cues[number]
            slug = known.clause_type.slug
            if slug in wanted and slug not in settled and (match := _first_that_counts(known, folded, sentences)):
                found.append(match)
                if match.is_strong:
                    settled.add(slug)
        return found

    def _candidates(self, folded: str) -> list[int]:
        """The cues whose required pieces `folded` has."""
        met = dict(self._always)
        for piece in self._pieces.set.Match(folded) or ():
            for cue, need in self._pieces.meets[piece]:
                met[cue] = met.get(cue, 0) | need
        return sorted(cue for cue, needs in met.items() if needs == self._needs[cue])


def _first_that_counts(known: _KnownCue, folded: str, sentences: Spans) -> CueMatch | None:
    position = 0
    while match := known.expression.search(folded, position):
        start, end = match.span()
        if known.unless is None or not _is_excepted(known.unless, folded, start, end, sentences):
            return CueMatch(known.clause_type.slug, known.cue_id, known.cue.weight == "strong", start, end)
        position = end
    return None


def _is_excepted(unless: Any, folded: str, start: int, end: int, sentences: Spans) -> bool:
    first = max((begin for begin, _ in sentences if begin <= start), default=0)
    last = min((finish for _, finish in sentences if finish >= end), default=len(folded))
    return unless.search(folded[first:last]) is not None
