"""Labelled texts as the model learns from them: which types each has, has not, or may have.

Two sources, each beside its licence in NOTICE:

- `clauses.jsonl`: sentences of terms of service, each marked with any of nine types (`MARKED_TYPES`); an unmarked
  sentence is taken to have none of the nine, and, lightly, none of the others.
- `points.jsonl`: quotes filed under a case, and for each case the types that such a quote may rightly carry. It has the
  type that `PRIMARY` names for the case's set; of the others in the set nothing is known; types outside the set, and
  not akin to it, it is taken not to have, lightly.
"""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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

_COURT = re.compile(r"\b(?:court|jurisdict|venue|gericht|tribuna)", re.IGNORECASE)
_LAW = re.compile(r"\b(?:laws?\b|recht\b|droit\b|lois?\b)|\bgovern", re.IGNORECASE)
_WEIGHT_OF_MARKED = 1.0
_WEIGHT_OF_UNMARKED_OTHER = 0.1
_WEIGHT_OF_QUOTE = 0.3
_WEIGHT_OF_QUOTE_ALONE = 1.0
_WEIGHT_OF_OTHER_QUOTE = 0.1
_WEIGHT_OF_OTHER_QUOTE_ALONE = 0.4


@dataclass(frozen=True, slots=True)
class LabelledTexts:
    """Texts with, for each type (column), whether it is there and how much that counts; 0 where nothing is known.

    `groups` has the company of each text, `languages` its ISO 639-1 code or "" where the source does not say, and
    `any_of` the sets of types of which one is right (empty for a sentence of `clauses.jsonl`).
    """

    texts: tuple[str, ...]
    groups: tuple[str, ...]
    languages: tuple[str, ...]
    types: tuple[str, ...]
    is_there: NDArray[np.bool_]
    weights: NDArray[np.float64]
    any_of: tuple[tuple[frozenset[str], ...], ...]

    @property
    def is_marked(self) -> NDArray[np.bool_]:
        """Which texts are sentences of `clauses.jsonl`."""
        return np.array([bool(language) for language in self.languages])


def read_labels(corpus: Path) -> LabelledTexts:
    """Every labelled text of a folder with `clauses.jsonl` and `points.jsonl`, in that order."""
    clauses, points = _lines(corpus / "clauses.jsonl"), _lines(corpus / "points.jsonl")
    sets = [tuple(frozenset(types) for types in point["any_of"]) for point in points]
    types = tuple(sorted({*MARKED_TYPES, *(slug for allowed in sets for types in allowed for slug in types)}))
    column = {slug: index for index, slug in enumerate(types)}
    size = len(clauses) + len(points)
    is_there = np.zeros((size, len(types)), np.bool_)
    weights = np.zeros((size, len(types)))
    for row, clause in enumerate(clauses):
        weights[row] = _WEIGHT_OF_UNMARKED_OTHER
        weights[row, [column[slug] for slug in MARKED_TYPES]] = _WEIGHT_OF_MARKED
        is_there[row, [column[slug] for slug in clause["types"]]] = True
    for row, (point, allowed) in enumerate(zip(points, sets, strict=True), len(clauses)):
        _label_quote(point["text"], allowed, types, is_there[row], weights[row])
    return LabelledTexts(
        texts=tuple(line["text"] for line in (*clauses, *points)),
        groups=tuple("".join(line["service"].lower().split()) for line in (*clauses, *points)),
        languages=(*(clause["language"] for clause in clauses), *("" for _ in points)),
        types=types,
        is_there=is_there,
        weights=weights,
        any_of=(*(() for _ in clauses), *sets),
    )


def learnable(labelled: LabelledTexts, fewest: int) -> LabelledTexts:
    """The same texts with only those types that at least `fewest` of them have."""
    columns = [column for column in range(len(labelled.types)) if labelled.is_there[:, column].sum() >= fewest]
    return replace(
        labelled,
        types=tuple(labelled.types[column] for column in columns),
        is_there=labelled.is_there[:, columns],
        weights=labelled.weights[:, columns],
    )


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


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
