"""What waits, as lines for a terminal: the rule, its figures beside their limits, what is lost and gained, and what
happens next.
"""

from collections.abc import Iterator, Sequence

from services.cli.columns import Row, columns
from services.cli.terminal import harmless
from services.differ.excerpts import excerpt
from services.differ.explained_gate import explained_gate
from services.differ.held_text import held_text
from services.differ.next_steps import confirmation, of_a_stay
from services.differ.reasons import rule_in_words
from services.differ.store.quarantine import Returned, WaitingEntry

_EXCERPT_CHARACTERS = 160
_PASSAGES = 3


def lines(entries: Sequence[WaitingEntry], returned: Sequence[Returned]) -> Iterator[str]:
    """A block for each text that waits, a line for each document that shows an earlier text, and how many there are."""
    for entry in entries:
        yield harmless(f"{entry.document_id}  {entry.platform_name}, {entry.document_type}")
        yield from columns(_rows(entry))
        yield ""
    for one in returned:
        yield harmless(f"{one.document_id}  {one.platform_name}, {one.document_type}")
        yield from columns(_returned(one))
        yield ""
    hint = " `clausewatch quarantine accept` or `reject` decides on one." if entries else ""
    yield f"{len(entries)} waiting, {len(returned)} showing an earlier text.{hint}"


def _rows(entry: WaitingEntry) -> Iterator[Row]:
    yield "capture", f"{entry.capture_id}"
    yield "seen", _seen(entry)
    yield "held back", f"{entry.reason}: {rule_in_words(entry.reason)}"
    for figure in explained_gate("quarantined", entry.reason, entry.evidence).figures:
        for limit in figure.limits:
            if limit.rule == entry.reason:
                yield "", f"{figure.name} {figure.value}, {'' if limit.is_passed else 'not '}{limit.limit}"
    yield "title", excerpt(str(entry.evidence.get("title") or "none"), _EXCERPT_CHARACTERS)
    yield "text", f"{len(entry.text):,} characters: {excerpt(entry.text, _EXCERPT_CHARACTERS)}"
    if entry.text_in_force is not None:
        yield from _beside(entry.text_in_force, entry.text)
    yield "next", _next(entry)


def _seen(entry: WaitingEntry) -> str:
    first = f"{entry.captured_at:%Y-%m-%d %H:%M} UTC"
    if entry.times_seen == 1:
        return f"once, {first}"
    return f"{entry.times_seen} times since {first}, last {entry.last_seen_at:%Y-%m-%d %H:%M} UTC"


def _beside(in_force: str, waiting: str) -> Iterator[Row]:
    held = held_text(in_force, waiting)
    yield (
        "keeps",
        f"{held.clauses_kept} of {held.clauses_in_force} clauses in force, {held.share_kept:.0%} of their text",
    )
    for name, passages in (("lacks", held.lacks), ("adds", held.adds)):
        for place, passage in enumerate(passages[:_PASSAGES]):
            yield (name if place == 0 else ""), excerpt(passage, _EXCERPT_CHARACTERS)
        if len(passages) > _PASSAGES:
            yield "", f"and {len(passages) - _PASSAGES} more"


def _next(entry: WaitingEntry) -> str:
    if entry.is_confirmable:
        return f"goes in force by {confirmation(entry.reason)}"
    return "stays out however often it is seen, until it is accepted by hand"


def _returned(one: Returned) -> Iterator[Row]:
    shown = f"version {one.earlier_version}" if one.earlier_version is not None else "the other text of a known pair"
    since = f"{one.since:%Y-%m-%d %H:%M} UTC"
    yield "shows", f"{shown} while version {one.version_in_force} is in force: {one.captures} in a row since {since}"
    yield "next", of_a_stay(is_variant=one.is_variant)
