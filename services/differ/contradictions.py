"""What contradicts itself in readings that were written: label against quote, count against count, direction against
signals. Pure: what the database holds comes in, and every contradiction goes out with its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.differ.reading.controls import controls
from services.differ.taxonomy.models import LEVELS, Level
from services.differ.taxonomy.signal_words import SignalWords
from services.differ.telling.direction import Judged, change_direction, may_be_of_a_rewrite
from services.differ.telling.signal_models import Direction


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of ours that cannot both be true: where they stand, and what they are."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class StoredLabel:
    """A label of a wording, as it was written."""

    clause_type: str
    is_open: bool
    evidence_start: int
    evidence_end: int
    evidence_text: str


@dataclass(frozen=True, slots=True)
class StoredWording:
    """A wording with the quote that it is of, its labels and the controls found in it (as JSON)."""

    provision_id: str
    first_version: int
    is_open: bool
    is_present: bool
    quote: str
    language: str | None
    labels: Sequence[StoredLabel]
    controls: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class StoredClauseChange:
    """A clause change with its reading (signals as JSON)."""

    ordinal: int
    before_text: str | None
    after_text: str | None
    severity: Level
    direction: Direction
    is_doubted: bool
    types_gained: Sequence[str]
    types_lost: Sequence[str]
    signals: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A change with its reading."""

    change_id: str
    severity: Level
    direction: Direction
    clauses: Sequence[StoredClauseChange]
    is_rewrite: bool


def in_wordings(
    document_id: str, wordings: Sequence[StoredWording], counts: Mapping[str, int], words: SignalWords
) -> Iterator[Contradiction]:
    """What contradicts itself in a document's wordings, and in the counts of its types."""
    for wording in wordings:
        yield from _in_wording(
            f"{document_id} {wording.provision_id} since version {wording.first_version}", wording, words
        )
    counted = Counter(label.clause_type for wording in wordings if wording.is_open for label in wording.labels)
    for clause_type in sorted(counted.keys() | counts.keys()):
        told, carried = counts.get(clause_type, 0), counted[clause_type]
        if told != carried:
            yield Contradiction(document_id, f"{told} provisions of {clause_type} are counted, {carried} carry it")


def _in_wording(where: str, wording: StoredWording, words: SignalWords) -> Iterator[Contradiction]:
    if wording.is_open and not wording.is_present:
        yield Contradiction(where, "its wording is in force and its provision is not")
    for label in wording.labels:
        if wording.quote[label.evidence_start : label.evidence_end] != label.evidence_text:
            yield Contradiction(where, f"the words for {label.clause_type} are not in its quote")
        if label.is_open != wording.is_open:
            yield Contradiction(where, f"{label.clause_type} is open where its wording is not, or the reverse")
    for control in wording.controls:
        if wording.quote[control["start"] : control["end"]] != control["text"]:
            yield Contradiction(where, f"the control {control['text']!r} is not in its quote")
    named = {control.kind for control in controls(wording.quote, (), (), wording.language or "en", words)}
    told = {control["kind"] for control in wording.controls}
    for kind in sorted(named ^ told):
        yield Contradiction(where, f"its quote and its label disagree on whether it names a control ({kind})")


def in_change(change: StoredChange) -> Iterator[Contradiction]:
    """What contradicts itself in a change's reading."""
    for clause in change.clauses:
        yield from _in_clause_change(f"{change.change_id} clause change {clause.ordinal}", clause)
    judged = [(clause.severity, Judged(clause.direction, "", clause.is_doubted)) for clause in change.clauses]
    if change.is_rewrite:
        follows = may_be_of_a_rewrite(change.direction, judged)
    else:
        follows = change_direction(judged).direction == change.direction
    if not follows:
        yield Contradiction(change.change_id, f"{change.direction}, which does not follow from its clauses")
    gravest = max((LEVELS.index(clause.severity) for clause in change.clauses), default=0)
    if LEVELS[gravest] != change.severity:
        yield Contradiction(change.change_id, f"{change.severity}, where its gravest clause is {LEVELS[gravest]}")


def _in_clause_change(where: str, clause: StoredClauseChange) -> Iterator[Contradiction]:
    for signal in clause.signals:
        for side, text in (("before", clause.before_text), ("after", clause.after_text)):
            quoted = signal[side]
            if quoted is not None and (text or "")[quoted["start"] : quoted["end"]] != quoted["text"]:
                yield Contradiction(where, f"the words {quoted['text']!r} are not in its quote of what stood {side}")
    directions = {signal["direction"] for signal in clause.signals}
    opposite = {Direction.WORSE: Direction.BETTER, Direction.BETTER: Direction.WORSE}.get(clause.direction)
    if opposite in directions and clause.direction not in directions and not (clause.types_gained or clause.types_lost):
        yield Contradiction(where, f"{clause.direction}, where every signal says {opposite}")
