"""What the archive knows of a document, as far as the decision on its next capture needs it.

All plain values: a store rebuilds it from rows, or keeps it as JSON. Texts are canonical texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.differ.extract.document import CanonicalDocument, PageFacts


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """The version in force: its number, text, and the page it was last seen on."""

    number: int
    text: str
    comparison_sha256: str
    language: str | None
    title: str
    declared_updated_on: date | None
    declared_effective_on: date | None
    facts: PageFacts
    since: datetime
    last_seen_at: datetime

    @classmethod
    def of(cls, page: CanonicalDocument, number: int, seen_at: datetime) -> KnownVersion:
        """The version that `page` becomes, first and last seen at `seen_at`."""
        return cls(
            number=number,
            text=page.text,
            comparison_sha256=page.comparison_sha256,
            language=page.language,
            title=page.title,
            declared_updated_on=page.declared_updated_on,
            declared_effective_on=page.declared_effective_on,
            facts=page.facts,
            since=seen_at,
            last_seen_at=seen_at,
        )


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text that was in force or was seen in turn with one that was. `version` is None for a variant that never was
    one.

    `text` may be left out (None) for all but known variants and the three texts last in force; without it only an
    exact return is recognised.
    """

    comparison_sha256: str
    last_seen_at: datetime
    version: int | None = None
    text: str | None = None
    is_variant: bool = False


@dataclass(frozen=True, slots=True)
class WaitingCapture:
    """A quarantine entry that waits: what was seen, why it was held back, how often and since when.

    `is_confirmable` is set for what could be this policy; the rest is never confirmed by being seen again.
    """

    capture_id: str
    comparison_sha256: str
    text: str
    reason: str
    is_confirmable: bool
    times_seen: int
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class ReturnStreak:
    """Consecutive captures of one earlier text while another is in force."""

    comparison_sha256: str
    captures: int
    since: datetime


@dataclass(frozen=True, slots=True)
class DocumentState:
    """The document so far. `in_force` is None until a first capture has passed the gates."""

    in_force: KnownVersion | None = None
    earlier: tuple[EarlierText, ...] = ()
    waiting: tuple[WaitingCapture, ...] = ()
    streak: ReturnStreak | None = None
    captures: int = 0
