"""Which of a clause's types a rewording touches: those whose evidence its changed words carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from services.differ.reading import grammar
from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.reading.sentences import sentence_spans
from services.differ.reading.words import WORD
from services.differ.telling.forms import Compared
from services.differ.telling.hunks import Hunk
from services.differ.telling.parties import PARTY_TYPE
from services.differ.telling.places import names, telling_words
from services.differ.telling.signal_models import Quoted, Signal

_PART_ENDS = re.compile(r"[,;:()–—]\s*")
_LONGEST_OPENING_WORDS = 3
_FEWEST_WORDS_WITHIN_A_SENTENCE = 2
_FEWEST_WORDS_OF_A_PHRASE = 3
_SHORTEST_TELLING_WORD = 5
_FEWEST_TELLING_WORDS = 2
_SHARE_OF_TELLING_WORDS = 0.7


@dataclass(frozen=True, slots=True)
class Touched:
    """The labels that changed words carry, those of the newer wording first; types that came or went with words.

    `said` are the types of which a phrase says so, and not the clause as a whole; `stayed` those that are read in the
    older wording alone, and whose words the newer one has as well: they neither came nor went.
    """

    labels: tuple[TypeLabel, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    said: frozenset[str]
    stayed: frozenset[str] = frozenset()


def touched_labels(
    change: Compared,
    before: Sequence[TypeLabel],
    after: Sequence[TypeLabel],
    found: Sequence[Signal],
    language: str,
) -> Touched:
    """What of a change from one verbatim wording to another its labels have to do with; an empty one was no clause.

    `found` are the signals of the change. A label of low confidence is left out: what is uncertain of the clause says
    nothing of its change. A type is gained or lost only with its words: where they stand in both wordings, the two
    readings differ and the clause does not.
    """
    spans = [_spans(change, place, language) for place in change.places]
    said_before, said_after = _sentences(change.before), _sentences(change.after)
    older = _Side(
        change.before, said_before, said_after, [span for span, _ in spans], [one.before for one in found if one.before]
    )
    newer = _Side(
        change.after, said_after, said_before, [span for _, span in spans], [one.after for one in found if one.after]
    )
    sure_before, sure_after = ([label for label in labels if label.confidence != "low"] for labels in (before, after))
    types_before, types_after = ({label.clause_type for label in labels} for labels in (before, after))
    carried_after = [label for label in sure_after if newer.carries(label)]
    carried_before = [label for label in sure_before if older.carries(label)]
    gained = [one for one in carried_after if one.clause_type not in types_before and not _says(change.before, one)]
    read_before = [one for one in carried_before if one.clause_type not in types_after]
    lost = [one for one in read_before if not _says(change.after, one)]
    carried = sorted([*carried_after, *carried_before], key=lambda label: label.is_restated)
    first_of_type = {label.clause_type: label for label in reversed(carried)}
    return Touched(
        labels=tuple(first_of_type[slug] for slug in _types(carried)),
        gained=_types(gained),
        lost=_types(lost),
        said=frozenset(_types(label for label in carried if label.basis == "explicit")),
        stayed=frozenset(_types(read_before)).difference(_types(lost)),
    )


def with_first(touched: Touched, label: TypeLabel) -> Touched:
    """What is touched with `label` first, whose words a change is surely about."""
    others = (one for one in touched.labels if one.clause_type != label.clause_type)
    said = touched.said | ({label.clause_type} if label.basis == "explicit" else set())
    return replace(touched, labels=(label, *others), said=said)


def _types(labels: Iterable[TypeLabel]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label.clause_type for label in labels))


def _says(text: str, label: TypeLabel) -> bool:
    """Whether a wording has the words that a label stands on, or of several long ones most."""
    if label.evidence.text in text:
        return bool(label.evidence.text)
    telling = {word for word in WORD.findall(label.evidence.text.lower()) if len(word) >= _SHORTEST_TELLING_WORD}
    kept = telling & set(WORD.findall(text.lower()))
    return len(telling) >= _FEWEST_TELLING_WORDS and len(kept) >= _SHARE_OF_TELLING_WORDS * len(telling)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a wording, with its words."""

    start: int
    end: int
    words: tuple[str, ...]


def _sentences(text: str) -> list[_Sentence]:
    """The sentences of `text`, each that a colon ends with the one that it leads in."""
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        leads = bool(spans) and text[spans[-1][1] - 1] == ":"
        spans.append((spans.pop()[0] if leads else start, end))
    return [_Sentence(start, end, tuple(WORD.findall(text, start, end))) for start, end in spans]


@dataclass(frozen=True, slots=True)
class _Span:
    """What changed of a wording at one place, and how many of the words there, on both sides, say what it is about.

    `has_name` where another name stands there, which says something in a clause on who somebody is; `is_one_sided`
    where one wording has words there and the other none.
    """

    start: int
    end: int
    telling: int
    has_name: bool
    is_one_sided: bool

    def exempts(self) -> bool:
        """Whether a name more or less stands there: in a sentence that denies, others are spared, or no longer."""
        return self.has_name and self.is_one_sided


def _spans(change: Compared, place: Hunk, language: str) -> tuple[_Span, _Span]:
    """What changed at `place` of the older wording and of the newer."""
    gone = change.before[place.before_start : place.before_end]
    come = change.after[place.after_start : place.after_end]
    telling, has_name = telling_words(gone, come, language), names(gone) != names(come)
    is_one_sided = (WORD.search(gone) is None) != (WORD.search(come) is None)
    return (
        _Span(place.before_start, place.before_end, telling, has_name, is_one_sided),
        _Span(place.after_start, place.after_end, telling, has_name, is_one_sided),
    )


class _Side:
    """One wording beside the other, with what changed of it, and the words that its signals quote."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[_Sentence],
        others: Sequence[_Sentence],
        changed: Sequence[_Span],
        signalled: Sequence[Quoted],
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._kept = {other.words for other in others}
        self._changed = changed
        self._signalled = signalled

    def carries(self, label: TypeLabel) -> bool:
        """Whether changed words carry a label's evidence: a signal or most words of its sentence, or words beside it.

        Evidence that is a whole sentence stands nowhere in it: a word more or less in it is not enough. Sentences that
        stand in the other wording word by word did not change, wherever they stand there. What a clause says twice in
        the same words has its evidence at both places.
        """
        return any(self._carries_at(start, end, label.clause_type) for start, end in self._places(label.evidence))

    def _places(self, evidence: Evidence) -> Iterator[tuple[int, int]]:
        yield evidence.start, evidence.end
        if len(WORD.findall(evidence.text)) >= _FEWEST_WORDS_OF_A_PHRASE:
            for match in re.finditer(re.escape(evidence.text), self._text, re.IGNORECASE):
                if match.start() != evidence.start:
                    yield match.span()

    def _carries_at(self, first: int, last: int, clause_type: str) -> bool:
        if self._stayed(first, last):
            return False
        is_of_names, denies = clause_type == PARTY_TYPE, grammar.is_negated(self._text, first, last)
        changed = [
            span
            for span in self._changed
            if span.telling or (is_of_names and span.has_name) or (denies and span.exempts())
        ]
        sentence = grammar.sentence(self._text, first, last)
        if any(quoted.start < sentence[1] and quoted.end > sentence[0] for quoted in self._signalled):
            return True
        within = [span for span in changed if span.start < sentence[1] and span.end > sentence[0]]
        length = sum(min(span.end, sentence[1]) - max(span.start, sentence[0]) for span in within)
        if length * 2 >= sentence[1] - sentence[0]:
            return bool(within)
        if (last - first) * 4 >= (sentence[1] - sentence[0]) * 3:
            return sum(span.telling for span in within) >= _FEWEST_WORDS_WITHIN_A_SENTENCE
        start, end = self._part(sentence, first, last)
        return any(span.start < end and span.end > start for span in within)

    def _stayed(self, first: int, last: int) -> bool:
        """Whether the other wording has every sentence of which some stands from `first` to `last`."""
        of_evidence = [one.words for one in self._sentences if one.start < last and first < one.end]
        return bool(of_evidence) and self._kept.issuperset(of_evidence)

    def _part(self, sentence: tuple[int, int], first: int, last: int) -> tuple[int, int]:
        """The part of its sentence, between commas and the like, that evidence stands in, with a short opening."""
        start, end = sentence
        for mark in _PART_ENDS.finditer(self._text, *sentence):
            opening = len(self._text[sentence[0] : mark.start()].split())
            if mark.end() <= first and opening > _LONGEST_OPENING_WORDS:
                start = mark.end()
            elif mark.start() >= last:
                end = mark.start()
                break
        return start, end
