"""Canonical documents and the running of a document's captures, for the tests of gate and decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from services.differ.decide import decide
from services.differ.decision import Decision
from services.differ.document_state import DocumentState
from services.differ.extract.canonical import CanonicalDocument, PageFacts
from services.differ.extract.comparison_form import comparison_sha256
from services.differ.own_dates import own_dates

START = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def policy(paragraphs: int = 12, marker: str = "alpha") -> str:
    """A policy of so many unlike paragraphs under headings."""
    parts = ["# Privacy policy", "Last updated: 3 January 2026"]
    for number in range(1, paragraphs + 1):
        parts.append(f"## {number}. Section {marker}{number}")
        parts.append(
            f"For purpose {marker}{number} we keep records of kind {number * 7} and share them with partner "
            f"{marker}{number * 3} for {number} months, unless the law of place {marker}{number * 5} asks for more."
        )
    return "\n\n".join(parts)


def rewritten(sentence: str, paragraphs: int = 12) -> str:
    """A policy of other words: `sentence` with a number of its own in each paragraph."""
    parts = [f"## Chapter {number}\n\n{sentence.format(number)}" for number in range(1, paragraphs + 1)]
    return "\n\n".join(("# How it is used", "Last updated: 9 January 2026", *parts))


def document(text: str, title: str = "Privacy policy", language: str | None = "en", **facts: Any) -> CanonicalDocument:
    """A document with this text as its page would give it."""
    dates = own_dates(text)
    base = PageFacts(
        url="https://example.org/privacy",
        heading=text.split("\n")[0].lstrip("# "),
        text_characters=len(text),
        prose_characters=len(text),
    )
    return CanonicalDocument(
        text=text,
        links=(),
        title=title,
        language=language,
        text_sha256=sha256(text.encode()).hexdigest(),
        comparison_sha256=comparison_sha256(text),
        declared_updated_on=dates.updated_on,
        declared_effective_on=dates.effective_on,
        facts=replace(base, **facts),
        removed=(),
    )


def run(*pages: CanonicalDocument, days: float = 1.0) -> list[Decision]:
    """The decisions on captures so many days apart."""
    state: DocumentState | None = None
    decisions = []
    for number, page in enumerate(pages):
        decision = decide(page, state, START + timedelta(days=days * number), f"capture-{number}")
        state = decision.next_state
        decisions.append(decision)
    return decisions


def outcomes(*pages: CanonicalDocument, days: float = 1.0) -> list[str]:
    """The outcomes of captures so many days apart."""
    return [str(decision.outcome) for decision in run(*pages, days=days)]
