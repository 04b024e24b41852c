"""Which clause types a clause has, and why: cues of the taxonomy and the linear model, weighed together.

For a type that the model knows, the model's log-odds and those that a cue adds decide (`linear_model.Calibration`);
for one that it does not, a strong cue, or a weak cue that another or the heading bears out. A type that is the
likeliest, or nearly, needs less (`weighing`). In a language that the model has not learnt, cues alone decide where
there are any.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import exp, inf, log

import numpy as np
from numpy.typing import NDArray

from services.differ.reading.concepts import LANGUAGES
from services.differ.reading.cue_matching import CueMatch, CueMatcher, WantedCues, WeakCues, columns_of
from services.differ.reading.headings import HeadingMatcher
from services.differ.reading.labels import Basis
from services.differ.reading.languages import languages_of
from services.differ.reading.linear_model import LinearModel, Scores
from services.differ.reading.passages import Passage, passage_of
from services.differ.reading.weighing import (
    LIKELIEST_FROM,
    LIKELIEST_MARKED_FROM,
    NEARLY_AS_LIKELY,
    STRONG_CUE_ALONE,
    WEAK_CUES_ALONE,
    WEAK_CUES_THAT_SUFFICE,
)
from services.differ.reading.words import WordedTexts, worded
from services.differ.taxonomy.models import Level, Taxonomy

_HIGH, _MEDIUM = 0.8, 0.5
_ONE = WeakCues(1, 1)
_BORNE_OUT_BY_ANOTHER = WeakCues(WEAK_CUES_THAT_SUFFICE, WEAK_CUES_THAT_SUFFICE)
_BORNE_OUT_BY_A_HEADING = WeakCues(1, WEAK_CUES_THAT_SUFFICE)
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class ReadableClause:
    """A clause as the reader takes it: its text, the headings above it, outermost first, and an item's lead-in."""

    text: str
    heading_path: tuple[str, ...] = ()
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class ClassifiedType:
    """A type that a clause has: `text[start:end]` of the clause is the evidence, `because()` says what gave the type.

    `rule` is the id of the cue, or `model`; `likelihood` the probability by model and cues, a convention where cues
    alone decided (`weighing`).
    """

    clause_type: str
    confidence: Level
    basis: Basis
    start: int
    end: int
    rule: str
    because: Callable[[], str] = field(compare=False)
    likelihood: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of a clause: its language and its types, the surest first."""

    language: str
    labels: tuple[ClassifiedType, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """What the model says of clauses, each a range of `firsts` into the sentences; log-odds by clause and sentence.

    `may_be_by_itself` has the columns of types that each clause may have without a cue; by clause and column,
    `may_be_by_strong_cue` says if it may have the type with a strong cue, `may_be_by_weak_cue` if with a weak one.
    """

    words: WordedTexts
    words_of_clauses: WordedTexts
    languages: list[str]
    firsts: NDArray[np.int64]
    of_clauses: Scores
    of_sentences: Scores
    may_be_by_itself: list[list[int]]
    may_be_by_strong_cue: list[list[bool]]
    may_be_by_weak_cue: list[list[bool]]


class Reader:
    """Reads clauses by a taxonomy and a model. Not for several threads at once."""

    def __init__(self, taxonomy: Taxonomy, model: LinearModel) -> None:
        self._model = model
        self._columns = {slug: column for column, slug in enumerate(model.types) if slug in taxonomy.clause_types}
        self._cue_only = frozenset(taxonomy.clause_types) - self._columns.keys()
        self._headings = HeadingMatcher(taxonomy)
        chosen = [model.calibrations[slug] for slug in model.types]
        self._slopes = np.array([calibration.slope for calibration in chosen], np.float32)
        self._intercepts = np.array([calibration.intercept for calibration in chosen], np.float32)
        self._thresholds = np.array([_log_odds(calibration.threshold) for calibration in chosen], np.float32)
        self._by_strong_cue = np.array([calibration.strong_cue for calibration in chosen], np.float32)
        self._by_weak_cue = np.array([calibration.weak_cue for calibration in chosen], np.float32)
        self._is_known = np.array([slug in self._columns for slug in model.types], np.bool_)
        is_marked = np.array([calibration.is_marked for calibration in chosen], np.bool_)
        likeliest_from = np.where(is_marked, LIKELIEST_MARKED_FROM, LIKELIEST_FROM)
        self._least = np.minimum(self._thresholds, likeliest_from).astype(np.float32)
        self._matchers = {language: CueMatcher(taxonomy, language) for language in LANGUAGES}

    def classify(self, clauses: Sequence[ReadableClause]) -> tuple[Reading, ...]:
        """The reading of each clause, in order.

        A clause's own words decide, its headings bear out; one too short to tell its language is read in that of its
        neighbours.
        """
        if not clauses:
            return ()
        passages = [passage_of(clause.text, clause.lead_in) for clause in clauses]
        scored = self._scored(passages)
        headings = [
            self._headings.types_of(clause.heading_path, language)
            for clause, language in zip(clauses, scored.languages, strict=True)
        ]
        cues = self._cues(passages, scored, headings)
        return tuple(
            self._reading(index, passage, scored, headings[index], cues[index])
            for index, passage in enumerate(passages)
        )

    def _scored(self, passages: Sequence[Passage]) -> _Scored:
        counts = np.fromiter((len(passage.sentences) for passage in passages), np.int64, len(passages))
        belongs = np.repeat(np.arange(len(passages)), counts)
        firsts = np.cumsum(counts) - counts
        words = worded([passage.text[start:end] for passage in passages for start, end in passage.sentences])
        words_of_clauses = WordedTexts(
            words.vocabulary, words.numbers, belongs[words.rows], np.add.reduceat(words.counts, firsts)
        )
        languages = languages_of(words_of_clauses)
        sums = self._model.sums(words, languages[belongs])
        of_all = self._log_odds(self._model.scores(sums.grouped(firsts)))
        is_new = np.array([language not in self._model.languages for language in LANGUAGES])[languages][:, None]
        least = np.where(is_new, self._thresholds, self._least)
        return _Scored(
            words=words,
            words_of_clauses=words_of_clauses,
            languages=[LANGUAGES[language] for language in languages.tolist()],
            firsts=np.append(firsts, counts.sum()),
            of_clauses=of_all,
            of_sentences=self._log_odds(self._model.scores(sums)),
            may_be_by_itself=columns_of(
                self._is_known & (of_all >= least) & (words_of_clauses.counts >= _FEWEST_WORDS)[:, None]
            ),
            may_be_by_strong_cue=(self._is_known & ((of_all + self._by_strong_cue >= least) | is_new)).tolist(),
            may_be_by_weak_cue=(self._is_known & ((of_all + self._by_weak_cue >= least) | is_new)).tolist(),
        )

    def _log_odds(self, scores: Scores) -> Scores:
        return scores * self._slopes + self._intercepts

    def _cues(
        self, passages: Sequence[Passage], scored: _Scored, headings: Sequence[frozenset[str]]
    ) -> list[dict[str, list[CueMatch]]]:
        """The cues of each clause that matter, by type."""
        found: list[dict[str, list[CueMatch]]] = [{} for _ in passages]
        for language in dict.fromkeys(scored.languages):
            rows = [row for row, of_row in enumerate(scored.languages) if of_row == language]
            wanted = [partial(self._wanted, scored, row, headings[row]) for row in rows]
            words = scored.words_of_clauses.chosen(rows)
            matches_of_rows = self._matchers[language].matches([passages[row] for row in rows], words, wanted)
            for row, matches in zip(rows, matches_of_rows, strict=True):
                for match in matches:
                    found[row].setdefault(match.clause_type, []).append(match)
        return found

    def _wanted(self, scored: _Scored, index: int, headings: frozenset[str], slug: str) -> WantedCues:
        """Which cues of a type matter: where they alone decide, weak ones do in pairs, or under a heading."""
        column = self._columns.get(slug)
        by_strong = column is None or scored.may_be_by_strong_cue[index][column]
        by_weak = column is not None and scored.may_be_by_weak_cue[index][column]
        if column is not None and not (by_weak and scored.languages[index] not in self._model.languages):
            return WantedCues(by_strong, _ONE if by_weak else None)
        return WantedCues(by_strong, _BORNE_OUT_BY_A_HEADING if slug in headings else _BORNE_OUT_BY_ANOTHER)

    def _reading(
        self,
        index: int,
        passage: Passage,
        scored: _Scored,
        headings: frozenset[str],
        cues: Mapping[str, list[CueMatch]],
    ) -> Reading:
        language, odds = scored.languages[index], scored.of_clauses[index]
        by_strong, by_weak = scored.may_be_by_strong_cue[index], scored.may_be_by_weak_cue[index]
        is_learnt = language in self._model.languages
        by_cues = cues.keys() - self._columns.keys() if is_learnt else cues.keys()
        labels = [label for slug in by_cues if (label := self._by_cues(slug, cues[slug], slug in headings)) is not None]
        by_itself = (self._model.types[column] for column in scored.may_be_by_itself[index])
        borne_out = (
            slug
            for slug in (*cues, *headings)
            if (column := self._columns.get(slug)) is not None and (by_strong[column] or by_weak[column])
        )
        totals = {
            slug: self._total(slug, odds, cues.get(slug, []), slug in headings)
            for slug in dict.fromkeys((*by_itself, *borne_out))
            if slug not in by_cues
        }
        evidence = _Evidence(self._model, scored, index, passage)
        labels += [
            self._by_model(slug, totals[slug], cues.get(slug, []), evidence)
            for slug in self._given(totals, labels, is_learnt=is_learnt)
        ]
        return Reading(language, tuple(sorted(labels, key=_surest_first)))

    def _given(self, totals: Mapping[str, float], by_cues: Sequence[ClassifiedType], *, is_learnt: bool) -> list[str]:
        """The types that reach their threshold; in a language that the model has learnt also the likeliest, and the
        next that is nearly as likely, where they reach what these need.
        """
        given = [slug for slug, total in totals.items() if total >= self._thresholds[self._columns[slug]]]
        if not is_learnt or len(given) == len(totals):
            return given
        of_cues = [_log_odds(label.likelihood) for label in by_cues]
        likeliest, following, *_ = (*sorted((*totals.values(), *of_cues), reverse=True), -inf)
        least = following if likeliest - following <= NEARLY_AS_LIKELY else likeliest
        return given + [
            slug
            for slug, total in totals.items()
            if slug not in given and total >= max(least, self._least[self._columns[slug]])
        ]

    def _by_cues(self, slug: str, cues: list[CueMatch], has_heading: bool) -> ClassifiedType | None:
        strong = next((cue for cue in cues if cue.is_strong), None)
        if strong is not None:
            return _from_cue(strong, "high", "explicit", "a strong cue", _probability(STRONG_CUE_ALONE))
        weakly = _probability(WEAK_CUES_ALONE)
        if len(cues) >= WEAK_CUES_THAT_SUFFICE:
            return _from_cue(cues[0], "medium", "explicit", f"a weak cue, borne out by {cues[1].cue_id}", weakly)
        if has_heading:
            return _from_cue(cues[0], "medium", "inferred", "a weak cue, borne out by the heading", weakly)
        return None

    def _total(self, slug: str, odds: Scores, cues: Sequence[CueMatch], has_heading: bool) -> float:
        """The log-odds of a type with what cues, or a heading, add."""
        column = self._columns[slug]
        total = float(odds[column])
        if any(cue.is_strong for cue in cues):
            return total + float(self._by_strong_cue[column])
        return total + float(self._by_weak_cue[column]) if cues or has_heading else total

    def _by_model(self, slug: str, total: float, cues: Sequence[CueMatch], evidence: "_Evidence") -> ClassifiedType:
        likelihood = _probability(total)
        if not cues:
            return evidence.label(slug, self._columns[slug], likelihood)
        cue = next((cue for cue in cues if cue.is_strong), cues[0])
        kind = "a strong cue" if cue.is_strong else "a weak cue"
        return _from_cue(cue, _confidence(likelihood), "explicit", f"{kind}, borne out by the model", likelihood)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Where in a clause the model's evidence for a type stands: the sentence that speaks most for it."""

    model: LinearModel
    scored: _Scored
    index: int
    passage: Passage

    def label(self, slug: str, column: int, likelihood: float) -> ClassifiedType:
        first, last = self.scored.firsts[self.index], self.scored.firsts[self.index + 1]
        sentence = int(self.scored.of_sentences[first:last, column].argmax())
        start, end = self.passage.own_span(*self.passage.sentences[sentence])
        because = partial(self._because, int(first) + sentence, column)
        return ClassifiedType(slug, _confidence(likelihood), "inferred", start, end, "model", because, likelihood)

    def _because(self, sentence: int, column: int) -> str:
        words = self.model.heaviest_words(self.scored.words, sentence, column)
        return (
            f"the model's weights, most of them for {', '.join(map(repr, words))}" if words else "the model's weights"
        )


def _from_cue(cue: CueMatch, confidence: Level, basis: Basis, because: str, likelihood: float) -> ClassifiedType:
    return ClassifiedType(
        cue.clause_type, confidence, basis, cue.start, cue.end, cue.cue_id, lambda: because, likelihood
    )


def _confidence(likelihood: float) -> Level:
    return "high" if likelihood >= _HIGH else "medium" if likelihood >= _MEDIUM else "low"


def _surest_first(label: ClassifiedType) -> tuple[int, float, str]:
    return ["high", "medium", "low"].index(label.confidence), -label.likelihood, label.clause_type


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
