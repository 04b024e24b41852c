"""Reads the taxonomy from its files and checks it whole: what is wrong is told with file, line and remedy."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from services.differ.taxonomy.errors import Problem, TaxonomyError, explained
from services.differ.taxonomy.lined_yaml import LinedDocument, read_lined
from services.differ.taxonomy.models import ClauseType, Patterns, Regulation, Taxonomy
from services.differ.taxonomy.word_lists import with_words

_Model = TypeVar("_Model")
_CLAUSE_TYPE: TypeAdapter[ClauseType] = TypeAdapter(ClauseType)
_REGULATIONS: TypeAdapter[tuple[Regulation, ...]] = TypeAdapter(tuple[Regulation, ...])
_MODIFIERS: TypeAdapter[dict[str, Patterns]] = TypeAdapter(dict[str, Patterns])


@dataclass(slots=True)
class _Reading:
    """What has been read so far, each with the file that says it, and the mistakes found."""

    clause_types: dict[str, tuple[ClauseType, LinedDocument]] = field(default_factory=dict)
    regulations: dict[str, Regulation] = field(default_factory=dict)
    modifiers: dict[str, Patterns] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def copy(self) -> "_Reading":
        """The same, to read more into."""
        return _Reading(dict(self.clause_types), dict(self.regulations), dict(self.modifiers), list(self.problems))


def load_taxonomy(extra_folder: Path | None = None) -> Taxonomy:
    """The taxonomy that the product ships, with what an operator's folder adds to it or puts in its place.

    The folder has the shipped one's layout: `clause_types/*.yaml`, `regulations.yaml`, `modifiers.yaml`, each of
    them optional. Raises TaxonomyError with every mistake of every file.
    """
    reading = _shipped().copy()
    if extra_folder is not None:
        if not extra_folder.is_dir():
            raise TaxonomyError(
                [Problem(str(extra_folder), 1, "this is not a folder: make it, or correct the setting")]
            )
        _read_folder(extra_folder, f"{extra_folder}/", reading)
    _check_references(reading)
    if reading.problems:
        raise TaxonomyError(reading.problems)
    return Taxonomy(
        clause_types={slug: reading.clause_types[slug][0] for slug in sorted(reading.clause_types)},
        regulations=dict(sorted(reading.regulations.items())),
        shared_modifiers=dict(sorted(reading.modifiers.items())),
    )


@cache
def _shipped() -> _Reading:
    """What the product ships, read once: checking its patterns takes most of a second."""
    reading = _Reading()
    _read_folder(files("services.differ.taxonomy"), "", reading)
    return reading


def _read_folder(folder: Traversable, shown_as: str, reading: _Reading) -> None:
    for file in _yaml_files(folder / "clause_types"):
        _read_clause_type(file, f"{shown_as}clause_types/{file.name}", reading)
    if document := _document(folder / "regulations.yaml", f"{shown_as}regulations.yaml", reading):
        _read_regulations(document, reading)
    if document := _document(folder / "modifiers.yaml", f"{shown_as}modifiers.yaml", reading):
        modifiers = _validated(_MODIFIERS, document, reading)
        reading.modifiers.update(modifiers or {})


def _yaml_files(folder: Traversable) -> list[Traversable]:
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((file for file in found if file.name.endswith(".yaml")), key=lambda file: file.name)


def _document(file: Traversable, shown_as: str, reading: _Reading) -> LinedDocument | None:
    if not file.is_file():
        return None
    try:
        return read_lined(shown_as, file.read_text(encoding="utf-8"))
    except TaxonomyError as error:
        reading.problems.extend(error.problems)
    except UnicodeDecodeError:
        reading.problems.append(Problem(shown_as, 1, "this file is not UTF-8: save it as UTF-8"))
    return None


def _read_clause_type(file: Traversable, shown_as: str, reading: _Reading) -> None:
    document = _document(file, shown_as, reading)
    if document is None:
        return
    document, problems = with_words(document)
    reading.problems += problems
    clause_type = _validated(_CLAUSE_TYPE, document, reading)
    if clause_type is None:
        return
    expected = file.name.removesuffix(".yaml")
    if clause_type.slug != expected:
        what = f"the slug {clause_type.slug!r} is not the file's name: make one of them the other"
        reading.problems.append(document.problem(("slug",), what))
        return
    reading.clause_types[clause_type.slug] = clause_type, document


def _read_regulations(document: LinedDocument, reading: _Reading) -> None:
    seen: set[str] = set()
    regulations = _validated(_REGULATIONS, document, reading)
    for index, regulation in enumerate(regulations or ()):
        if regulation.slug in seen:
            what = f"the regulation {regulation.slug!r} is in this file twice: keep one"
            reading.problems.append(document.problem((index,), what))
        seen.add(regulation.slug)
        reading.regulations[regulation.slug] = regulation


def _validated(adapter: TypeAdapter[_Model], document: LinedDocument, reading: _Reading) -> _Model | None:
    try:
        return adapter.validate_python(document.value)
    except ValidationError as error:
        for found in error.errors():
            reading.problems.append(document.problem(found["loc"], explained(found)))
    return None


def _check_references(reading: _Reading) -> None:
    for clause_type, document in reading.clause_types.values():
        for index, applied in enumerate(clause_type.regulations):
            if applied.regulation not in reading.regulations:
                what = f"there is no regulation {applied.regulation!r}: correct the slug, or add it to regulations.yaml"
                reading.problems.append(document.problem(("regulations", index, "regulation"), what))
        for index, modifier in enumerate(clause_type.severity):
            if modifier.cue not in clause_type.modifiers and modifier.cue not in reading.modifiers:
                what = f"there is no modifier {modifier.cue!r}: define it under `modifiers` here, or in modifiers.yaml"
                reading.problems.append(document.problem(("severity", index, "cue"), what))
        for unused in clause_type.modifiers.keys() - {modifier.cue for modifier in clause_type.severity}:
            what = f"no line of `severity` names the modifier {unused!r}: name it, or remove it"
            reading.problems.append(document.problem(("modifiers", unused), what))
