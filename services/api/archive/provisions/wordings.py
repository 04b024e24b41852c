"""A provision's wordings: versions in a row that word it alike, taken together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.api.archive.models import Segment, Wording


@dataclass(frozen=True, slots=True)
class Presence:
    """A provision as one version words it, with the change that led to that version and its redline."""

    version: int
    first_seen_at: datetime
    last_seen_at: datetime
    heading_path: list[str]
    text: str
    change_id: str | None
    redline: list[Segment]


def wordings(presences: Sequence[Presence]) -> list[Wording]:
    """The wordings, newest first, of a provision whose presences are given oldest first.

    A wording ends where the text changes, and where a version lacks the provision.
    """
    runs: list[list[Presence]] = []
    for presence in presences:
        latest = runs[-1][-1] if runs else None
        if latest and latest.text == presence.text and presence.version <= latest.version + 1:
            runs[-1].append(presence)
        else:
            runs.append([presence])
    return [_wording(run, is_first=number == 0) for number, run in enumerate(runs)][::-1]


def _wording(run: Sequence[Presence], is_first: bool) -> Wording:
    first, last = run[0], run[-1]
    return Wording(
        text=first.text,
        heading_path=last.heading_path,
        first_version=first.version,
        last_version=last.version,
        first_seen_at=first.first_seen_at,
        last_seen_at=max(presence.last_seen_at for presence in run),
        change_id=None if is_first else first.change_id,
        redline=[] if is_first else first.redline,
    )
