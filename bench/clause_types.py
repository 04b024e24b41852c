"""How often the reader is right on clause types that no labelled source covers: precision and recall by type.

    python -m bench.clause_types CORPUS [--part test|tuning] [--json FILE] [--errors]

`bench/labels/clause_types.jsonl` has 722 clauses of the corpus, each labelled by two readers who saw only the types'
definitions; where they differed, a third settled it, and all three answers are kept. The captured texts are not in the
repository: a clause is found again in the corpus by the hash of its letters. Services are wholly in one part.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import blob, cloned, document_text, letters_sha256
from services.differ.clause_reader import TaxonomyReader
from services.differ.clauses import Clause, split
from services.differ.taxonomy.loader import load_taxonomy

LABELS = Path(__file__).parent / "labels" / "clause_types.jsonl"
TYPES = (
    *("ai_training", "automated_decision", "ai_output_ownership", "ai_restrictions", "sensitive_data"),
    *("biometric_data", "childrens_data", "consent_withdrawal", "price_change", "monetization_payout"),
    *("platform_discretion", "breach_notification"),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled clause: where it stands, and the types that it rightly carries."""

    bundle: str
    commit: str
    path: str
    letters_sha256: str
    part: str
    types: frozenset[str]


@dataclass(slots=True)
class Tally:
    """How often a type was given and due."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)


def labels(part: str) -> list[Labelled]:
    """The labelled clauses of a part."""
    rows = map(json.loads, LABELS.read_text().splitlines())
    return [
        Labelled(row["bundle"], row["commit"], row["path"], row["letters_sha256"], row["part"], frozenset(row["types"]))
        for row in rows
        if row["part"] == part
    ]


def found(corpus: Path, wanted: list[Labelled]) -> Iterator[tuple[Labelled, str, tuple[Clause, ...], int]]:
    """Each labelled clause that the corpus still gives: with its text, the text's clauses and its place among them."""
    with ExitStack() as stack:
        bundles = {one.bundle for one in wanted}
        repositories = {bundle: stack.enter_context(cloned(corpus / f"{bundle}.bundle")) for bundle in bundles}
        places = sorted({(one.bundle, one.commit, one.path) for one in wanted})
        for bundle, commit, path in places:
            text = document_text(blob(repositories[bundle], commit, path), bundle)
            clauses = split(text)
            by_letters = {letters_sha256(clause.normal): clause.ordinal for clause in clauses}
            for one in wanted:
                if (one.bundle, one.commit, one.path) == (bundle, commit, path) and one.letters_sha256 in by_letters:
                    yield one, text, clauses, by_letters[one.letters_sha256]


def measure(corpus: Path, part: str) -> tuple[dict[str, Tally], list[dict[str, object]], int]:
    """Tallies by type, the clauses on which reader and label differ, and how many clauses were found."""
    reader = TaxonomyReader(load_taxonomy())
    tallies = {slug: Tally() for slug in TYPES}
    errors: list[dict[str, object]] = []
    count = 0
    for one, text, clauses, ordinal in found(corpus, labels(part)):
        count += 1
        given = {label.clause_type for label in reader.read(text, clauses, [ordinal])[ordinal]} & set(TYPES)
        for slug in TYPES:
            tally = tallies[slug]
            tally.right += slug in given and slug in one.types
            tally.wrong += slug in given and slug not in one.types
            tally.missed += slug not in given and slug in one.types
        if given != one.types:
            clause = clauses[ordinal]
            errors.append(
                {
                    "path": one.path,
                    "wrong": sorted(given - one.types),
                    "missed": sorted(one.types - given),
                    "heading": clause.heading_path[-1:],
                    "text": text[clause.start : clause.end][:300],
                }
            )
    return tallies, errors, count


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=("test", "tuning"), default="test")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", action="store_true", help="list every clause on which reader and label differ")
    arguments = parser.parse_args()
    tallies, errors, count = measure(arguments.corpus, arguments.part)
    for slug, tally in tallies.items():
        due = tally.right + tally.missed
        print(f"{slug:22} due {due:3}  precision {tally.precision:.2f}  recall {tally.recall:.2f}")
    precision = sum(tally.precision for tally in tallies.values()) / len(tallies)
    recall = sum(tally.recall for tally in tallies.values()) / len(tallies)
    print(f"{count} clauses; macro precision {precision:.3f}, macro recall {recall:.3f}")
    if arguments.errors:
        for error in errors:
            print(json.dumps(error, ensure_ascii=False))
    if arguments.json:
        arguments.json.write_text(
            json.dumps({"precision": precision, "recall": recall, "clauses": count}, indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
