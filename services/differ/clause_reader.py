"""Reads clauses by the taxonomy and the model, as the rest of the differ wants them read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from threading import Lock

from services.differ.clauses import Clause, ClauseKind
from services.differ.reading.classify import ClassifiedType, ReadableClause, Reader
from services.differ.reading.labels import Evidence, TypeLabel, moved
from services.differ.reading.linear_model import shipped_model
from services.differ.reading.severity import SeverityReader
from services.differ.taxonomy.models import Taxonomy
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.restated import Part
from services.differ.telling.type_texts import TypeText


class TaxonomyReader:
    """Says what clauses are about. Headings are read as context and are about nothing themselves.

    `read_by` is a hash of the taxonomy and of the model: equal ones give equal labels. Threads wait for one another.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        model = (files("services.differ.reading") / "model.npz").read_bytes()
        self.read_by = sha256(taxonomy.model_dump_json().encode() + model).hexdigest()[:16]
        self._reader = Reader(taxonomy, shipped_model())
        self._severities = SeverityReader(taxonomy)
        self._lock = Lock()

    def read(self, text: str, clauses: Sequence[Clause], wanted: Sequence[int]) -> Mapping[int, tuple[TypeLabel, ...]]:
        """The labels of the clauses with the ordinals `wanted`, which are of `text`, surest first."""
        chosen = [ordinal for ordinal in wanted if clauses[ordinal].kind is not ClauseKind.HEADING]
        quotes = [text[clauses[ordinal].start : clauses[ordinal].end] for ordinal in chosen]
        readable = [_readable(quote, clauses[ordinal]) for quote, ordinal in zip(quotes, chosen, strict=True)]
        with self._lock:
            readings = self._reader.classify(readable)
            return {
                ordinal: tuple(self._label(quote, label, reading.language) for label in reading.labels)
                for ordinal, quote, reading in zip(chosen, quotes, readings, strict=True)
            }

    def read_parts(self, parts: Sequence[Part]) -> list[tuple[TypeLabel, ...]]:
        """The labels of sentences, each read as if it were a clause, with their places in what they are of."""
        quotes = [part.quote[part.start : part.end] for part in parts]
        with self._lock:
            readings = self._reader.classify(
                [ReadableClause(quote, part.headings, part.lead_in) for quote, part in zip(quotes, parts, strict=True)]
            )
            return [
                tuple(moved(self._label(quote, label, reading.language), part.start) for label in reading.labels)
                for quote, part, reading in zip(quotes, parts, readings, strict=True)
            ]

    def _label(self, quote: str, label: ClassifiedType, language: str) -> TypeLabel:
        severity = self._severities.severity_of(quote, label.clause_type, language, (label.start, label.end))
        return TypeLabel(
            clause_type=label.clause_type,
            confidence=label.confidence,
            basis=label.basis,
            rule=label.rule,
            evidence=Evidence(label.start, label.end, quote[label.start : label.end]),
            severity=severity.level,
            severity_rule=severity.rule,
            severity_because=severity.because,
        )


def _readable(quote: str, clause: Clause) -> ReadableClause:
    """A clause with what stands above it and says what it is about: headings, and the lead-in of a list's item."""
    if clause.lead_in is None:
        return ReadableClause(quote, clause.heading_path)
    lead_in = "" if clause.kind is ClauseKind.TABLE_ROW else clause.lead_in
    return ReadableClause(quote, (*clause.heading_path, clause.lead_in), lead_in)


def type_facts(taxonomy: Taxonomy) -> TypeFacts:
    """What the reading of changes needs of the taxonomy."""
    types = taxonomy.clause_types
    return TypeFacts(
        texts={slug: TypeText(one.name, one.what_you_can_do) for slug, one in types.items()},
        stances={slug: one.stance for slug, one in types.items()},
        about_data=frozenset(slug for slug, one in types.items() if one.group in ("data", "ai")),
        denials=frozenset(
            f"{slug}.severity.{modifier.cue}"
            for slug, one in types.items()
            for modifier in one.severity
            if modifier.denies
        ),
    )
