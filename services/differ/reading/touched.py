"""Which of a clause's types a rewording touches: those whose words it changed, brought or took away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.differ.reading import grammar
from services.differ.reading.hunks import Hunk
from services.differ.reading.labels import TypeLabel


@dataclass(frozen=True, slots=True)
class Touched:
    """The labels of sentences that changed, those of the newer wording first; types that came or went with words."""

    labels: tuple[TypeLabel, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def touched_labels(
    older: str, newer: str, places: Sequence[Hunk], before: Sequence[TypeLabel], after: Sequence[TypeLabel]
) -> Touched:
    """What of a change from one verbatim wording to another its labels have to do with; an empty one was no clause.

    `places` are those of the redline of the two.

    A label of low confidence is left out: what is uncertain of the clause says nothing of its change. A type is gained
    or lost only with its words: where they stand in both wordings, the two readings differ and the clause does not.
    """
    sure_before, sure_after = ([label for label in labels if label.confidence != "low"] for labels in (before, after))
    types_before, types_after = ({label.clause_type for label in labels} for labels in (before, after))
    gained = [label for label in sure_after if label.clause_type not in types_before and not _says(older, label)]
    lost = [label for label in sure_before if label.clause_type not in types_after and not _says(newer, label)]
    changed = [
        label
        for label in sure_after
        if label in gained or any(place.touches_after(*_sentence(newer, label)) for place in places)
    ]
    changed += [
        label
        for label in sure_before
        if label in lost or any(place.touches_before(*_sentence(older, label)) for place in places)
    ]
    first_of_type = {label.clause_type: label for label in reversed(changed)}
    ordered = dict.fromkeys(label.clause_type for label in changed)
    return Touched(
        labels=tuple(first_of_type[slug] for slug in ordered),
        gained=tuple(dict.fromkeys(label.clause_type for label in gained)),
        lost=tuple(dict.fromkeys(label.clause_type for label in lost)),
    )


def _says(text: str, label: TypeLabel) -> bool:
    return bool(label.evidence.text) and label.evidence.text in text


def _sentence(text: str, label: TypeLabel) -> tuple[int, int]:
    return grammar.sentence(text, label.evidence.start, label.evidence.end)
