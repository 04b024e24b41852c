"""A change's structured summary: one headline, who is affected, a line a clause, what to do, by when.

Every sentence is put together from quotes, types and signals; nothing is said that one of them does not carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.differ.align import ChangeKind
from services.differ.dates import find_dates
from services.differ.reading import grammar
from services.differ.taxonomy.models import LEVELS, Level
from services.differ.taxonomy.signal_words import SignalWords
from services.differ.telling.actions import Action, actions
from services.differ.telling.audiences import Affected, affected
from services.differ.telling.direction import change_direction, rewrite_direction
from services.differ.telling.headlines import headline, short_enough
from services.differ.telling.lines import Line, line
from services.differ.telling.ranking import rank
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.renaming import Renaming
from services.differ.telling.rewrites import Scale, rewritten
from services.differ.telling.section_lines import section_lines
from services.differ.telling.sections import Section
from services.differ.telling.signal_models import Direction, Quoted
from services.differ.telling.type_texts import TypeText

_DEADLINE = re.compile(
    r"(?<!\w)(?:by|before|until|no later than|(?:starting|effective|beginning)(?: on| from)?|from|as of|bis|vor dem"
    r"|spätestens|ab|avant|jusqu['’]au|au plus tard|à compter du|à partir du)\s+"
    r"(?:the\s+|dem\s+|den\s+|le\s+|zum\s+|am\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that matters: `on`, with the words that name it, or None where the document's own date does."""

    on: date
    what: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Days:
    """When a change was first seen, and the newer version's own day, where the change brought it."""

    seen_on: date
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """A change for people; `is_rewrite` where so much changed that no single clause stands for it."""

    headline: str
    is_rewrite: bool
    severity: Level
    severity_because: str
    direction: Direction
    direction_because: str
    affected: tuple[Affected, ...]
    lines: tuple[Line, ...]
    actions: tuple[Action, ...]
    deadlines: tuple[Deadline, ...]


def summarise(
    changes: Sequence[ReadClauseChange],
    texts: Mapping[str, TypeText],
    language: str,
    days: Days,
    words: SignalWords,
    of: Scale,
    found: Sequence[Renaming] = (),
    whole: Sequence[Section] = (),
    *,
    document_type: str | None = None,
) -> ChangeSummary:
    """The summary of a change's substantive clause changes, in the document's order; `texts` is by clause type.

    `of` is the scale of the change, `found` are its renamings, `whole` the sections that it added or removed,
    `document_type` is the document's, where it is known (`Developer Terms`).
    """
    ranked = sorted(changes, key=lambda change: rank(change, language, is_rewrite=of.is_a_rewrite))
    lines = {change.ordinal: line(change, texts) for change in changes}
    for section in whole:
        of_section = [change for change in ranked if section.holds(change.ordinal)]
        lines |= {told.ordinal: told for told in section_lines(section, of_section, texts)}
    of_clauses = [(change.severity, change.judged) for change in ranked]
    gravest = max(ranked, key=lambda change: LEVELS.index(change.severity), default=None)
    if of.is_a_rewrite:
        told = short_enough(rewritten(of, ranked, texts))
        judged = rewrite_direction(of_clauses, [turn for change in ranked for turn in change.turns], texts)
    else:
        told = headline(ranked, lines, found, whole, texts)
        judged = change_direction(of_clauses)
    return ChangeSummary(
        headline=told,
        is_rewrite=of.is_a_rewrite,
        severity=gravest.severity if gravest else "low",
        severity_because=_because(gravest) if gravest else "no clause changed in substance",
        direction=judged.direction,
        direction_because=judged.because,
        affected=tuple(affected(ranked, language, words, is_rewrite=of.is_a_rewrite, document_type=document_type)),
        lines=tuple(lines[change.ordinal] for change in changes),
        actions=actions(ranked, texts, language, words),
        deadlines=tuple(_deadlines(changes, days)),
    )


def _because(gravest: ReadClauseChange) -> str:
    """Why a change is as grave as its gravest clause, which may be one that no longer applies."""
    is_gone = gravest.kind is ChangeKind.REMOVED and gravest.severity != "low" and gravest.listed is None
    return f"of a clause that was removed: {gravest.severity_because}" if is_gone else gravest.severity_because


def _deadlines(changes: Sequence[ReadClauseChange], days: Days) -> Iterator[Deadline]:
    """The document's own day, that of a version that is to come, and others still to come that changed clauses name."""
    coming = {change.coming.on: change for change in reversed(changes) if change.coming}
    if days.effective_on is not None and days.effective_on not in coming:
        yield Deadline(days.effective_on, "the document says that it applies from then on", None)
    for on, change in sorted(coming.items()):
        yield Deadline(on, "a new version of the document applies from then on", _announced(change))
    seen = {days.effective_on, *coming}
    for change in changes:
        for quoted, on in _dates_with_a_preposition(change.after):
            if on >= days.seen_on and on not in seen and quoted.text not in change.before:
                seen.add(on)
                start, end = grammar.sentence(change.after, quoted.start, quoted.end)
                yield Deadline(on, "named in a changed clause", change.after[start:end].strip())


def _announced(change: ReadClauseChange) -> str | None:
    return change.after[change.coming.start : change.coming.end].strip("# \n") if change.coming else None


def _dates_with_a_preposition(text: str) -> Iterator[tuple[Quoted, date]]:
    for written in find_dates(text):
        if written.has_day and len(written.readings) == 1 and _DEADLINE.search(text, 0, written.start):
            yield Quoted(written.start, written.end, text[written.start : written.end]), written.readings[0]
