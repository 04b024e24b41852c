"""`clausewatch classify`: the clause types of texts in a file, with the evidence of each."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from services.cli.failures import CommandError
from services.cli.json_lines import JsonLine, json_lines
from services.cli.terminal import harmless
from services.differ.reading.classify import ClassifiedType, ReadableClause, Reader, Reading
from services.differ.reading.linear_model import shipped_model
from services.differ.taxonomy.loader import load_taxonomy
from shared.collector import keep_loaded

_MOST_TEXTS_AT_ONCE = 500
_LONGEST_TEXT_CHARACTERS = 100_000


def classify_command(path: Path, *, as_json: bool) -> None:
    """Prints the types of each text of a JSON Lines file, a line a text and in order.

    Each line is an object with a `text`; `heading_path`, a list of headings, is used where it is there, and all else
    ignored. Raises CommandError for a line that is not such an object, with its number.
    """
    waiting: list[ReadableClause] = []
    for clause in map(_clause, json_lines(path)):
        waiting.append(clause)
        if len(waiting) == _MOST_TEXTS_AT_ONCE:
            _print(waiting, as_json=as_json)
            waiting.clear()
    _print(waiting, as_json=as_json)


def as_object(clause: ReadableClause, reading: Reading) -> dict[str, Any]:
    """A reading as it is printed: `types`, `language`, and each label with its evidence."""
    return {
        "types": [label.clause_type for label in reading.labels],
        "language": reading.language,
        "labels": [_label(clause.text, label) for label in reading.labels],
    }


@lru_cache(maxsize=1)
def _reader() -> Reader:
    reader = Reader(load_taxonomy(), shipped_model())
    keep_loaded()
    return reader


def _label(text: str, label: ClassifiedType) -> dict[str, Any]:
    return {
        "type": label.clause_type,
        "confidence": label.confidence,
        "basis": label.basis,
        "likelihood": round(label.likelihood, 4),
        "rule": label.rule,
        "because": label.because(),
        "evidence": {"start": label.start, "end": label.end, "quote": text[label.start : label.end]},
    }


def _print(clauses: list[ReadableClause], *, as_json: bool) -> None:
    for clause, reading in zip(clauses, _reader().classify(clauses), strict=True):
        if as_json:
            print(json.dumps(as_object(clause, reading), ensure_ascii=False))
            continue
        print(harmless(" ".join(clause.text.split())))
        for label in reading.labels:
            quote = " ".join(clause.text[label.start : label.end].split())
            print(
                harmless(
                    f"    {label.clause_type} ({label.confidence}, {label.basis}): {label.because()} "
                    f"[{label.rule}]: {quote}"
                )
            )


def _clause(line: JsonLine) -> ReadableClause:
    text = line.value.get("text")
    if not isinstance(text, str):
        raise CommandError(f'{line.where}: a JSON object with a "text" is needed.')
    if len(text) > _LONGEST_TEXT_CHARACTERS:
        raise CommandError(f"{line.where}: the text is longer than {_LONGEST_TEXT_CHARACTERS:,} characters.")
    headings = line.value.get("heading_path", [])
    if not isinstance(headings, list) or not all(isinstance(heading, str) for heading in headings):
        raise CommandError(f'{line.where}: "heading_path" is not a list of texts.')
    return ReadableClause(text, tuple(headings))
