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
from services.differ.reading.audiences import Affected, affected
from services.differ.reading.direction import change_direction, rewrite_direction
from services.differ.reading.figures import FigureKind, figures
from services.differ.reading.forms import Form
from services.differ.reading.lines import Line, ReadClauseChange, TypeText, counted, line, renamed, section_lines
from services.differ.reading.parties import PARTY_TYPE
from services.differ.reading.renaming import Renaming
from services.differ.reading.rewrites import Scale, of_a_table, rewritten
from services.differ.reading.sections import Section
from services.differ.reading.signal_models import Direction, Quoted, SignalKind
from services.differ.reading.statements import is_name
from services.differ.taxonomy.models import LEVELS, Level
from services.differ.taxonomy.signal_words import SignalWords

_ACTIONS = 3
_RENAMINGS_IN_A_HEADLINE = 2
_DEADLINE = re.compile(
    r"(?<!\w)(?:by|before|until|no later than|starting|from|effective|as of|bis|vor dem|spätestens|ab|avant|jusqu['’]au"
    r"|au plus tard|à compter du|à partir du)\s+(?:the\s+|dem\s+|den\s+|le\s+|zum\s+|am\s+)?$",
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
class Action:
    """What a reader can do about a clause type."""

    clause_type: str
    text: str


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
    ranked = sorted(changes, key=_rank)
    lines = {change.ordinal: line(change, texts) for change in changes}
    for section in whole:
        of_section = [change for change in ranked if section.holds(change.ordinal)]
        lines |= {told.ordinal: told for told in section_lines(section, of_section, texts)}
    of_clauses = [(change.severity, change.judged) for change in ranked]
    gravest = ranked[0] if ranked else None
    if of.is_a_rewrite:
        headline = rewritten(of, ranked, texts)
        judged = rewrite_direction(of_clauses, [turn for change in ranked for turn in change.turns])
    else:
        headline = _headline(ranked, lines, found, whole, texts)
        judged = change_direction(of_clauses)
    return ChangeSummary(
        headline=headline,
        is_rewrite=of.is_a_rewrite,
        severity=gravest.severity if gravest else "low",
        severity_because=gravest.severity_because if gravest else "no clause changed in substance",
        direction=judged.direction,
        direction_because=judged.because,
        affected=tuple(affected(ranked, language, words, is_rewrite=of.is_a_rewrite)),
        lines=tuple(lines[change.ordinal] for change in changes),
        actions=tuple(_actions(ranked, texts)),
        deadlines=tuple(_deadlines(changes, days)),
    )


def _rank(change: ReadClauseChange) -> tuple[int, ...]:
    """What says something else before what changed in form alone; then the gravest, what is more than a name in a list,
    who stands behind the service, what is worse for the reader, what is new, what points somewhere, what names an
    amount, what has signals, what has a name, what came or went whole, and the document's order.
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
        is_name(change.after or change.before),
        -is_other_party,
        -is_of_party,
        -is_worse,
        *newness,
        *telling,
        change.ordinal,
    )


def _has_an_amount(change: ReadClauseChange) -> bool:
    """Whether a clause that came or went whole names an amount of money or a share."""
    if change.before and change.after:
        return False
    return any(figure.kind is not FigureKind.DURATION for figure in figures(change.after or change.before))


def _headline(
    ranked: Sequence[ReadClauseChange],
    lines: Mapping[int, Line],
    found: Sequence[Renaming],
    whole: Sequence[Section],
    texts: Mapping[str, TypeText],
) -> str:
    """The gravest clause change that says something else, or the section that it is of, with the renamings: those
    first where nothing is grave.
    """
    if not ranked:
        return "Nothing changed in substance"
    told = [change for change in ranked if change.form is not Form.NAME]
    gravest = []
    if told:
        section = next((one for one in whole if one.holds(told[0].ordinal)), None)
        first = section.heading if section else told[0].ordinal
        others = [change for change in told[1:] if section is None or not section.holds(change.ordinal)]
        others = [change for change in others if not _is_counterpart(change, told[0])]
        gravest = [of_a_table([told[0], *others], texts) or f"{lines[first].brief}{_others(told[0], others)}"]
    names = [renamed(one) for one in found[:_RENAMINGS_IN_A_HEADLINE]]
    leads = not told or (told[0].form is not Form.WORDS or told[0].severity == "low")
    return "; ".join([*names, *gravest] if leads else [*gravest, *names])


def _is_counterpart(change: ReadClauseChange, first: ReadClauseChange) -> bool:
    """Whether `change` is the other half of a clause that was replaced whole, with `first`."""
    return bool(first.counterpart) and change.counterpart == (first.after or first.before)


def _is_alike(change: ReadClauseChange, first: ReadClauseChange) -> bool:
    """Whether both came or went whole, beneath the same heading, and neither in the place of another."""
    is_whole = first.kind is change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
    is_of_words = first.form is change.form is Form.WORDS
    is_in_place = bool(first.counterpart or change.counterpart)
    return is_whole and is_of_words and not is_in_place and change.heading_path == first.heading_path != ()


def _others(first: ReadClauseChange, others: Sequence[ReadClauseChange]) -> str:
    """How many more there are: of clauses that say something else, or where none does of changes of form."""
    of_words = [change for change in others if change.form is Form.WORDS]
    alike = [change for change in of_words if _is_alike(change, first)]
    if len(alike) > 1:
        more = len(of_words) - len(alike)
        rest = f", and {counted(more, 'more clause')}" if more else ""
        return f" – as {len(alike)} others beneath the same heading were{rest}"
    if first.form is Form.WORDS:
        return f" – and {counted(len(of_words), 'more clause')}" if of_words else ""
    return f" – and {counted(len(others), 'more change')} of form" if others else ""


def _actions(ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText]) -> Iterator[Action]:
    slugs = dict.fromkeys(slug for change in ranked if change.kind is not ChangeKind.REMOVED for slug in change.types)
    known = [slug for slug in slugs if slug in texts and texts[slug].what_you_can_do]
    for slug in known[:_ACTIONS]:
        yield Action(slug, texts[slug].what_you_can_do)


def _deadlines(changes: Sequence[ReadClauseChange], days: Days) -> Iterator[Deadline]:
    """The document's own day, and those that changed clauses name and that are still to come."""
    if days.effective_on is not None:
        yield Deadline(days.effective_on, "the document says that it applies from then on", None)
    seen = {days.effective_on}
    for change in changes:
        for quoted, on in _dates_with_a_preposition(change.after):
            if on >= days.seen_on and on not in seen and quoted.text not in change.before:
                seen.add(on)
                start, end = grammar.sentence(change.after, quoted.start, quoted.end)
                yield Deadline(on, "named in a changed clause", change.after[start:end].strip())


def _dates_with_a_preposition(text: str) -> Iterator[tuple[Quoted, date]]:
    for written in find_dates(text):
        if written.has_day and len(written.readings) == 1 and _DEADLINE.search(text, 0, written.start):
            yield Quoted(written.start, written.end, text[written.start : written.end]), written.readings[0]
