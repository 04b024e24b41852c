"""Which ways to match a pattern a text may have by its words: those of which it has all the pieces, in order."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, pairwise

import numpy as np
import re2
from numpy.typing import NDArray

from services.differ.reading.required import BOUNDARY, MOST_REQUIRED, Pieces, telling
from services.differ.reading.words import Vocabulary, WordedTexts
from services.differ.taxonomy.patterns import folded, options

Numbers = NDArray[np.int64]

_TEXTS_AT_ONCE = 128
"""So many are compared with all that ways need in one table, of 2 MB."""
_WORD = re.compile(r"\w+", re.ASCII)
_MET_ANYWHERE = 0
_NOWHERE = np.iinfo(np.int32).max
_BETWEEN_WORDS = r"\W+"
_PIECES_MEMORY_BYTES = 64 << 20


class PossibleWays:
    """Ways to match patterns, each by what it needs (`required.required_pieces`).

    A need has a number, and is met by a word that has one of its pieces. A text is held against the ways whose hardest
    need it meets alone, and has the rest where they are met in order: the earliest word that meets a need stands no
    later than the latest that meets the next.
    """

    def __init__(self, ways: Sequence[Sequence[Pieces]]) -> None:
        numbers: dict[Pieces, int] = {}
        self._needs = np.full((len(ways), MOST_REQUIRED), _MET_ANYWHERE)
        hardest = np.full(len(ways), _MET_ANYWHERE)
        for way, needs in enumerate(ways):
            for place, need in enumerate(needs):
                self._needs[way, place] = numbers.setdefault(need, _MET_ANYWHERE + 1 + len(numbers))
            if needs:
                hardest[way] = numbers[max(needs, key=telling)]
        self._count = _MET_ANYWHERE + 1 + len(numbers)
        self._ways_by_hardest = _Groups(np.flatnonzero(hardest == need).tolist() for need in range(self._count))
        self._words = _NeedsOfWords(numbers)

    def possible(self, texts: WordedTexts) -> list[list[int]]:
        """For each text, the numbers of the ways of which it has all that they need, in order."""
        found: list[list[int]] = [[] for _ in texts.counts]
        words, needs = self._words.met(texts)
        rows = texts.rows[words]
        for first in range(0, len(found), _TEXTS_AT_ONCE):
            chosen = (rows >= first) & (rows < first + _TEXTS_AT_ONCE)
            size = min(_TEXTS_AT_ONCE, len(found) - first)
            of_rows, ways = self._possible(words[chosen], rows[chosen] - first, needs[chosen], size)
            for row, way in zip(of_rows.tolist(), ways.tolist(), strict=True):
                found[first + row].append(way)
        return found

    def _possible(self, words: Numbers, rows: Numbers, needs: Numbers, size: int) -> tuple[Numbers, Numbers]:
        """Rows and ways that are possible, given which of the words of `size` rows meet which needs."""
        places = words.astype(np.int32)
        keys = rows * self._count + needs
        earliest = np.full(size * self._count, _NOWHERE, np.int32)
        latest = np.full(size * self._count, -1, np.int32)
        np.minimum.at(earliest, keys, places)
        np.maximum.at(latest, keys, places)
        earliest[_MET_ANYWHERE :: self._count] = 0
        latest[_MET_ANYWHERE :: self._count] = _NOWHERE - 1
        keys = np.append(keys[latest[keys] == places], np.arange(size) * self._count + _MET_ANYWHERE)
        indices, ways = self._ways_by_hardest.of(keys % self._count)
        offsets = (keys - keys % self._count)[indices]
        for place, following in pairwise(range(MOST_REQUIRED)):
            first, second = offsets + self._needs[ways, place], offsets + self._needs[ways, following]
            is_possible = earliest[first] <= latest[second]
            offsets, ways = offsets[is_possible], ways[is_possible]
        both = np.sort(offsets // self._count * len(self._needs) + ways)
        return np.divmod(both, len(self._needs))


class _NeedsOfWords:
    """Which needs each word of a vocabulary meets, and two neighbouring words; each word is looked at once."""

    def __init__(self, numbers: dict[Pieces, int]) -> None:
        met_by: dict[str, list[int]] = {}
        for need, number in numbers.items():
            for piece in sorted(need):
                met_by.setdefault(piece, []).append(number)
        chosen = options()
        chosen.max_mem = _PIECES_MEMORY_BYTES
        self._pieces = re2.Set.SearchSet(chosen)
        for piece in met_by:
            self._pieces.Add(_pattern_of(piece))
        self._pieces.Compile()
        self._met_by = list(met_by.values())
        pairs = [piece.strip(BOUNDARY).split() for piece in met_by if " " in piece]
        self._neighbours = {word: number for number, word in enumerate(sorted(set(chain.from_iterable(pairs))), 1)}
        self._of_pairs = _Groups([(), *(needs for piece, needs in met_by.items() if " " in piece)])
        self._pairs = np.zeros((len(self._neighbours) + 1,) * 2, np.int64)
        for number, (first, second) in enumerate(pairs, 1):
            self._pairs[self._neighbours[first], self._neighbours[second]] = number
        self._begin_with(Vocabulary())

    def met(self, texts: WordedTexts) -> tuple[Numbers, Numbers]:
        """Words of `texts`, as indices of its `numbers`, and needs that each meets, it alone or with the next."""
        known = self._known(texts)
        words, needs = self._of_words.of(known)
        pairs = self._pairs[self._lasts[known[:-1]], self._firsts[known[1:]]]
        found = np.flatnonzero((pairs > 0) & (texts.rows[:-1] == texts.rows[1:]))
        of_found, needs_of_pairs = self._of_pairs.of(pairs[found])
        return np.append(words, found[of_found]), np.append(needs, needs_of_pairs)

    def _begin_with(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._numbers = np.zeros(0, np.int64)
        self._of_words = _Groups([])
        self._firsts = np.zeros(0, np.int64)
        self._lasts = np.zeros(0, np.int64)

    def _known(self, texts: WordedTexts) -> Numbers:
        """The words of `texts` by their numbers here; those that are new are learnt."""
        if texts.vocabulary is not self._vocabulary:
            self._begin_with(texts.vocabulary)
        self._numbers = np.append(self._numbers, np.full(len(texts.vocabulary) - len(self._numbers), -1))
        known = self._numbers[texts.numbers]
        if len(unknown := np.unique(texts.numbers[known < 0])):
            self._numbers[unknown] = np.arange(len(unknown)) + len(self._firsts)
            words = [folded(texts.vocabulary.words[number]).lower() for number in unknown.tolist()]
            self._of_words.add([self._find(word.encode()) for word in words])
            parts = [_WORD.findall(word) or [""] for word in words]
            ends = [(self._neighbours.get(of_word[0], 0), self._neighbours.get(of_word[-1], 0)) for of_word in parts]
            self._firsts = np.append(self._firsts, [first for first, _ in ends])
            self._lasts = np.append(self._lasts, [last for _, last in ends])
            known = self._numbers[texts.numbers]
        return known

    def _find(self, word: bytes) -> set[int]:
        return {need for piece in self._pieces.Match(word) or () for need in self._met_by[piece]}


class _Groups:
    """Numbers in groups, which have numbers themselves, as they come."""

    def __init__(self, groups: Iterable[Collection[int]]) -> None:
        self._counts = np.zeros(0, np.int64)
        self._members = np.zeros(0, np.int64)
        self.add(list(groups))

    def add(self, groups: Sequence[Collection[int]]) -> None:
        counts = np.fromiter(map(len, groups), np.int64, len(groups))
        self._counts = np.append(self._counts, counts)
        self._members = np.append(self._members, np.fromiter(chain.from_iterable(groups), np.int64, counts.sum()))
        self._starts = np.cumsum(self._counts) - self._counts

    def of(self, groups: Numbers) -> tuple[Numbers, Numbers]:
        """For each member of `groups`, one after another: the index of its group in `groups`, and the member."""
        counts = self._counts[groups]
        indices = np.repeat(np.arange(len(groups)), counts)
        offsets = self._starts[groups] - (np.cumsum(counts) - counts)
        return indices, self._members[np.arange(len(indices)) + offsets[indices]]


def _pattern_of(piece: str) -> str:
    before = r"\b" if piece.startswith(BOUNDARY) else ""
    after = r"\b" if piece.endswith(BOUNDARY) else ""
    return f"{before}{piece.strip(BOUNDARY).replace(' ', _BETWEEN_WORDS)}{after}"
