"""How severe a clause is for whom it binds: its types' base severities, softened or sharpened by what it says."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from services.differ.reading.texts import folded_of
from services.differ.taxonomy.models import ClauseType, Level, SeverityModifier, Taxonomy
from services.differ.taxonomy.patterns import compiled

_HIGH = {
    "data": "allow broad use of data",
    "ai": "allow broad use of data, or let software decide about people",
    "disputes": "limit legal rights",
    "control": "limit rights or take over risks",
    "commerce": "expose to material cost",
}
_LOWER = {"medium": "are worth knowing, with partial protection or limited scope", "low": "are standard"}


@dataclass(frozen=True, slots=True)
class Severity:
    """A severity with the rule that gave it and why, in words.

    `rule` is `ai_training.base`, or `ai_training.severity.opt_out` for a modifier, of which `text[start:end]` of the
    clause is the evidence; a base severity has none.
    """

    level: Level
    rule: str
    because: str
    start: int | None = None
    end: int | None = None


class SeverityReader:
    """Severities by the taxonomy's rules."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._expressions = cache(self._compiled)

    def severity_of(self, text: str, clause_type: str, language: str) -> Severity:
        """The severity of a clause for one of its types: that of the first modifier it has, or else the type's own."""
        known = self._taxonomy.clause_types[clause_type]
        folded = folded_of(text)
        for modifier in known.severity:
            for expression in self._expressions(clause_type, modifier.cue, language):
                if match := expression.search(folded):
                    return _modified(known, modifier, *match.span())
        return Severity(known.base_severity, f"{clause_type}.base", _because(known))

    def _compiled(self, clause_type: str, cue: str, language: str) -> list[Any]:
        patterns = self._taxonomy.modifier(self._taxonomy.clause_types[clause_type], cue)
        return [compiled(pattern) for pattern in patterns.get(language, ())]


def _because(clause_type: ClauseType) -> str:
    """What a type's own severity means: high limits rights, allows broad use of data, or exposes to cost."""
    meaning = _HIGH[clause_type.group] if clause_type.base_severity == "high" else _LOWER[clause_type.base_severity]
    return f"such clauses {meaning}, and this one says nothing that softens or sharpens it"


def _modified(clause_type: ClauseType, modifier: SeverityModifier, start: int, end: int) -> Severity:
    return Severity(modifier.to, f"{clause_type.slug}.severity.{modifier.cue}", modifier.because, start, end)
