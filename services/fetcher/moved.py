"""Whether a document has moved for good. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from services.fetcher.fetch import FetchedPart

PERMANENT_STATUSES = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Move:
    """From where a source moved, and where to."""

    from_url: str
    to_url: str


def move_of(parts: Sequence[FetchedPart], earlier_urls: Sequence[str], *, was_moved: bool) -> Move | None:
    """The first lasting move among a document's parts, or None.

    A part has moved when it is only reached by permanent redirects and answers at another address than it did at
    the capture before (`earlier_urls`, one a part, or none). A redirect that was there from the first capture on,
    to a language's folder for example, is no move. `was_moved` keeps the state until the redirect is gone.
    """
    if len(earlier_urls) != len(parts):
        return None
    for part, earlier_url in zip(parts, earlier_urls, strict=True):
        is_permanent = bool(part.redirects) and all(hop.status in PERMANENT_STATUSES for hop in part.redirects)
        if is_permanent and (was_moved or _place(part.final_url) != _place(earlier_url)):
            return Move(part.requested_url, part.final_url)
    return None


def _place(url: str) -> tuple[str, str]:
    """What of an address is more than a spelling: without scheme, `www.`, query and a final slash."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
