"""How severe a clause is for whom it binds: its types' base severities, softened or sharpened by what it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.differ.reading import grammar
from services.differ.reading.gaps import GappedPattern, gapped
from services.differ.reading.sentences import sentence_spans
from services.differ.reading.texts import folded_of
from services.differ.taxonomy.models import LEVELS, ClauseType, Level, SeverityModifier, Taxonomy
from services.differ.taxonomy.patterns import compiled

_HIGH = {
    "data": "allow broad use of data",
    "ai": "allow broad use of data, or let software decide about people",
    "disputes": "limit legal rights",
    "control": "limit rights or take over risks",
    "commerce": "expose to material cost",
}
_LOWER = {"medium": "are worth knowing, with partial protection or limited scope", "low": "are standard"}

_LEFT_TO_READERS = ("opt_out", "consent")
"""The modifiers of all types that say that readers are asked, or may refuse."""

_DENYING = re.compile(
    r"(?:(?<!\w)(?:(?:can|could|may|might|will|would|shall)(?: ?not|n.t)|won.t|unable to"
    r"|not (?:able|possible|obliged|required|obligated|entitled|permitted|allowed) to"
    r"|no (?:way|right|ability|possibility|obligation|option) (?:to|of))(?: be able to| be)?(?: \w+ly)?"
    r"|(?<!\w)(?:kann|kannst|können|konnen|könnt|konnt|darf|dürfen|durfen|werden|wird)\b[^.;:]{0,80}\b(?:nicht|keine\w*)"
    r"|(?<!\w)(?:ne|n.) ?(?:peu|pou|pui|pour|doi|dev|ser)\w* (?:pas|jamais|plus)(?: (?:vous|y|en|les?|la))*) $",
    re.IGNORECASE,
)
"""What says just before a verb that nobody can, may or will do so."""
_UNDONE = re.compile(
    r"(?<!\w)(?:do|does|did)(?: ?not|n.t)"
    r" (?:buy|purchase|collect|obtain|receive|use|share|sell|store|keep|process|access)"
    r"(?: [\w'-]+){0,6} $",
    re.IGNORECASE,
)
"""What says, in its part of a sentence, that somebody does not do with something what stands before it."""
_LONGEST_DENIAL = 160

_Span = tuple[int, int]


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
        self._strong_cues = cache(self._compiled_cues)

    def severity_of(self, text: str, clause_type: str, language: str, evidence: _Span) -> Severity:
        """The severity of a clause for one of its types: that of the first modifier it has, or else the type's own.

        A modifier that denies lowers only what its sentence says: that of `evidence`, and every other one with a strong
        cue of the type, has to have it. That a list is open denies nothing and excludes nothing. Any other modifier
        counts only where its words are not denied themselves: who `cannot opt out` has no choice, and who `may not be
        able to remove` it removes nothing.
        """
        known = self._taxonomy.clause_types[clause_type]
        folded = grammar.without_open_lists(folded_of(text))
        for modifier in known.severity:
            expressions = self._expressions(clause_type, modifier.cue, language)
            if modifier.denies:
                found = self._denial(folded, clause_type, language, evidence, expressions)
            else:
                is_graver = LEVELS.index(modifier.to) > LEVELS.index(known.base_severity)
                found = _said(expressions, folded, is_graver=is_graver)
            if found is not None:
                return _modified(known, modifier, *found)
        leaves = any(_said(self._expressions(clause_type, cue, language), folded) for cue in _LEFT_TO_READERS)
        return Severity(known.base_severity, f"{clause_type}.base", _because(known, leaves_a_choice=leaves))

    def _denial(
        self, folded: str, clause_type: str, language: str, evidence: _Span, expressions: list[Any]
    ) -> _Span | None:
        """Where a denial stands that no sentence lacks of those with the evidence or a strong cue of the type."""
        if _found(expressions, folded) is None:
            return None
        first: _Span | None = None
        opening = 0
        for start, end in sentence_spans(folded):
            is_of_evidence = start < evidence[1] and evidence[0] < end
            if is_of_evidence or self._gives(folded[start:end], clause_type, language):
                found = _found(expressions, folded, opening, end)
                if found is None:
                    return None
                first = first or found
            if folded[end - 1] != ":":
                opening = end  # a colon leads the next sentence in
        return first

    def _gives(self, sentence: str, clause_type: str, language: str) -> bool:
        """Whether a strong cue of the type counts in a sentence."""
        return any(
            cue.search(sentence, 0) is not None and (unless is None or unless.search(sentence) is None)
            for cue, unless in self._strong_cues(clause_type, language)
        )

    def _compiled(self, clause_type: str, cue: str, language: str) -> list[Any]:
        patterns = self._taxonomy.modifier(self._taxonomy.clause_types[clause_type], cue)
        return [compiled(pattern) for pattern in patterns.get(language, ())]

    def _compiled_cues(self, clause_type: str, language: str) -> list[tuple[GappedPattern, Any | None]]:
        return [
            (gapped(cue.expression), compiled(cue.exception) if cue.exception else None)
            for cue in self._taxonomy.clause_types[clause_type].cues.get(language, ())
            if cue.weight == "strong"
        ]


def _found(expressions: list[Any], folded: str, start: int = 0, end: int | None = None) -> _Span | None:
    """Where `folded[start:end]` has the first of the expressions that it has."""
    searched = folded[start:end]
    matches = (expression.search(searched) for expression in expressions)
    match = next((match for match in matches if match is not None), None)
    return None if match is None else (start + match.start(), start + match.end())


def _said(expressions: list[Any], folded: str, *, is_graver: bool = False) -> _Span | None:
    """Where `folded` first has one of the expressions that is not denied there; what makes a type graver counts neither
    where it is what is not done: `we do not buy it from data brokers`.
    """
    return next(
        (
            span
            for span in _places(expressions, folded)
            if not _is_denied(folded, span[0])
            and not (is_graver and _UNDONE.search(folded, max(0, span[0] - _LONGEST_DENIAL), span[0]))
        ),
        None,
    )


def _places(expressions: list[Any], folded: str) -> Iterator[_Span]:
    for expression in expressions:
        yield from (match.span() for match in expression.finditer(folded))


def _is_denied(folded: str, place: int) -> bool:
    """Whether the words just before `place` say that what follows cannot, may not or will not be done."""
    return _DENYING.search(folded, max(0, place - _LONGEST_DENIAL), place) is not None


def _because(clause_type: ClauseType, *, leaves_a_choice: bool) -> str:
    """What a type's own severity means: high limits rights, allows broad use of data, or exposes to cost.

    Where readers are asked, or may refuse, nothing is said of what softens it: that may be of another matter or not.
    """
    meaning = _HIGH[clause_type.group] if clause_type.base_severity == "high" else _LOWER[clause_type.base_severity]
    told = "" if leaves_a_choice else ", and this one says nothing that softens or sharpens it"
    return f"such clauses {meaning}{told}"


def _modified(clause_type: ClauseType, modifier: SeverityModifier, start: int, end: int) -> Severity:
    return Severity(modifier.to, f"{clause_type.slug}.severity.{modifier.cue}", modifier.because, start, end)
