"""Whether a change says something new, clause change by clause change, and why or why not.

Cosmetic: order, line breaks, links, marks and typography, British and American spelling, numbering and references
that follow it, letter case of whole passages, forms of dates, repetition, and the document's own dates. All else is
substance: any other word, and every date, duration, amount or share inside a clause. A word that alone gains or loses
its capital is substance too: it may have become a defined term.
"""

import operator
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from services.differ import wording
from services.differ.align import Alignment, ChangeKind, ClauseChange, passages
from services.differ.clauses import Clause, ClauseKind
from services.differ.normal import numbering_of
from services.differ.own_date_changes import is_own_date_change
from services.differ.references import follow_numbering

_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_LEAST_WORDS_OF_A_REPETITION = 12
_LEAST_CHARACTERS_OF_A_MOVED_SENTENCE = 40
_LEAST_SHOUTED_WORDS = 3


class Why(StrEnum):
    """What decides about one clause change."""

    WORDS = "words"
    FIGURES = "figures"
    ADDED = "added"
    REMOVED = "removed"
    DEFINED_TERM = "defined_term"
    LEAD_IN = "lead_in"
    ORDER = "order"
    WRAPPING = "wrapping"
    TYPOGRAPHY = "typography"
    LETTER_CASE = "letter_case"
    NUMBERING = "numbering"
    DATE_FORMAT = "date_format"
    OWN_DATE = "own_date"
    CONTENTS = "contents"
    REPETITION = "repetition"


_PERHAPS_REWRAPPED = frozenset({Why.WORDS, Why.FIGURES, Why.ADDED, Why.REMOVED, Why.REPETITION})
_SUBSTANTIVE = _PERHAPS_REWRAPPED - {Why.REPETITION} | {Why.DEFINED_TERM, Why.LEAD_IN}


@dataclass(frozen=True, slots=True)
class Reason:
    """The verdict on one clause change."""

    change: ClauseChange
    why: Why

    @property
    def is_substantive(self) -> bool:
        return self.why in _SUBSTANTIVE


@dataclass(frozen=True, slots=True)
class Substance:
    """The verdict on a change: a reason for each clause change, in their order."""

    is_substantive: bool
    reasons: tuple[Reason, ...]


def judge(
    before_text: str,
    after_text: str,
    before: Sequence[Clause],
    after: Sequence[Clause],
    alignment: Alignment,
) -> Substance:
    """Whether the change from one version to the next is substance, with a reason for each clause change."""
    judgement = _Judgement(before_text, after_text, before, after, alignment)
    reasons = tuple(judgement.reasons())
    return Substance(any(reason.is_substantive for reason in reasons), reasons)


class _Judgement:
    def __init__(
        self,
        before_text: str,
        after_text: str,
        before: Sequence[Clause],
        after: Sequence[Clause],
        alignment: Alignment,
    ) -> None:
        self._texts = before_text, after_text
        self._clauses = before, after
        self._alignment = alignment

    def reasons(self) -> Iterator[Reason]:
        changes = self._alignment.changes
        verdicts = [self._why(change) for change in changes]
        rewrapped = self._only_rewrapped([change for change in changes if change.kind is not ChangeKind.MOVED])
        for change, why in zip(changes, verdicts, strict=True):
            is_rewrapped = why in _PERHAPS_REWRAPPED and change in rewrapped
            yield Reason(change, Why.WRAPPING if is_rewrapped else why)

    def _passages(self, change: ClauseChange) -> tuple[str, str]:
        return passages(*self._texts, *self._clauses, self._alignment, change)

    def _why(self, change: ClauseChange) -> Why:
        if change.kind is ChangeKind.MOVED:
            return self._why_moved(change)
        before, after = self._normals(change)
        if is_own_date_change(before, after, is_outer=self._is_outer(change)):
            return Why.OWN_DATE
        if change.kind is ChangeKind.MODIFIED:
            return self._why_modified(change, before, after)
        return self._why_alone(change, before or after)

    def _normals(self, change: ClauseChange) -> tuple[str, str]:
        """The normal forms of both sides of a change."""
        groups = self._alignment.before_group(change), self._alignment.after_group(change)
        before, after = (
            " ".join(clauses[ordinal].normal for ordinal in group)
            for clauses, group in zip(self._clauses, groups, strict=True)
        )
        return before, after

    def _why_moved(self, change: ClauseChange) -> Why:
        """A short item means nothing without its lead-in: under another one it says something else."""
        one, other = self._lead_ins(change)
        return Why.ORDER if wording.meaning(one) == wording.meaning(other) else Why.LEAD_IN

    def _lead_ins(self, change: ClauseChange) -> tuple[str, str]:
        before = self._clauses[0][change.before].lead_in if change.before is not None else None
        after = self._clauses[1][change.after].lead_in if change.after is not None else None
        return before or "", after or ""

    def _why_modified(self, change: ClauseChange, before: str, after: str) -> Why:
        one, other = wording.meaning(before), wording.meaning(after)
        if one == other or _unhyphenated(before) == _unhyphenated(after):
            return Why.TYPOGRAPHY
        if wording.same_but_for_case(before, after):
            is_style = self._is_heading(change) or _is_case_of_the_whole(before, after)
            return Why.LETTER_CASE if is_style else Why.DEFINED_TERM
        if _unhyphenated(before).casefold() == _unhyphenated(after).casefold():
            return Why.TYPOGRAPHY
        if len(one) == len(other) and operator.eq(*map(wording.lines, self._passages(change))):
            return Why.ORDER
        if wording.same_but_for_date_forms(before, after):
            return Why.DATE_FORMAT
        if follow_numbering(before, after, self._renumbered):
            return Why.NUMBERING
        letters = [" ".join(term for term in wording.terms(text) if term.isalpha()) for text in (before, after)]
        return Why.FIGURES if letters[0].casefold() == letters[1].casefold() else Why.WORDS

    def _why_alone(self, change: ClauseChange, passage: str) -> Why:
        meaning = wording.meaning(passage).casefold()
        if not meaning:
            return Why.TYPOGRAPHY
        side = 0 if change.after is None else 1
        if not self._is_heading(change) and self._names_headings(change, side):
            return Why.CONTENTS
        is_long = len(wording.terms(passage)) >= _LEAST_WORDS_OF_A_REPETITION
        if is_long and all(meaning in known for known in self._meanings):
            return Why.REPETITION
        return Why.REMOVED if change.after is None else Why.ADDED

    def _is_heading(self, change: ClauseChange) -> bool:
        return any(
            ordinal is not None and clauses[ordinal].kind is ClauseKind.HEADING
            for clauses, ordinal in zip(self._clauses, (change.before, change.after), strict=True)
        )

    def _names_headings(self, change: ClauseChange, side: int) -> bool:
        """Whether each line of a clause is a heading of its own version: a table of contents."""
        return wording.lines(self._passages(change)[side]).keys() <= self._headings[side]

    def _only_rewrapped(self, changes: Sequence[ClauseChange]) -> set[ClauseChange]:
        """The changes that only moved whole sentences from one clause to another."""
        counted = [tuple(map(wording.sentences, self._passages(change))) for change in changes]
        older, newer = Counter[str](), Counter[str]()
        for one, other in counted:
            older.update(one)
            newer.update(other)
        gone, new = older - newer, newer - older
        return {
            change
            for change, (one, other) in zip(changes, counted, strict=True)
            if not any(sentence in gone for sentence in one)
            and not any(sentence in new for sentence in other)
            and all(len(s) >= _LEAST_CHARACTERS_OF_A_MOVED_SENTENCE for s in (*(one - other), *(other - one)))
        }

    def _is_outer(self, change: ClauseChange) -> bool:
        """Whether the clause stands where a document says its dates: near its ends, or right under a heading."""
        side = 0 if change.after is None else 1
        ordinal = change.before if change.after is None else change.after
        clauses = self._clauses[side]
        place = ordinal or 0
        is_under_heading = place > 0 and clauses[place - 1].kind is ClauseKind.HEADING
        return place < 10 or place >= len(clauses) - 5 or is_under_heading

    @cached_property
    def _headings(self) -> tuple[set[str], set[str]]:
        before, after = (
            {wording.meaning(c.normal).casefold() for c in clauses if c.kind is ClauseKind.HEADING}
            for clauses in self._clauses
        )
        return before, after

    @cached_property
    def _meanings(self) -> tuple[set[str], set[str]]:
        before, after = ({wording.meaning(c.normal).casefold() for c in clauses} for clauses in self._clauses)
        return before, after

    @cached_property
    def _renumbered(self) -> dict[str, set[str]]:
        """Each clause's older numbering with its newer one; several where lists count alike."""
        numbers: dict[str, set[str]] = {}
        for match in self._alignment.matches:
            one, other = self._clauses[0][match.before], self._clauses[1][match.after]
            quotes = self._texts[0][one.start : one.end], self._texts[1][other.start : other.end]
            if quotes[0] == quotes[1]:
                continue
            old, new = map(numbering_of, quotes)
            if old and new and old != new:
                numbers.setdefault(old, set()).add(new)
        return numbers


def _unhyphenated(normal: str) -> str:
    """The meaning with hyphenated words written as one: `e-mail` is `email`; a sign before a figure stays."""
    return wording.meaning(_HYPHEN.sub("", normal) if "-" in normal else normal)


def _is_case_of_the_whole(before: str, after: str) -> bool:
    """Whether the letter case changed as style does: in a heading, in most words, where a passage begins, or from
    capitals or to them in several words.
    """
    one, other = wording.terms(before), wording.terms(after)
    if len(one) != len(other):
        return True
    changed = [index for index, (term, again) in enumerate(zip(one, other, strict=True)) if term != again]
    shouted = sum(len(one[index]) > 1 and (one[index].isupper() or other[index].isupper()) for index in changed)
    if shouted >= _LEAST_SHOUTED_WORDS and shouted == sum(len(one[index]) > 1 for index in changed):
        return True
    return changed == [0] or len(changed) * 2 > len(one) or len(one) <= 6
