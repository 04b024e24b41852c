"""What a change means, clause change by clause change and as a whole. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.differ.history import ClauseChangeEntry
from services.differ.reading.direction import clause_direction
from services.differ.reading.hunks import hunks
from services.differ.reading.labels import TypeLabel
from services.differ.reading.signals import Direction, Signal, SignalKind, signals
from services.differ.reading.summary import ChangeSummary, ReadClauseChange, TypeText, summarise
from services.differ.reading.touched import touched_labels
from services.differ.taxonomy.models import LEVELS, Level, Stance
from services.differ.taxonomy.signal_words import SignalWords

_OF_DATA = frozenset({SignalKind.DATA_CATEGORY, SignalKind.RECIPIENT, SignalKind.PURPOSE})

MOST_CLAUSES_READ = 500
"""Clause changes of one change at most: the largest of the corpus has some 200, a hostile one may have any number."""

Labels = Mapping[str, Sequence[TypeLabel]]
"""Labels by provision."""


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What of the taxonomy the reading of a change needs, by clause type.

    `about_data` has the types that speak of people's data: in clauses of other types a kind of data, a recipient or a
    purpose is a word like any other.
    """

    texts: Mapping[str, TypeText]
    stances: Mapping[str, Stance]
    about_data: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClauseChangeReading:
    """What one substantive clause change means, with the sentence that tells it."""

    change: ReadClauseChange
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    line: str


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """What a change means."""

    summary: ChangeSummary
    clauses: tuple[ClauseChangeReading, ...]


def read_change(
    entries: Sequence[ClauseChangeEntry],
    labels_before: Labels,
    labels_after: Labels,
    language: str | None,
    effective_on: date | None,
    facts: TypeFacts,
    words: SignalWords,
) -> ChangeReading:
    """The reading of a change's substantive clause changes, of the first 500 where there are more.

    `effective_on` is the newer version's own date, where the change brought it.
    """
    spoken = language or "en"
    told = [entry for entry in entries if entry.is_substantive][:MOST_CLAUSES_READ]
    read = [_read(entry, labels_before, labels_after, spoken, facts, words) for entry in told]
    summary = summarise([change for change, _, _ in read], facts.texts, spoken, effective_on, words)
    lines = {line.ordinal: line.text for line in summary.lines}
    return ChangeReading(
        summary,
        tuple(ClauseChangeReading(change, gained, lost, lines[change.ordinal]) for change, gained, lost in read),
    )


def _read(
    entry: ClauseChangeEntry,
    labels_before: Labels,
    labels_after: Labels,
    language: str,
    facts: TypeFacts,
    words: SignalWords,
) -> tuple[ReadClauseChange, tuple[str, ...], tuple[str, ...]]:
    older, newer = entry.before.text if entry.before else "", entry.after.text if entry.after else ""
    places = hunks(entry.redline)
    touched = touched_labels(
        older,
        newer,
        places,
        labels_before.get(entry.provision_id, ()) if older else (),
        labels_after.get(entry.provision_id, ()) if newer else (),
    )
    types = tuple(dict.fromkeys(label.clause_type for label in touched.labels))
    found = _meant(signals(older, newer, places, language, words), types, facts)
    felt = {label.clause_type: _stance(label, facts.stances) for label in touched.labels}
    judged = clause_direction(entry.kind, found, touched.lost, touched.gained, felt)
    severity, because = _severity(touched.labels, found)
    change = ReadClauseChange(
        ordinal=entry.ordinal,
        kind=entry.kind,
        provision_id=entry.provision_id,
        heading_path=entry.heading_path,
        before=older,
        after=newer,
        types=types,
        severity=severity,
        severity_because=because,
        judged=judged,
        signals=found,
    )
    return change, touched.gained, touched.lost


def _meant(found: Sequence[Signal], types: Sequence[str], facts: TypeFacts) -> tuple[Signal, ...]:
    if not types or not facts.about_data.isdisjoint(types):
        return tuple(found)
    return tuple(signal for signal in found if signal.kind not in _OF_DATA)


def _stance(label: TypeLabel, stances: Mapping[str, Stance]) -> Stance:
    """What a clause of its type does to the reader: one that says that it does not happen (`we do not sell`) burdens
    nobody, which its severity tells.
    """
    stance = stances.get(label.clause_type, "mixed")
    return "mixed" if stance == "burdens" and label.severity == "low" else stance


def _severity(labels: Sequence[TypeLabel], found: Sequence[Signal]) -> tuple[Level, str]:
    """That of the gravest type that the clause carries or lost; without one, what its signals make of it."""
    if labels:
        gravest = max(labels, key=lambda label: LEVELS.index(label.severity))
        return gravest.severity, f"{gravest.clause_type.replace('_', ' ')}: {gravest.severity_because}"
    worse = next((signal for signal in found if signal.direction is Direction.WORSE), None)
    if worse is not None:
        return "medium", f"the words that changed carry no clause type, but are worse for the reader: {worse.because}"
    return "low", "the words that changed carry no clause type, and no sign that it is worse for the reader"
