"""Values as people read them: dates, counts, weekdays, and links that lead out."""

from datetime import datetime
from urllib.parse import urlsplit

from services.api.archive.models import Change

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MODES = {"alert": "Mail on the same day", "digest": "Weekly digest", "both": "Same day, and a weekly digest"}


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


def web_address(url: str) -> str | None:
    """The address where a page may link to it: http and https alone, for it comes from outside."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
