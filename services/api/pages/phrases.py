"""Values as people read them: dates, counts, weekdays, and links that lead out."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from services.api.archive.models import Change, ClauseChange, ClauseChangeReading, Stability
from services.api.taxonomy.models import Prevalence

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MODES = {"alert": "Mail on the same day", "digest": "Weekly digest", "both": "Same day, and a weekly digest"}

GROUPS = {
    "data": "Personal data",
    "ai": "Artificial intelligence",
    "disputes": "Disputes and liability",
    "control": "Control over the service",
    "commerce": "Money",
}
RELEVANCES = {"applies": "applies", "may_apply": "may apply", "related": "related"}
_SEEN_AT_ONCE = 6
_MOST_GRAVE = 8

DIRECTIONS = {
    "worse": "worse for you",
    "better": "better for you",
    "neutral": "neutral",
    "unclear": "for whom is unclear",
}

BASES = {"explicit": "explicit document language", "inferred": "inferred from context"}
CONTROLS = {
    "opt_out": "a way to opt out",
    "consent": "consent",
    "settings": "a choice in the settings",
    "cancellation": "a way to cancel",
    "refund": "a refund",
    "appeal": "a way to appeal",
}


def day(moment: datetime) -> str:
    """Such as 19 September 2024."""
    return f"{moment.day} {moment:%B %Y}"


def minute(moment: datetime) -> str:
    """Such as 19 September 2024, 14:03 UTC."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def counts(change: Change) -> str:
    """Such as 2 clauses reworded, 1 added."""
    parts = [
        (change.modified, "reworded"),
        (change.added, "added"),
        (change.removed, "removed"),
        (change.moved, "moved"),
    ]
    named = [(number, what) for number, what in parts if number]
    if not named:
        return "No clause changed in substance"
    number, what = named[0]
    first = f"{number} {'clause' if number == 1 else 'clauses'} {what}"
    return ", ".join([first, *(f"{number} {what}" for number, what in named[1:])])


def prevalence(common: Prevalence) -> str:
    """Such as On 3 platforms, in 12 clauses of 5 documents."""
    if not common.provisions:
        return "On no platform that is watched"
    platforms, documents, clauses = (
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in (
            (common.platforms, "platform"),
            (common.documents, "document"),
            (common.provisions, "clause"),
        )
    )
    return f"On {platforms}, in {clauses} of {documents}"


def stability(found: Stability) -> str:
    """Such as Changed 2 times in 34.5 months."""
    times = {0: "Never changed", 1: "Changed once"}.get(found.changes, f"Changed {found.changes} times")
    return f"{times} in {found.months_watched:g} months"


def sentence(text: str) -> str:
    """A reason as a sentence: a capital first, a full stop last."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def web_address(url: str) -> str | None:
    """The address where a page may link to it: http and https alone, for it comes from outside."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def gravest(clause_changes: Sequence[ClauseChange]) -> list[tuple[int, ClauseChangeReading]]:
    """Of a change too long to be seen at once, the places (from 1) and readings of its gravest clauses, the gravest
    first, and of these what is worse for the reader; none of low severity, and none of a short change.
    """
    if len(clause_changes) <= _SEEN_AT_ONCE:
        return []
    read = [(place, one.reading) for place, one in enumerate(clause_changes, 1) if one.reading is not None]
    grave = [(place, reading) for place, reading in read if reading.severity != "low"]
    return sorted(grave, key=lambda one: (one[1].severity != "high", one[1].direction != "worse"))[:_MOST_GRAVE]
