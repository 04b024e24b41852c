"""What a clause was read as: its types, each with severity, confidence, and the words and rule that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from services.differ.taxonomy.models import Level

Basis = Literal["explicit", "inferred"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a label stands on: `clause[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TypeLabel:
    """One type of one clause.

    `rule` names the cue that gave it, or the model; `severity_rule` the taxonomy's modifier, or `base`. `note` says
    what a reader has to know to understand the label right, or nothing. `is_restated` where another sentence than that
    of the label bears the type too, when a change of the clause is read.
    """

    clause_type: str
    confidence: Level
    basis: Basis
    rule: str
    evidence: Evidence
    severity: Level
    severity_rule: str
    severity_because: str
    note: str = ""
    is_restated: bool = False


Labels = Mapping[str, Sequence[TypeLabel]]
"""Labels by provision."""


def with_kept(labels: Sequence[TypeLabel], earlier: Sequence[TypeLabel], quote: str) -> tuple[TypeLabel, ...]:
    """The labels of a new wording, `quote`, with those of the wording before whose words still stand in it.

    The same words are about the same thing, whatever a model makes of what was put in around them.
    """
    types = {label.clause_type for label in labels}
    kept = []
    for label in earlier:
        start = quote.find(label.evidence.text)
        if label.basis == "explicit" and label.clause_type not in types and start >= 0:
            kept.append(_at(label, start))
    return (*labels, *kept)


def placed(labels: Sequence[TypeLabel], quote: str) -> list[TypeLabel]:
    """The labels with their evidence where `quote` has it; those whose evidence it lacks are left out.

    A clause change may quote several clauses, as where one was split: what was read of one of them stands elsewhere.
    """
    found = []
    for label in labels:
        evidence = label.evidence
        if quote[evidence.start : evidence.end] == evidence.text:
            found.append(label)
        elif (start := quote.find(evidence.text)) >= 0:
            found.append(_at(label, start))
    return found


def moved(label: TypeLabel, by: int) -> TypeLabel:
    """A label whose evidence stands `by` characters further on."""
    return _at(label, label.evidence.start + by)


def _at(label: TypeLabel, start: int) -> TypeLabel:
    """A label whose evidence stands at `start`."""
    return replace(label, evidence=replace(label.evidence, start=start, end=start + len(label.evidence.text)))
