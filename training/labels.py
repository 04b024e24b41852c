"""Labelled texts as the model learns from them: which types each has, has not, or may have.

Sources, the first two beside their licences in NOTICE:

- `clauses.jsonl`: sentences of terms of service, each marked with any of nine types (`MARKED_TYPES`); an unmarked
  sentence is taken to have none of the nine, and, lightly, none of the others.
- `points.jsonl`: quotes filed under a case, and for each case the types that such a quote may rightly carry. It has the
  type that `PRIMARY` names for the case's set; of the others in the set nothing is known; types outside the set, and
  not akin to it, it is taken not to have, lightly.
- Readings (`training/readings.py`) of lines of both, of clauses of documents, and of invented texts: all types are
  known. What a sentence is marked with stands before its reading, and a quote's case beside it: marks and cases are
  what people beyond this project found.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.readings import ReadText, company, held_out, invented, json_lines, read_clauses, readings_of_lines

MARKED_TYPES = (
    "account_termination",
    "arbitration",
    "content_moderation",
    "contract_by_use",
    "governing_law",
    "jurisdiction",
    "limitation_of_liability",
    "privacy_policy_included",
    "unilateral_modification",
)

PRIMARY: dict[frozenset[str], tuple[str, ...]] = {
    frozenset(types.split()): tuple(primary.split())
    for types, primary in {
        "advertising_tracking cookies_tracking": "cookies_tracking",
        "content_license intellectual_property": "content_license",
        "account_termination platform_discretion": "account_termination",
        "acceptable_use childrens_data contract_by_use": "childrens_data",
        "advertising_tracking consent_withdrawal privacy_rights": "advertising_tracking",
        "limitation_of_liability warranty_disclaimer": "limitation_of_liability",
        "data_sale data_sharing": "data_sale",
        "content_moderation platform_discretion": "content_moderation",
        "arbitration class_action_waiver": "class_action_waiver",
        "account_termination platform_discretion unilateral_modification": (
            "account_termination unilateral_modification"
        ),
        "data_collection data_sharing": "data_collection",
        "contract_assignment data_sale data_sharing": "data_sharing contract_assignment",
        "acceptable_use content_license intellectual_property": "acceptable_use",
        "auto_renewal payment_fees": "auto_renewal",
        "data_sharing law_enforcement_access": "law_enforcement_access",
        "biometric_data sensitive_data": "biometric_data",
    }.items()
}
"""The type that is learnt from a quote whose case allows several."""

AKIN = (
    frozenset({"unilateral_modification", "account_termination", "price_change", "platform_discretion"}),
    frozenset({"limitation_of_liability", "warranty_disclaimer", "indemnification"}),
    frozenset({"arbitration", "class_action_waiver"}),
    frozenset({"content_moderation", "acceptable_use", "copyright_takedown", "account_termination"}),
    frozenset({"data_collection", "data_sharing", "data_sale", "advertising_tracking", "cookies_tracking"}),
    frozenset({"data_collection", "location_data", "biometric_data", "sensitive_data", "childrens_data"}),
    frozenset({"data_retention", "privacy_rights"}),
    frozenset({"content_license", "intellectual_property"}),
    frozenset({"law_enforcement_access", "data_sharing"}),
    frozenset({"auto_renewal", "payment_fees", "refunds", "price_change"}),
    frozenset({"data_sharing", "contract_assignment", "international_transfer"}),
    frozenset({"data_security", "breach_notification"}),
)
"""Types that often stand in one passage: a quote filed under one says nothing of the others."""

Flags = NDArray[np.bool_]

_COURT = re.compile(r"\b(?:court|jurisdict|venue|gericht|tribuna)", re.IGNORECASE)
_LAW = re.compile(r"\b(?:laws?\b|recht\b|droit\b|lois?\b)|\bgovern", re.IGNORECASE)
_WEIGHT_OF_MARKED = 1.0
_WEIGHT_OF_UNMARKED_OTHER = 0.1
_WEIGHT_OF_QUOTE = 0.3
_WEIGHT_OF_QUOTE_ALONE = 1.0
_WEIGHT_OF_OTHER_QUOTE = 0.1
_WEIGHT_OF_OTHER_QUOTE_ALONE = 0.4
_WEIGHT_OF_READ = 1.0
_WEIGHT_OF_NOT_READ = 0.4
_WEIGHT_OF_FILED_BUT_NOT_READ = 0.5
_WEIGHT_OF_MARKED_TYPE_READ = 0.05


@dataclass(frozen=True, slots=True)
class LabelledTexts:
    """Texts with, for each type (column), whether it is there and how much that counts; 0 where nothing is known.

    `groups` has the company of each text, `languages` its ISO 639-1 code or "" where the source does not say, and
    `any_of` the sets of types of which one is right (empty but for quotes). `is_marked` says which texts are sentences
    of `clauses.jsonl`, `is_read` which were read and are no invention, `is_held_out` which nobody learns from;
    `is_read_there` has what was read, or written, of any of these.
    """

    texts: tuple[str, ...]
    groups: tuple[str, ...]
    languages: tuple[str, ...]
    types: tuple[str, ...]
    is_there: Flags
    weights: NDArray[np.float64]
    any_of: tuple[tuple[frozenset[str], ...], ...]
    is_marked: Flags
    is_read: Flags
    is_held_out: Flags
    is_read_there: Flags

    @property
    def filed_types(self) -> frozenset[str]:
        """The types that quotes are filed under."""
        return frozenset(slug for allowed in self.any_of for types in allowed for slug in types)

    @property
    def is_filed(self) -> Flags:
        """Which texts are quotes of `points.jsonl`."""
        return np.array([bool(allowed) for allowed in self.any_of])


def read_labels(corpus: Path, types: tuple[str, ...]) -> LabelledTexts:
    """Every labelled text of a corpus, for the given types: sentences, quotes, read clauses, inventions, held-out."""
    clauses, points = json_lines(corpus / "clauses.jsonl"), json_lines(corpus / "points.jsonl")
    sets = [tuple(frozenset(types) for types in point["any_of"]) for point in points]
    others, inventions, unseen = read_clauses(corpus), invented(), held_out()
    lines, written = [*clauses, *points], [*others, *inventions, *unseen]
    size = len(lines) + len(written)
    labels = _Labels(types, size)
    for row, clause in enumerate(clauses):
        labels.mark(row, frozenset(clause["types"]))
    for row, (point, allowed) in enumerate(zip(points, sets, strict=True), len(clauses)):
        _label_quote(point["text"], allowed, types, labels.is_there[row], labels.weights[row])
    for row, reading in _readings(clauses, points, others, inventions).items():
        labels.read(row, reading, is_marked=row < len(clauses), is_new=row >= len(lines))
    for row, one in enumerate(unseen, size - len(unseen)):
        labels.hold_out(row, one.types)
    is_read = labels.is_read.copy()
    is_read[size - len(inventions) - len(unseen) :] = False
    return LabelledTexts(
        texts=(*(line["text"] for line in lines), *(one.text for one in written)),
        groups=(
            *(company(line["service"]) for line in lines),
            *(one.group for one in written),
        ),
        languages=(*(clause["language"] for clause in clauses), *[""] * (size - len(clauses))),
        types=types,
        is_there=labels.is_there,
        weights=labels.weights,
        any_of=(*(() for _ in clauses), *sets, *(() for _ in written)),
        is_marked=np.arange(size) < len(clauses),
        is_read=is_read,
        is_held_out=np.arange(size) >= size - len(unseen),
        is_read_there=labels.is_read_there,
    )


def _readings(
    clauses: list[dict[str, Any]], points: list[dict[str, Any]], others: list[ReadText], inventions: list[ReadText]
) -> dict[int, frozenset[str]]:
    """The types that were read, by row."""
    found = readings_of_lines("clauses", [clause["text"] for clause in clauses])
    of_points = readings_of_lines("points", [point["text"] for point in points])
    found |= {len(clauses) + line: types for line, types in of_points.items()}
    first = len(clauses) + len(points)
    return found | {row: one.types for row, one in enumerate((*others, *inventions), first)}


class _Labels:
    """The tables of `LabelledTexts`, as they are filled."""

    def __init__(self, types: tuple[str, ...], size: int) -> None:
        self._types = types
        self._is_marked_type = np.isin(types, MARKED_TYPES)
        self.is_there = np.zeros((size, len(types)), np.bool_)
        self.weights = np.zeros((size, len(types)))
        self.is_read = np.zeros(size, np.bool_)
        self.is_read_there = np.zeros((size, len(types)), np.bool_)

    def mark(self, row: int, marked: frozenset[str]) -> None:
        """A sentence with what it is marked with."""
        self.is_there[row] = np.isin(self._types, sorted(marked))
        self.weights[row] = np.where(self._is_marked_type, _WEIGHT_OF_MARKED, _WEIGHT_OF_UNMARKED_OTHER)

    def read(self, row: int, types: frozenset[str], *, is_marked: bool, is_new: bool) -> None:
        """A text with all that was read in it; the nine types of a quote are left to its case."""
        found = np.isin(self._types, sorted(types))
        self.is_read[row], self.is_read_there[row] = True, found
        weights = np.where(found, _WEIGHT_OF_READ, _WEIGHT_OF_NOT_READ)
        is_filed = self.is_there[row] & ~found & (not is_marked)
        weights[is_filed] = _WEIGHT_OF_FILED_BUT_NOT_READ
        weights[self._is_marked_type] = (
            _WEIGHT_OF_MARKED_TYPE_READ if is_new else self.weights[row][self._is_marked_type]
        )
        is_there = found | is_filed
        if not is_new:
            is_there[self._is_marked_type] = self.is_there[row][self._is_marked_type]
        self.is_there[row], self.weights[row] = is_there, weights

    def hold_out(self, row: int, types: frozenset[str]) -> None:
        """A text of which all types are known, and from which no weight is learnt."""
        self.is_read_there[row] = np.isin(self._types, sorted(types))


def with_types(labelled: LabelledTexts, is_kept: Flags) -> LabelledTexts:
    """The same texts with some of the types."""
    return replace(
        labelled,
        types=tuple(slug for slug, kept in zip(labelled.types, is_kept, strict=True) if kept),
        is_there=labelled.is_there[:, is_kept],
        weights=labelled.weights[:, is_kept],
        is_read_there=labelled.is_read_there[:, is_kept],
    )


def learnable(labelled: LabelledTexts, fewest: int) -> LabelledTexts:
    """The same texts with only those types that at least `fewest` of them have."""
    return with_types(labelled, labelled.is_there.sum(axis=0) >= fewest)


def _label_quote(
    text: str,
    allowed: tuple[frozenset[str], ...],
    types: tuple[str, ...],
    is_there: NDArray[np.bool_],
    weights: NDArray[np.float64],
) -> None:
    learnt = {slug for types in allowed for slug in _learnt(text, types)}
    unknown = frozenset().union(*allowed)
    unknown |= frozenset().union(*(akin for akin in AKIN if akin & learnt)) - learnt
    for index, slug in enumerate(types):
        is_marked = slug in MARKED_TYPES
        if slug in learnt:
            is_there[index] = True
            weights[index] = _WEIGHT_OF_QUOTE if is_marked else _WEIGHT_OF_QUOTE_ALONE
        elif slug not in unknown:
            weights[index] = _WEIGHT_OF_OTHER_QUOTE if is_marked else _WEIGHT_OF_OTHER_QUOTE_ALONE


def _learnt(text: str, allowed: frozenset[str]) -> tuple[str, ...]:
    if allowed == {"governing_law", "jurisdiction"}:
        named = (("jurisdiction", _COURT), ("governing_law", _LAW))
        return tuple(slug for slug, pattern in named if pattern.search(text))
    return PRIMARY.get(allowed, tuple(allowed) if len(allowed) == 1 else ())
