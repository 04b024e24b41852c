"""One mutation put through the pure pipeline, and what is wrong with what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bench.mutating.mutation import Expected, Mutation
from bench.mutating.policy_page import content_lines
from services.differ.align import ChangeKind, ClauseChange, passages
from services.differ.comparison import Comparison
from services.differ.decide import decide
from services.differ.decision import Decision
from services.differ.extract.canonical import CanonicalDocument, PagePart, read_document
from services.differ.outcome import Outcome
from services.differ.redline import SegmentKind, redline

_BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
_SILENT = (Outcome.VERIFIED, Outcome.COSMETIC)
_FREE_WORDS_OF_A_REDLINE = 8
_SHOWN_CHARACTERS = 160
_COMPARED_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one mutation.

    `outcomes` are those of the captures after the baseline; `is_right` says that they are what was expected;
    `faults` what is inexact in a change that was told; `evidence` what to judge it by.
    """

    expected: Expected
    outcomes: tuple[str, ...]
    is_right: bool
    faults: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Bench:
    """Reads and decides pages as captures of one document, as `part` says they were fetched."""

    part: PagePart
    _read: dict[str, CanonicalDocument] = field(default_factory=dict)

    def read(self, markup: str, status: int = 200) -> CanonicalDocument:
        """The canonical document of a page. Raises UnreadablePage."""
        return read_document([replace(self.part, content=markup.encode(), charset="utf-8", status=status)])

    def try_out(self, mutation: Mutation) -> Trial | None:
        """What comes of `mutation`; None where the page before it is no policy, or its selectors leave the edit out."""
        if mutation.before not in self._read:
            self._read = {mutation.before: self.read(mutation.before)}
        before = self._read[mutation.before]
        baseline = decide(before, None, _BEGIN, "baseline")
        if baseline.outcome is not Outcome.BASELINE or _is_deselected(before, mutation):
            return None
        after = self.read(mutation.after, mutation.status)
        pages = [after] * mutation.sightings + ([before] if mutation.expected is Expected.NO_VERSION else [])
        decisions = []
        state = baseline.next_state
        for day, page in enumerate(pages, start=1):
            decision = decide(page, state, _BEGIN + timedelta(days=day), str(day))
            decisions.append(decision)
            state = decision.next_state
            if mutation.expected is not Expected.NO_VERSION and decision.outcome is not Outcome.QUARANTINED:
                break
        return _judged(mutation, before, after, decisions)


def _is_deselected(before: CanonicalDocument, mutation: Mutation) -> bool:
    """Whether the catalogue's selectors leave out what is edited."""
    declared = [removed.excerpt for removed in before.removed if removed.rule == "declared"]
    return any(line[:_COMPARED_CHARACTERS] in excerpt for line in mutation.gone for excerpt in declared)


def _judged(
    mutation: Mutation, before: CanonicalDocument, after: CanonicalDocument, decisions: Sequence[Decision]
) -> Trial:
    outcomes = tuple(f"{decision.outcome} ({decision.reason})" for decision in decisions)
    last = decisions[-1]
    evidence = tuple(_evidence(before, after, last.comparison))
    if mutation.expected is Expected.NO_VERSION:
        is_right = last.outcome is Outcome.VERIFIED and not any(decision.writes_version for decision in decisions)
        return Trial(mutation.expected, outcomes, is_right, (), evidence)
    if mutation.expected is Expected.SILENT:
        return Trial(mutation.expected, outcomes, last.outcome in _SILENT, (), evidence)
    faults = tuple(_faults(mutation, before, after, last.comparison)) if last.comparison is not None else ()
    shown = (
        *evidence,
        *(f"gone: {line}" for line in mutation.gone[:3]),
        *(f"new: {line}" for line in mutation.new[:3]),
    )
    return Trial(mutation.expected, outcomes, last.outcome is Outcome.CHANGED, faults, shown)


def _evidence(before: CanonicalDocument, after: CanonicalDocument, comparison: Comparison | None) -> Iterator[str]:
    if comparison is None:
        yield f"{len(before.text)} characters before, {len(after.text)} after; title {after.title!r}"
        return
    for reason in comparison.substance.reasons:
        if reason.is_substantive:
            one, other = _passages(before, after, comparison, reason.change)
            yield f"{reason.change.kind} {reason.why}: {one[:_SHOWN_CHARACTERS]!r} -> {other[:_SHOWN_CHARACTERS]!r}"


def _passages(
    before: CanonicalDocument, after: CanonicalDocument, comparison: Comparison, change: ClauseChange
) -> tuple[str, str]:
    return passages(before.text, after.text, comparison.before, comparison.after, comparison.alignment, change)


def _faults(
    mutation: Mutation, before: CanonicalDocument, after: CanonicalDocument, comparison: Comparison
) -> Iterator[str]:
    """What is inexact: edited lines that no clause change quotes, clause changes of other lines, too many of them, a
    redline that marks more than the words that differ.
    """
    gone, new = set(map(str.casefold, mutation.gone)), set(map(str.casefold, mutation.new))
    told = [reason.change for reason in comparison.substance.reasons if reason.is_substantive]
    older: list[str] = []
    newer: list[str] = []
    for change in told:
        one, other = _passages(before, after, comparison, change)
        lines, others = content_lines(one.casefold()), content_lines(other.casefold())
        older += lines
        newer += others
        if not _touches(lines, gone) and not _touches(others, new):
            yield f"beside: {change.kind} {one[:_SHOWN_CHARACTERS]!r} -> {other[:_SHOWN_CHARACTERS]!r}"
        if change.kind is ChangeKind.MODIFIED:
            yield from _redline_faults(one, other)
    for wanted, quoted in ((gone, older), (new, newer)):
        for line in wanted:
            if not _touches(quoted, {line}):
                yield f"not quoted: {line[:_SHOWN_CHARACTERS]!r}"
    if mutation.clause_changes is not None and len(told) != mutation.clause_changes:
        yield f"{len(told)} clause changes, not {mutation.clause_changes}"


def _touches(lines: Sequence[str], wanted: set[str]) -> bool:
    return any(line in one or one in line for one in lines for line in wanted)


def _redline_faults(one: str, other: str) -> Iterator[str]:
    segments = redline(one, other)
    marked = sum(len(segment.text.split()) for segment in segments if segment.kind is not SegmentKind.EQUAL)
    words, others = Counter(one.split()), Counter(other.split())
    differing = (words - others).total() + (others - words).total()
    if marked > differing * 2 + _FREE_WORDS_OF_A_REDLINE:
        yield f"redline marks {marked} words where {differing} differ: {one[:_SHOWN_CHARACTERS]!r}"
