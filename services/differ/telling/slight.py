"""Which of a clause's types a rewording leaves as they were but for a few words that point nowhere.

How grave a clause is says nothing of how grave its change is: a synonym, capitals, another term for the same thing or
one example more in a clause on arbitration is worth knowing, and no more. What cannot be judged by its words (a figure,
a negation, an exception, whom a denial spares) is not slight.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import islice

from services.differ.reading import grammar
from services.differ.reading.labels import TypeLabel
from services.differ.reading.words import WORD, stem
from services.differ.taxonomy.models import Level
from services.differ.taxonomy.signal_words import GROUPS, SignalWords
from services.differ.telling.conditions import FOR_WHOM
from services.differ.telling.figures import figures
from services.differ.telling.forms import Compared
from services.differ.telling.places import names, telling
from services.differ.telling.signal_models import Direction, Quoted, Signal, SignalKind, quoted

_MOST_WORDS = 4
_MOST_WORDS_OF_A_CLAUSE = 12
_LARGEST_SHARE_OF_A_SENTENCE = 1 / 3
_FEWEST_WORDS_OF_A_SHARE = 2
_MOST_PLACES = 40
_MOST_TIMES = 10
"""A phrase that stands in a clause more often gives its type by the first of its places."""

_BARE_NUMBER = re.compile(
    r"(?<![\w.§])(?<!section )(?<!clause )(?<!article )(?<!step )\d{1,3}(?!\w|\.\d|[.)] )", re.IGNORECASE
)
"""An age or a count ("older than 13"); the number of a section or of an item says nothing."""
_LONGEST_NUMBER = 3
_SHORTEST_STEM = 4
_LONGEST_ENDING = 4

_GROUPS = tuple(group for group in GROUPS if group != "data_categories")
"""A kind of data that is named anew, or no more, has a signal."""

_Span = tuple[int, int]


def slight_types(
    change: Compared,
    before: Sequence[TypeLabel],
    after: Sequence[TypeLabel],
    found: Sequence[Signal],
    language: str,
    words: SignalWords,
    about_data: Set[str],
    severities: Set[Level],
) -> frozenset[str]:
    """The types of one of `severities` that no signal is about, and of whose sentences only a few words were exchanged.

    `found` are the signals of the change. Whether a type came or went with its words is not asked here. In clauses of
    another matter than those of `about_data` a kind of data is a word like any other.
    """
    labels = [label for label in (*before, *after) if label.severity in severities]
    if not (change.before and change.after and labels) or len(change.places) > _MOST_PLACES:
        return frozenset()
    conditions = [one for one in found if _is_a_condition_of_anything(one)]
    telling = [one for one in found if not _is_a_condition_of_anything(one)]
    older_spans = [(place.before_start, place.before_end) for place in change.places]
    newer_spans = [(place.after_start, place.after_end) for place in change.places]
    older = _Side(change.before, older_spans, [one.before for one in conditions if one.before], language, words)
    newer = _Side(change.after, newer_spans, [one.after for one in conditions if one.after], language, words)
    if len(older.words_of_its_own(older.spans, newer)) + len(newer.words_of_its_own(newer.spans, older)) > (
        _MOST_WORDS_OF_A_CLAUSE
    ):
        return frozenset()
    types = {label.clause_type for label in labels}
    of_others = [one for one in telling if one.kind is not SignalKind.DATA_CATEGORY]
    return frozenset(
        slug
        for slug in types
        if _have_one_rule(slug, before, after)
        and _is_slight(slug, labels, older, newer, telling if slug in about_data else of_others)
    )


class _Side:
    """One wording, with the `spans` of what stands where it differs from the other, a span a place.

    The words of `conditions` that point nowhere tell of none of its types.
    """

    def __init__(
        self, text: str, spans: Sequence[_Span], conditions: Sequence[Quoted], language: str, words: SignalWords
    ) -> None:
        self.text = text
        self.spans = spans
        self._language = language
        named = (one for group in _GROUPS for one in words.occurrences(group, text, language))
        self.named = [(one.word.slug, quoted(text, one.start, one.end)) for one in named]
        self._of_conditions = self.telling((one.start, one.end) for one in conditions)
        self._beginnings = {part for word in WORD.findall(text) for part in _beginnings(stem(word.lower()))}

    def sentences(self, evidence: Collection[str]) -> list[_Span]:
        """Where the sentences are in which evidence stands."""
        found = (match for words in evidence for match in re.finditer(re.escape(words), self.text, re.IGNORECASE))
        return sorted({grammar.sentence(self.text, *match.span()) for match in islice(found, _MOST_TIMES)})

    def places_in(self, sentences: Sequence[_Span]) -> Iterator[int]:
        """The places that stand in one of the sentences."""
        for number, (start, end) in enumerate(self.spans):
            if any(start < last and first < end for first, last in sentences):
                yield number

    def words_of_its_own(self, spans: Iterable[_Span], other: _Side) -> frozenset[str]:
        """The telling words at `spans` that the other wording has nowhere, in no form."""
        own = (word for word in self.telling(spans) if other._beginnings.isdisjoint(_beginnings(word)))
        return frozenset(own) - self._of_conditions

    def telling(self, spans: Iterable[_Span]) -> frozenset[str]:
        """The telling words at `spans`."""
        return frozenset(word for start, end in spans for word in telling(self.text[start:end], self._language))

    def names_at(self, spans: Sequence[_Span], other: _Side) -> bool:
        """Whether people, places, purposes or choices are named at `spans`, and nowhere in the other."""
        elsewhere = {slug for slug, _ in other.named}
        return any(slug not in elsewhere and _stands_at(words, spans) for slug, words in self.named)

    def spares_at(self, places: Iterable[int], other: _Side) -> bool:
        """Whether a name stands in a denial at one of the places where the other wording has no words."""
        return any(
            names(self.text[slice(*self.spans[place])])
            and grammar.is_negated(self.text, *self.spans[place])
            and WORD.search(other.text, *other.spans[place]) is None
            for place in places
        )


def _is_a_condition_of_anything(signal: Signal) -> bool:
    """Whether a signal is a condition that points nowhere, but for one that says for whom something holds."""
    return (signal.kind, signal.direction) == (SignalKind.CONDITION, Direction.UNCLEAR) and signal.what != FOR_WHOM


def _have_one_rule(slug: str, before: Sequence[TypeLabel], after: Sequence[TypeLabel]) -> bool:
    """Whether the two wordings are as grave by the same rule: what softens or sharpens a type is not slight."""
    rules = {one.severity_rule for one in (*before, *after) if one.clause_type == slug and not one.is_restated}
    return len(rules) <= 1


def _is_slight(slug: str, labels: Sequence[TypeLabel], older: _Side, newer: _Side, found: Sequence[Signal]) -> bool:
    """Whether nothing but a few words of the sentences that give a type was exchanged."""
    evidence = {label.evidence.text for label in labels if label.clause_type == slug and label.evidence.text}
    of_older, of_newer = older.sentences(evidence), newer.sentences(evidence)
    places = {*older.places_in(of_older), *newer.places_in(of_newer)}
    gone, come = ([side.spans[place] for place in sorted(places)] for side in (older, newer))
    if not places or any(_stands_at(one.before, gone) or _stands_at(one.after, come) for one in found):
        return False
    if older.names_at(gone, newer) or newer.names_at(come, older):
        return False
    if older.spares_at(places, newer) or newer.spares_at(places, older) or _says(older, gone) != _says(newer, come):
        return False
    lost, gained = older.words_of_its_own(gone, newer), newer.words_of_its_own(come, older)
    return (
        len(lost) + len(gained) <= _MOST_WORDS
        and not any(_is_much(lost, older.telling([one])) for one in of_older)
        and not any(_is_much(gained, newer.telling([one])) for one in of_newer)
    )


def _stands_at(words: Quoted | None, spans: Sequence[_Span]) -> bool:
    return words is not None and any(start < words.end and words.start < end for start, end in spans)


def _says(side: _Side, spans: Sequence[_Span]) -> tuple[set[object], int]:
    """What changed words say of which one word is much: the figures, and how often they deny or except."""
    texts = [side.text[start:end] for start, end in spans]
    measured: set[object] = {(one.kind, one.unit, one.value) for text in texts for one in figures(text)}
    bare = {number for start, end in spans for number in _bare_numbers(side.text, start, end)}
    return measured | bare, sum(len(grammar.negators(text)) + grammar.exceptions(text) for text in texts)


def _bare_numbers(text: str, start: int, end: int) -> Iterator[str]:
    """The numbers without a unit of which part stands between `start` and `end`."""
    for number in _BARE_NUMBER.finditer(text, max(0, start - _LONGEST_NUMBER), end + _LONGEST_NUMBER):
        if number.start() < end and start < number.end():
            yield number.group()


def _is_much(changed: Set[str], of: Set[str]) -> bool:
    """Whether words that changed are a large share of those of a sentence."""
    return len(changed & of) >= max(_FEWEST_WORDS_OF_A_SHARE, _LARGEST_SHARE_OF_A_SENTENCE * len(of))


def _beginnings(word: str) -> set[str]:
    """What a word begins with, without its ending: forms of one word share one, `violation` and `violating`."""
    shortest = min(len(word), max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING))
    return {word[:length] for length in range(shortest, len(word) + 1)}
