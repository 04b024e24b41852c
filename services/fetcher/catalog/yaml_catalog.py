"""Our own catalogue files: YAML, described in docs/catalog.md."""

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from services.fetcher.catalog.declaration import (
    Catalog,
    DocumentDeclaration,
    Fetcher,
    PlatformDeclaration,
    Problem,
    Selector,
    Source,
    location,
)

_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def _as_tuple(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


def _as_seconds(value: object) -> object:
    """`15m`, `6h` or `1d` as seconds; raises ValueError for anything else."""
    text = str(value)
    if len(text) < 2 or text[-1] not in _UNIT_SECONDS or not text[:-1].isdecimal():
        raise ValueError(f"{value!r} is no length of time; write it like 15m, 6h or 1d")
    return int(text[:-1]) * _UNIT_SECONDS[text[-1]]


Selectors = Annotated[tuple[Selector, ...], BeforeValidator(_as_tuple)]
Interval = Annotated[float, BeforeValidator(_as_seconds)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _SourceEntry(_Entry):
    url: str
    select: Selectors = ()
    remove: Selectors = ()
    fetcher: Fetcher = "http"


class _DocumentEntry(_Entry):
    type: str
    url: str | None = None
    sources: list[_SourceEntry] = []
    select: Selectors = ()
    remove: Selectors = ()
    fetcher: Fetcher = "http"
    every: Interval | None = None
    obey_robots: bool = True

    def declaration(self) -> DocumentDeclaration:
        if (self.url is None) == (not self.sources):
            raise ValueError("a document has either `url` or `sources`")
        entries = self.sources or [_SourceEntry(url=self.url or "")]
        return DocumentDeclaration(
            document_type=self.type,
            sources=tuple(self._source(entry) for entry in entries),
            interval_seconds=self.every,
            obey_robots=self.obey_robots,
        )

    def _source(self, entry: _SourceEntry) -> Source:
        """A source, with what it leaves out taken from its document."""
        told = entry.model_fields_set
        return Source(
            url=entry.url,
            select=entry.select if "select" in told else self.select,
            remove=entry.remove if "remove" in told else self.remove,
            fetcher=entry.fetcher if "fetcher" in told else self.fetcher,
        )


class _PlatformEntry(_Entry):
    name: str
    documents: list[dict[str, Any]] = []


class _File(_Entry):
    platforms: dict[str, dict[str, Any]]


def read_yaml_catalog(path: Path) -> Catalog:
    """The catalogue in a YAML file, or in all `*.yaml` and `*.yml` files of a folder, less what is wrong."""
    paths = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]) if path.is_dir() else [path]
    platforms: list[PlatformDeclaration] = []
    errors: list[Problem] = []
    for file in paths:
        _read_file(file, platforms, errors)
    return Catalog(tuple(platforms), tuple(errors))


def _read_file(file: Path, platforms: list[PlatformDeclaration], errors: list[Problem]) -> None:
    try:
        content = _File.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        errors.append(Problem(str(file), "", f"it cannot be read as YAML: {error}"))
        return
    except ValidationError as error:
        errors.extend(_problems(file, (), error))
        return
    for slug, entry in content.platforms.items():
        if any(platform.slug == slug for platform in platforms):
            errors.append(Problem(str(file), f"platforms.{slug}", "this platform is declared twice"))
            continue
        platform = _platform(file, slug, entry, errors)
        if platform is not None:
            platforms.append(platform)


def _platform(file: Path, slug: str, content: dict[str, Any], errors: list[Problem]) -> PlatformDeclaration | None:
    where: tuple[int | str, ...] = ("platforms", slug)
    try:
        entry = _PlatformEntry.model_validate(content)
        declared = [
            document
            for number, raw in enumerate(entry.documents)
            if (document := _document(file, (*where, "documents", number), raw, errors)) is not None
        ]
        return PlatformDeclaration(slug=slug, name=entry.name, documents=tuple(declared))
    except ValidationError as error:
        errors.extend(_problems(file, where, error))
        return None


def _document(
    file: Path, where: tuple[int | str, ...], content: dict[str, Any], errors: list[Problem]
) -> DocumentDeclaration | None:
    try:
        return _DocumentEntry.model_validate(content).declaration()
    except ValidationError as error:
        errors.extend(_problems(file, where, error))
    except ValueError as error:
        errors.append(Problem(str(file), location(where), str(error)))
    return None


def _problems(file: Path, where: tuple[int | str, ...], error: ValidationError) -> list[Problem]:
    return [Problem(str(file), location((*where, *detail["loc"])), _explained(detail)) for detail in error.errors()]


def _explained(detail: ErrorDetails) -> str:
    if detail["type"] in {"model_type", "dict_type"}:
        return "this has to be fields, each `name: value`, as docs/catalog.md shows"
    return detail["msg"].removeprefix("Value error, ")
