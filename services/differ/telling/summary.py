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
from services.differ.telling.figures import FigureKind, figures
from services.differ.telling.forms import Form
from services.differ.telling.headlines import headline, short_enough
from services.differ.telling.lines import Line, line
from services.differ.telling.parties import PARTY_TYPE
from services.differ.telling.read_clauses import ReadClauseChange, TypeText
from services.differ.telling.renaming import Renaming
from services.differ.telling.rewrites import Scale, rewritten
from services.differ.telling.section_lines import section_lines
from services.differ.telling.sections import Section
from services.differ.telling.signal_models import Direction, Quoted, SignalKind
from services.differ.telling.statements import is_name

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
) -> ChangeSummary:
    """The summary of a change's substantive clause changes, in the document's order; `texts` is by clause type.

    `of` is the scale of the change, `found` are its renamings, `whole` the sections that it added or removed.
    """
    ranked = sorted(changes, key=lambda change: _rank(change, is_rewrite=of.is_a_rewrite))
    lines = {change.ordinal: line(change, texts) for change in changes}
    for section in whole:
        of_section = [change for change in ranked if section.holds(change.ordinal)]
        lines |= {told.ordinal: told for told in section_lines(section, of_section, texts)}
    of_clauses = [(change.severity, change.judged) for change in ranked]
    gravest = ranked[0] if ranked else None
    if of.is_a_rewrite:
        told = short_enough(rewritten(of, ranked, texts))
        judged = rewrite_direction(of_clauses, [turn for change in ranked for turn in change.turns])
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
        affected=tuple(affected(ranked, language, words, is_rewrite=of.is_a_rewrite)),
        lines=tuple(lines[change.ordinal] for change in changes),
        actions=actions(ranked, texts, language, words),
        deadlines=tuple(_deadlines(changes, days)),
    )


def _because(gravest: ReadClauseChange) -> str:
    """Why a change is as grave as its gravest clause, which may be one that no longer applies."""
    is_gone = gravest.kind is ChangeKind.REMOVED and gravest.severity != "low" and gravest.listed is None
    return f"of a clause that was removed: {gravest.severity_because}" if is_gone else gravest.severity_because


def _rank(change: ReadClauseChange, *, is_rewrite: bool) -> tuple[int, ...]:
    """What says something else before what changed in form alone; then the gravest, what announces a version that is to
    come, what is more than a name in a list, who stands behind the service, what is worse for the reader, who came to a
    list of those who receive data and who is gone from one, what is new, what points somewhere, what names an amount,
    what has signals, what has a name, what came or went whole, and the document's order. In a rewrite what announces a
    version is last of what is as grave, since it tells nothing of the text, and before it what no longer applies.
    """
    is_worse = change.judged.direction is Direction.WORSE
    form = list(Form).index(change.form)
    is_of_party = PARTY_TYPE in change.said or any(signal.kind is SignalKind.PARTY for signal in change.signals)
    is_other_party = bool(change.succession)
    is_pointing = any(signal.direction in (Direction.WORSE, Direction.BETTER) for signal in change.signals)
    newness = -change.is_new, -is_pointing, -_has_an_amount(change), -bool(change.signals)
    telling = -bool(change.named), -(change.form is Form.WORDS and change.kind is not ChangeKind.MODIFIED)
    return (
        form,
        -LEVELS.index(change.severity),
        (change.coming is None) is not is_rewrite,
        is_rewrite and change.kind is ChangeKind.REMOVED,
        change.listed is None and is_name(change.after or change.before),
        -is_other_party,
        -is_of_party,
        -is_worse,
        change.listed is None,
        change.listed is not None and not change.listed.came,
        *newness,
        *telling,
        change.ordinal,
    )


def _has_an_amount(change: ReadClauseChange) -> bool:
    """Whether a clause that came or went whole names an amount of money or a share."""
    if change.before and change.after:
        return False
    return any(figure.kind is not FigureKind.DURATION for figure in figures(change.after or change.before))


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
