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
from services.differ.reading.direction import Judged, change_direction
from services.differ.reading.signals import Direction, Quoted, Signal
from services.differ.taxonomy.models import LEVELS, Level
from services.differ.taxonomy.signal_words import SignalWords

_SIGNALS_IN_A_LINE = 3
_ACTIONS = 3
_LONGEST_HEADING = 80
_DEADLINE = re.compile(
    r"(?<!\w)(?:by|before|until|no later than|starting|from|effective|as of|bis|vor dem|spätestens|ab|avant|jusqu['’]au"
    r"|au plus tard|à compter du|à partir du)\s+(?:the\s+|dem\s+|den\s+|le\s+|zum\s+|am\s+)?$",
    re.IGNORECASE,
)
_DEEDS = {
    ChangeKind.ADDED: "a clause was added",
    ChangeKind.REMOVED: "a clause was removed",
    ChangeKind.MODIFIED: "a clause was reworded",
    ChangeKind.MOVED: "a clause was moved under another lead-in",
}


@dataclass(frozen=True, slots=True)
class ReadClauseChange:
    """One substantive clause change as it was read; `types` are those of the newer wording, of the older if removed."""

    ordinal: int
    kind: ChangeKind
    provision_id: str
    heading_path: tuple[str, ...]
    before: str
    after: str
    types: tuple[str, ...]
    severity: Level
    severity_because: str
    judged: Judged
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What happened to one clause, in a sentence."""

    ordinal: int
    provision_id: str
    text: str
    types: tuple[str, ...]
    severity: Level
    direction: Direction


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom a change names; `quote` is None for `everyone to whom the document applies`."""

    who: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that matters: `on`, with the words that name it, or None where the document's own date does."""

    on: date
    what: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Action:
    """What a reader can do about a clause type."""

    clause_type: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """A change for people."""

    headline: str
    severity: Level
    severity_because: str
    direction: Direction
    direction_because: str
    affected: tuple[Affected, ...]
    lines: tuple[Line, ...]
    actions: tuple[Action, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class TypeText:
    """What the taxonomy says of a clause type, as far as a summary needs it."""

    name: str
    what_you_can_do: str


def summarise(
    changes: Sequence[ReadClauseChange],
    texts: Mapping[str, TypeText],
    language: str,
    effective_on: date | None,
    words: SignalWords,
) -> ChangeSummary:
    """The summary of a change's substantive clause changes, in the document's order; `texts` is by clause type."""
    ranked = sorted(changes, key=_rank)
    lines = {change.ordinal: _line(change, texts) for change in changes}
    judged = change_direction([(change.severity, change.judged) for change in changes])
    gravest = ranked[0] if ranked else None
    return ChangeSummary(
        headline=_headline(ranked, lines),
        severity=gravest.severity if gravest else "low",
        severity_because=gravest.severity_because if gravest else "no clause changed in substance",
        direction=judged.direction,
        direction_because=judged.because,
        affected=tuple(_affected(ranked, language, words)),
        lines=tuple(lines[change.ordinal] for change in changes),
        actions=tuple(_actions(ranked, texts)),
        deadlines=tuple(_deadlines(changes, effective_on)),
    )


def _rank(change: ReadClauseChange) -> tuple[int, int, int, int]:
    """Gravest first, then what is worse for the reader, then what has signals, then the document's order."""
    is_worse = change.judged.direction is Direction.WORSE
    return -LEVELS.index(change.severity), -is_worse, -bool(change.signals), change.ordinal


def _line(change: ReadClauseChange, texts: Mapping[str, TypeText]) -> Line:
    subject, deed = _subject(change, texts), _DEEDS[change.kind]
    said = [signal.because for signal in _telling(change.signals)][:_SIGNALS_IN_A_LINE]
    text = "; ".join([f"{subject}: {deed}" if subject else deed.capitalize(), *said])
    return Line(change.ordinal, change.provision_id, text, change.types, change.severity, change.judged.direction)


def _telling(signals: Sequence[Signal]) -> list[Signal]:
    """Those that point somewhere first."""
    return sorted(signals, key=lambda signal: signal.direction is Direction.UNCLEAR)


def _subject(change: ReadClauseChange, texts: Mapping[str, TypeText]) -> str | None:
    """What a clause is called: by its types, else by its heading, else not at all."""
    if change.types:
        return " and ".join(texts[slug].name if slug in texts else slug for slug in change.types[:2])
    if change.heading_path:
        title = change.heading_path[-1]
        return f"“{title if len(title) <= _LONGEST_HEADING else title[: _LONGEST_HEADING - 1] + '…'}”"
    return None


def _headline(ranked: Sequence[ReadClauseChange], lines: Mapping[int, Line]) -> str:
    if not ranked:
        return "Nothing changed in substance"
    text = "; ".join(lines[ranked[0].ordinal].text.split("; ")[:2])
    others = len(ranked) - 1
    return text if not others else f"{text} – and {others} more {'clause' if others == 1 else 'clauses'}"


def _affected(ranked: Sequence[ReadClauseChange], language: str, words: SignalWords) -> Iterator[Affected]:
    """Audiences that the changed clauses name, those of the gravest first; everyone where none does."""
    seen: set[str] = set()
    for change in ranked:
        text = change.after or change.before
        for mention in words.mentions("audiences", text, language):
            if mention.word.slug not in seen:
                seen.add(mention.word.slug)
                yield Affected(mention.word.name, text[mention.start : mention.end])
    if not seen:
        yield Affected("everyone to whom the document applies", None)


def _actions(ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText]) -> Iterator[Action]:
    slugs = dict.fromkeys(slug for change in ranked if change.kind is not ChangeKind.REMOVED for slug in change.types)
    known = [slug for slug in slugs if slug in texts and texts[slug].what_you_can_do]
    for slug in known[:_ACTIONS]:
        yield Action(slug, texts[slug].what_you_can_do)


def _deadlines(changes: Sequence[ReadClauseChange], effective_on: date | None) -> Iterator[Deadline]:
    if effective_on is not None:
        yield Deadline(effective_on, "the document says that it applies from then on", None)
    seen: set[date] = set()
    for change in changes:
        for quoted, on in _dates_with_a_preposition(change.after):
            if on not in seen and on != effective_on and quoted.text not in change.before:
                seen.add(on)
                start, end = grammar.sentence(change.after, quoted.start, quoted.end)
                yield Deadline(on, "named in a changed clause", change.after[start:end].strip())


def _dates_with_a_preposition(text: str) -> Iterator[tuple[Quoted, date]]:
    for written in find_dates(text):
        if written.has_day and len(written.readings) == 1 and _DEADLINE.search(text, 0, written.start):
            yield Quoted(written.start, written.end, text[written.start : written.end]), written.readings[0]
