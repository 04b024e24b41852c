"""The types that reading takes and gives: a capture's parts, and the canonical document."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RangeSelector:
    """Everything between two elements, each given by CSS; a None leaves that end open."""

    start_before: str | None = None
    start_after: str | None = None
    end_before: str | None = None
    end_after: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The catalogue's word on where one source's policy stands; both empty means: find it."""

    select: tuple[str | RangeSelector, ...] = ()
    remove: tuple[str | RangeSelector, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePart:
    """One source of a capture, as received. `url` is where it came from after redirects; `requested_url` where it was
    asked for.
    """

    content: bytes
    media_type: str
    charset: str | None
    url: str
    status: int
    selection: Selection = Selection()
    requested_url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a span of the text: offsets, and the absolute address without tracking parameters."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that was on the page and is not in the text, the rule that took it out, and its first characters."""

    rule: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the gate weighs beside the text: figures of the page as a whole.

    Lengths are in characters of visible text. `canonical_url` is what the page says its address is.
    `prose_characters` counts text in sentences (not navigation, not labels). `has_challenge` is looked for only where
    there is little of it. `selection_missed` is set when the catalogue's selectors found nothing and the text was
    found without them.
    """

    status: int = 200
    url: str = ""
    requested_url: str | None = None
    canonical_url: str | None = None
    refresh_url: str | None = None
    heading: str = ""
    text_characters: int = 0
    prose_characters: int = 0
    link_characters: int = 0
    password_inputs: int = 0
    is_script_wall: bool = False
    has_challenge: bool = False
    asks_for_consent: bool = False
    selection_missed: bool = False


@dataclass(frozen=True, slots=True)
class CanonicalDocument:
    """A capture's canonical text, with its links, hashes, language, dates, the page's figures and what was left out."""

    text: str
    links: tuple[Link, ...]
    title: str
    language: str | None
    text_sha256: str
    comparison_sha256: str
    declared_updated_on: date | None
    declared_effective_on: date | None
    facts: PageFacts
    removed: tuple[Removed, ...]
