"""Texts that were read for every clause type: what each says, by the taxonomy's definitions alone.

`readings/read.jsonl` has texts of the corpus: a line of `points.jsonl` or `clauses.jsonl`, or a clause of a document of
a bundle. Their words are not in the repository; each is found again, and checked, by the hash of its letters.
`readings/invented.jsonl` has texts that were written for the types of which the corpus has few, and near misses.
`readings/held_out.jsonl` has more of these, by a writer who knew neither cues nor texts, and nobody has written cues by
them: they say what cues and weights are worth on wordings that neither has seen.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpus import blob, cloned, document_text, letters_sha256
from services.differ.clauses import split
from services.differ.reading.passages import passage_of

_FOLDER = Path(__file__).parent / "readings"
_BUNDLES = ("snapshots", "versions")
_HASH_LENGTH = 12
_INVENTED_IN_A_GROUP = 40
_GROUPS_OF_HELD_OUT = 24


class ReadingError(ValueError):
    """A reading whose text is not in the corpus as it was when it was read."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text, after the sentence that leads it in, with all its types; `group` is its company."""

    text: str
    group: str
    types: frozenset[str]


def company(service: str) -> str:
    """What a service is grouped by, however a source spells it: no text of a company is measured by its others."""
    return "".join(service.lower().split())


def letters_hash(text: str) -> str:
    """The beginning of the SHA-256 of a text's letters and digits in small letters, in hex."""
    return letters_sha256(text)[:_HASH_LENGTH]


def readings_of_lines(name: str, texts: list[str]) -> dict[int, frozenset[str]]:
    """The types of each line of a file of the corpus that was read. Raises ReadingError."""
    found = {}
    for reading in json_lines(_FOLDER / "read.jsonl"):
        if reading["source"] == name:
            line = reading["line"]
            if line >= len(texts) or letters_hash(texts[line]) != reading["letters"]:
                raise ReadingError(
                    f"{name}, line {line + 1}, is not the text that was read: take the corpus as it was."
                )
            found[line] = frozenset(reading["types"])
    return found


def read_clauses(corpus: Path) -> list[ReadText]:
    """The clauses of the bundles' documents that were read. Raises ReadingError."""
    wanted: dict[tuple[str, str, str], dict[str, frozenset[str]]] = {}
    for reading in json_lines(_FOLDER / "read.jsonl"):
        if reading["source"] in _BUNDLES:
            place = reading["source"], reading["commit"], reading["path"]
            wanted.setdefault(place, {})[reading["letters"]] = frozenset(reading["types"])
    found = []
    with ExitStack() as stack:
        repositories = {name: stack.enter_context(cloned(corpus / f"{name}.bundle")) for name in _BUNDLES}
        for (name, commit, path), types in sorted(wanted.items()):
            texts = dict(_clauses(blob(repositories[name], commit, path), name))
            if missing := types.keys() - texts.keys():
                raise ReadingError(
                    f"{path} at {commit} lacks {len(missing)} clauses that were read: {sorted(missing)}."
                )
            group = company(path.split("/")[0])
            found += [ReadText(texts[letters], group, types[letters]) for letters in sorted(types)]
    return found


def invented() -> list[ReadText]:
    """The texts that were written to learn from, in groups of neighbours as if each were a company's."""
    texts = _written("invented.jsonl")
    return [ReadText(text, f"invented {n // _INVENTED_IN_A_GROUP}", types) for n, (text, types) in enumerate(texts)]


def held_out() -> list[ReadText]:
    """The texts that were written to measure by, each group with some of every type."""
    texts = _written("held_out.jsonl")
    return [ReadText(text, f"held out {n % _GROUPS_OF_HELD_OUT}", types) for n, (text, types) in enumerate(texts)]


def _written(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    for one in json_lines(_FOLDER / name):
        lead_in = one["above"] if one["above"].endswith(":") else ""
        yield passage_of(one["text"], lead_in).text, frozenset(one["types"])


def _clauses(content: bytes, bundle: str) -> Iterator[tuple[str, str]]:
    text = document_text(content, bundle)
    for clause in split(text):
        quote = text[clause.start : clause.end]
        yield letters_hash(quote), passage_of(quote, clause.lead_in or "").text


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
