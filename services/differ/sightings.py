"""What waits in quarantine, seen again: whether it is the same page, and whether it has been seen often enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.differ import clauses
from services.differ.document_state import WaitingCapture
from services.differ.extract.document import CanonicalDocument
from services.differ.gate import OTHER_LANGUAGE, Passage, Verdict
from services.differ.gate_limits import SAME_PAGE
from services.differ.likeness import likeness


@dataclass(frozen=True, slots=True)
class Stay:
    """How often a page is to be seen, and how long after the first time, to be taken for the document."""

    captures: int
    time: timedelta

    def is_reached(self, captures: int, time: timedelta) -> bool:
        """Whether so many captures over so long are enough."""
        return captures >= self.captures and time >= self.time


_USUAL = (Stay(2, timedelta(hours=6)), Stay(3, timedelta()))
_UNUSUAL: Mapping[str, tuple[Stay, ...]] = {
    "cut": (Stay(3, timedelta(hours=6)),),
    OTHER_LANGUAGE: (Stay(2, timedelta(days=7)), Stay(3, timedelta(days=2))),
}
"""What only lacks text is how a page looks that failed to load; another language is often only the visitor's."""

_WAITING_TEXTS_KEPT = 3


def sightings(waiting: Sequence[WaitingCapture], page: CanonicalDocument) -> tuple[WaitingCapture, ...]:
    """What waits and shows the same as `page`, of what repetition can confirm."""
    return tuple(entry for entry in waiting if entry.is_confirmable and _is_same_page(entry, page))


def stays(rule: str) -> tuple[Stay, ...]:
    """The stays that confirm what `rule` held back; any of them does."""
    return _UNUSUAL.get(rule, _USUAL)


def is_confirmed(seen: Sequence[WaitingCapture], verdict: Verdict, captured_at: datetime) -> bool:
    """Whether what was `seen` before, and now again, has stayed long enough."""
    return any(
        stay.is_reached(entry.times_seen + 1, captured_at - entry.first_seen_at)
        for entry in seen
        for stay in stays(verdict.rule)
    )


def with_sighting(
    waiting: Sequence[WaitingCapture],
    page: CanonicalDocument,
    verdict: Verdict,
    capture_id: str,
    captured_at: datetime,
) -> tuple[WaitingCapture, ...]:
    """What waits once `page` has been held back: the entry that shows the same, seen once more, or a new one, first.

    What is never confirmed is one entry for each rule: an error page that says another number every time is one page.
    """
    is_confirmable = verdict.passage is Passage.HELD
    entry = WaitingCapture(
        capture_id=capture_id,
        comparison_sha256=page.comparison_sha256,
        text=page.text if is_confirmable else "",
        reason=verdict.rule,
        is_confirmable=is_confirmable,
        times_seen=1,
        first_seen_at=captured_at,
        last_seen_at=captured_at,
    )
    again = next((seen for seen in waiting if _is_again(seen, entry, page)), None)
    if again is not None:
        entry = replace(
            entry,
            capture_id=again.capture_id,
            times_seen=again.times_seen + 1,
            first_seen_at=again.first_seen_at,
        )
    rest = [seen for seen in waiting if seen is not again]
    return (
        entry,
        *(seen if place < _WAITING_TEXTS_KEPT else replace(seen, text="") for place, seen in enumerate(rest)),
    )


def _is_again(seen: WaitingCapture, entry: WaitingCapture, page: CanonicalDocument) -> bool:
    if seen.is_confirmable != entry.is_confirmable:
        return False
    return _is_same_page(seen, page) if entry.is_confirmable else seen.reason == entry.reason


def _is_same_page(entry: WaitingCapture, page: CanonicalDocument) -> bool:
    if entry.comparison_sha256 == page.comparison_sha256:
        return True
    if not entry.text:
        return False
    alike = likeness(entry.text, page.text, clauses.split(entry.text), clauses.split(page.text))
    return alike.words_kept >= SAME_PAGE and alike.words_shared >= SAME_PAGE
