"""What the catalogue declares of a document: where it is, what of its page is the policy, how to fetch it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

Fetcher = Literal["http", "browser"]
CssSelector = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


@cache
def document_types() -> tuple[str, ...]:
    """The 44 document types: the names of Open Terms Archive's terms types (their release 2.2.0)."""
    text = files("services.fetcher.catalog").joinpath("document_types.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _known_type(name: str) -> str:
    if name not in document_types():
        raise ValueError(f"{name!r} is not a document type; the {len(document_types())} are in docs/catalog.md")
    return name


def _web_url(url: str) -> str:
    if not url.startswith(("http://", "https://")) or any(character.isspace() for character in url):
        raise ValueError(f"{url!r} is not a web address (http:// or https://)")
    return url


DocumentType = Annotated[str, AfterValidator(_known_type)]
WebUrl = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_web_url)]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Range(_Declared):
    """A stretch of a page between two elements, each named by CSS, and each taken in or left out."""

    start_before: CssSelector | None = None
    start_after: CssSelector | None = None
    end_before: CssSelector | None = None
    end_after: CssSelector | None = None

    @model_validator(mode="after")
    def _has_one_start_and_one_end(self) -> Self:
        if (self.start_before is None) == (self.start_after is None):
            raise ValueError("a range needs one of start_before and start_after")
        if (self.end_before is None) == (self.end_after is None):
            raise ValueError("a range needs one of end_before and end_after")
        return self


def _selector_kind(value: object) -> str:
    return "range" if isinstance(value, dict | Range) else "css"


Selector = Annotated[Annotated[CssSelector, Tag("css")] | Annotated[Range, Tag("range")], Discriminator(_selector_kind)]


class Source(_Declared):
    """One address of a document, with what of its page is the policy (`select`) and what is not (`remove`).

    `unread_filters` names what an imported declaration also asks for and this system does not do.
    """

    url: WebUrl
    select: tuple[Selector, ...] = Field(default=(), max_length=50)
    remove: tuple[Selector, ...] = Field(default=(), max_length=100)
    fetcher: Fetcher = "http"
    unread_filters: tuple[str, ...] = ()


class DocumentDeclaration(_Declared):
    """One document: its type and its sources, which together are the document, in this order."""

    document_type: DocumentType
    sources: tuple[Source, ...] = Field(min_length=1, max_length=50)
    interval_seconds: float | None = Field(default=None, gt=0)
    obey_robots: bool = True


class PlatformDeclaration(_Declared):
    """A platform and its watched documents, at most one of each type."""

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    documents: tuple[DocumentDeclaration, ...] = ()

    @model_validator(mode="after")
    def _has_each_type_once(self) -> Self:
        names = [document.document_type for document in self.documents]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"declares {', '.join(repeated)} more than once")
        return self


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a catalogue that was not taken over: in which file, where in it, and what is wrong."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.what}" if self.where else f"{self.file}: {self.what}"


@dataclass(frozen=True, slots=True)
class Catalog:
    """What a catalogue declares. `errors` were left out of it; `notices` were taken over in part."""

    platforms: tuple[PlatformDeclaration, ...]
    errors: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def location(parts: tuple[int | str, ...]) -> str:
    """Where in a file something is: `documents[2].sources[0].url`."""
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
