"""Open Terms Archive's declarations: a JSON file a service, with the earlier ones in `*.history.json`.

A declaration names CSS selectors or ranges (`startBefore`, `startAfter`, `endBefore`, `endAfter`), several
pages to `combine`, `executeClientScripts` where a browser is needed, and JavaScript filters of its collection.
Those are code that is not here: such a document is imported without them, and a notice says so.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from services.fetcher.catalog.declaration import (
    Catalog,
    DocumentDeclaration,
    PlatformDeclaration,
    Problem,
    Source,
    location,
)
from services.fetcher.catalog.slug import platform_slug

_RANGE_KEYS = {
    "startBefore": "start_before",
    "startAfter": "start_after",
    "endBefore": "end_before",
    "endAfter": "end_after",
}
_HISTORY = ".history.json"


class DeclarationError(ValueError):
    """A declaration that cannot be read; says where and why."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A declaration with the moment until which it was in force; None for the present one."""

    declaration: DocumentDeclaration
    valid_until: datetime | None


@dataclass(slots=True)
class DeclaredService:
    """One service: its name, and the revisions of each of its documents in order of time."""

    service_id: str
    name: str
    revisions: dict[str, list[Revision]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenTermsArchive:
    """All declarations of a folder, present and past. `service_id` is the name of a service's file."""

    services: dict[str, DeclaredService]
    errors: tuple[Problem, ...]
    notices: tuple[Problem, ...]

    def declaration_at(self, service_id: str, document_type: str, moment: datetime) -> DocumentDeclaration | None:
        """The declaration in force at a moment; after the last one of an ended document, that last one.

        None when there never was one.
        """
        service = self.services.get(service_id)
        revisions = service.revisions.get(document_type, []) if service else []
        for revision in revisions:
            if revision.valid_until is None or moment <= revision.valid_until:
                return revision.declaration
        return revisions[-1].declaration if revisions else None

    def platform(self, service_id: str) -> PlatformDeclaration | None:
        """A service as a platform with the documents that are declared at present."""
        service = self.services.get(service_id)
        if service is None:
            return None
        present = (revisions[-1] for revisions in service.revisions.values() if revisions)
        return PlatformDeclaration(
            slug=platform_slug(service_id),
            name=service.name,
            documents=tuple(one.declaration for one in present if one.valid_until is None),
        )

    def catalog(self) -> Catalog:
        """The platforms and documents that are declared at present."""
        platforms = (self.platform(service_id) for service_id in sorted(self.services))
        return Catalog(
            tuple(platform for platform in platforms if platform is not None and platform.documents),
            self.errors,
            self.notices,
        )


def read_open_terms_archive(folder: Path) -> OpenTermsArchive:
    """Every declaration in a folder and the folders in it; what cannot be read is left out and told."""
    reader = _Reader()
    for path in sorted(folder.rglob("*.json")):
        if path.name.endswith(_HISTORY):
            reader.read_history(path)
        elif path.parent.name == "declarations" or path.parent == folder:
            reader.read_present(path)
    reader.settle()
    return OpenTermsArchive(reader.services, tuple(reader.errors), tuple(reader.notices))


class _Reader:
    """Gathers services file by file."""

    def __init__(self) -> None:
        self.services: dict[str, DeclaredService] = {}
        self.errors: list[Problem] = []
        self.notices: list[Problem] = []
        self._slugs: dict[str, str] = {}

    def read_present(self, path: Path) -> None:
        """Takes over a service's present declarations."""
        content = self._json(path)
        if content is None:
            return
        if not isinstance(content.get("terms"), dict) or not isinstance(content.get("name"), str):
            self.errors.append(Problem(str(path), "", "it has no `name` and `terms`, so it is no declaration"))
            return
        service = self._service(path, path.name.removesuffix(".json"))
        if service is None:
            return
        service.name = content["name"]
        for document_type, declared in content["terms"].items():
            self._add(path, service, document_type, declared, ("terms", document_type), is_present=True)

    def read_history(self, path: Path) -> None:
        """Takes over a service's earlier declarations."""
        service = self._service(path, path.name.removesuffix(_HISTORY))
        if service is None:
            return
        for document_type, revisions in (self._json(path) or {}).items():
            for number, declared in enumerate(revisions if isinstance(revisions, list) else []):
                self._add(path, service, document_type, declared, (document_type, number), is_present=False)

    def settle(self) -> None:
        """Puts each document's revisions into order of time."""
        last = datetime.max.replace(tzinfo=UTC)
        for service in self.services.values():
            for revisions in service.revisions.values():
                revisions.sort(key=lambda revision: revision.valid_until or last)

    def _service(self, path: Path, service_id: str) -> DeclaredService | None:
        slug = platform_slug(service_id)
        if not slug or self._slugs.setdefault(slug, service_id) != service_id:
            other = self._slugs.get(slug, "")
            self.errors.append(Problem(str(path), "", f"its id {slug!r} is empty or already that of {other!r}"))
            return None
        return self.services.setdefault(service_id, DeclaredService(service_id, service_id))

    def _json(self, path: Path) -> dict[str, Any] | None:
        try:
            content = json.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            self.errors.append(Problem(str(path), "", f"it cannot be read as JSON: {error}"))
            return None
        return content if isinstance(content, dict) else {}

    def _add(
        self,
        path: Path,
        service: DeclaredService,
        document_type: str,
        declared: object,
        where: tuple[int | str, ...],
        *,
        is_present: bool,
    ) -> None:
        try:
            if not isinstance(declared, dict):
                raise DeclarationError("it is no object")
            valid_until = None if is_present else _valid_until(declared)
            declaration = _declaration(document_type, declared)
        except ValidationError as error:
            for detail in error.errors():
                self.errors.append(Problem(str(path), location((*where, *detail["loc"])), detail["msg"]))
            return
        except DeclarationError as error:
            self.errors.append(Problem(str(path), location(where), str(error)))
            return
        revisions = service.revisions.setdefault(document_type, [])
        if is_present and any(revision.valid_until is None for revision in revisions):
            self.notices.append(Problem(str(path), location(where), "a file read before declares it as well"))
            return
        revisions.append(Revision(declaration, valid_until))
        if unread := sorted({name for source in declaration.sources for name in source.unread_filters}):
            what = f"imported without the JavaScript filters {', '.join(unread)}"
            self.notices.append(Problem(str(path), location(where), what))


def _declaration(document_type: str, declared: dict[str, Any]) -> DocumentDeclaration:
    pages = declared.get("combine", [declared])
    if not isinstance(pages, list) or not all(isinstance(page, dict) for page in pages):
        raise DeclarationError("`combine` is no list of pages")
    shared = {key: value for key, value in declared.items() if key != "combine"}
    return DocumentDeclaration(
        document_type=document_type, sources=tuple(_source({**shared, **page}) for page in pages)
    )


def _source(page: dict[str, Any]) -> Source:
    if not isinstance(page.get("fetch"), str):
        raise DeclarationError("a page has no address (`fetch`)")
    return Source.model_validate(
        {
            "url": page["fetch"],
            "select": [_selector(one) for one in _listed(page.get("select"))],
            "remove": [_selector(one) for one in _listed(page.get("remove"))],
            "fetcher": "browser" if page.get("executeClientScripts") else "http",
            "unread_filters": [_filter_name(one) for one in _listed(page.get("filter"))],
        }
    )


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _selector(value: object) -> object:
    """A CSS selector as it is, a range with our names for its ends; the rest is left to the validation."""
    if not isinstance(value, dict):
        return value
    return {_RANGE_KEYS.get(key, key): selector for key, selector in value.items()}


def _filter_name(value: object) -> str:
    return str(next(iter(value), "")) if isinstance(value, dict) else str(value)


def _valid_until(declared: dict[str, Any]) -> datetime:
    # Six real history entries spell it with a capital.
    text = declared.get("validUntil") or declared.get("ValidUntil")
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise DeclarationError(f"`validUntil` is {text!r}, which is no ISO 8601 time") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
