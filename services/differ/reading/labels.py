"""What a clause was read as: its types, each with severity, confidence, and the words and rule that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["high", "medium", "low"]
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
    what a reader has to know to understand the label right, or nothing.
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
