"""A change in the words and pieces that the templates show, cut to a size that mail readers take whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from services.notifier.cleaning import header_text, shown
from services.notifier.content import (
    Change,
    ChangeReading,
    ClauseChange,
    ClauseChangeKind,
    Deadline,
    Direction,
    ToldChange,
    VersionEvidence,
)
from services.notifier.excerpt import Excerpt, excerpt
from services.notifier.ranking import gravest_clauses_first
from services.notifier.timing import zone

_LABELS: dict[ClauseChangeKind, str] = {
    "modified": "Reworded",
    "added": "Added",
    "removed": "Removed",
    "moved": "Moved",
}
_DIRECTIONS: dict[Direction, str] = {
    "worse": "worse for you",
    "better": "better for you",
    "neutral": "neither better nor worse for you",
    "unclear": "unclear whom it favours",
}
_MOST_MEANINGS = 2
_MOST_CHANGES_EXPLAINED = 6
"""A mail of more changes gives each one's headline, and the rest on its page."""
_LONGEST_SENTENCE = 600
_LONGEST_LINE = 80
_LARGEST_MAIL_CHARACTERS = 30_000
"""Of clause text in one mail: with its markup it stays below the 102 kB at which Gmail cuts a mail off."""

_LARGEST_CLAUSE_CHARACTERS = 1_500
_SMALLEST_ALLOWANCE = 600
_MOST_CLAUSES = 20
_MOST_CHANGES_IN_FULL = 18
_MOST_CHANGES_IN_LINES = 200


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause change as a card."""

    kind: ClauseChangeKind
    label: str
    heading: str
    provision_id: str
    url: str
    excerpt: Excerpt
    line: str | None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What a change means, in sentences."""

    headline: str
    severity: str
    severity_because: str
    direction: str
    direction_because: str
    is_explained: bool
    affected: str
    meanings: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]
    deadlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One version's proof as text."""

    label: str
    captured: str
    text_sha256: str
    raw_sha256: str | None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change as a section of a mail."""

    id: str
    url: str
    platform: str
    document: str
    summary: str
    line: str
    captured: str
    effective: str | None
    updated: str | None
    source_url: str | None
    is_silent_edit: bool
    is_rollback: bool
    clauses: tuple[ClauseView, ...]
    more_clauses: int
    reading: ReadingView | None
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All the changes of a mail: those in full, those in a line each, and how many more there are."""

    in_full: tuple[ChangeView, ...]
    in_lines: tuple[ChangeView, ...]
    more: int


def changes_view(told: Sequence[ToldChange], base_url: str, time_zone: str) -> ChangesView:
    """The mail's changes, each with its share of the room."""
    in_full = told[:_MOST_CHANGES_IN_FULL]
    in_lines = told[_MOST_CHANGES_IN_FULL : _MOST_CHANGES_IN_FULL + _MOST_CHANGES_IN_LINES]
    allowance = max(_SMALLEST_ALLOWANCE, _LARGEST_MAIL_CHARACTERS // max(1, len(in_full)))
    is_explained = len(in_full) <= _MOST_CHANGES_EXPLAINED
    return ChangesView(
        in_full=tuple(_change_view(one.change, base_url, time_zone, allowance, is_explained) for one in in_full),
        in_lines=tuple(_change_view(one.change, base_url, time_zone, 0, False) for one in in_lines),
        more=len(told) - len(in_full) - len(in_lines),
    )


def summary(change: Change) -> str:
    """What happened to the clauses in a few words: "2 clauses reworded, 1 added"."""
    counts = {kind: sum(clause.kind == kind for clause in change.clauses) for kind in _LABELS}
    parts = [(count, _LABELS[kind].lower()) for kind, count in counts.items() if count]
    if not parts:
        return "wording changed"
    count, verb = parts[0]
    first = f"{count} {'clause' if count == 1 else 'clauses'} {verb}"
    return ", ".join([first, *(f"{count} {verb}" for count, verb in parts[1:])])


def moment(instant: datetime, time_zone: str) -> str:
    """An instant for people, in their time zone: "3 March 2026, 14:02 CET"."""
    local = instant.astimezone(zone(time_zone))
    return f"{day(local.date())}, {local:%H:%M} {local.tzname()}"


def day(one: date) -> str:
    """A day for people: "3 March 2026"."""
    return f"{one.day} {one:%B %Y}"


def _change_view(change: Change, base_url: str, time_zone: str, allowance: int, is_explained: bool) -> ChangeView:
    clauses = _clause_views(change.clauses, base_url, allowance)
    return ChangeView(
        id=change.id,
        url=f"{base_url}/changes/{quote(change.id)}",
        platform=header_text(change.platform_name),
        document=header_text(change.document_type),
        summary=summary(change),
        line=summary(change) if change.reading is None else header_text(shown(change.reading.headline), _LONGEST_LINE),
        captured=moment(change.captured_at, time_zone),
        effective=None if change.effective_on is None else day(change.effective_on),
        updated=None if change.updated_on is None else day(change.updated_on),
        source_url=_web_address(change.source_url),
        is_silent_edit=change.is_silent_edit,
        is_rollback=change.is_rollback,
        clauses=clauses,
        more_clauses=len(change.clauses) - len(clauses),
        reading=None if change.reading is None else _reading_view(change.reading, is_explained),
        evidence=(_evidence("Before", change.before), _evidence("After", change.after)),
    )


def _reading_view(reading: ChangeReading, is_explained: bool) -> ReadingView:
    """Its words are partly quotes of captured text: they are made harmless like any other of it."""
    return ReadingView(
        headline=_sentence(reading.headline),
        severity=reading.severity,
        severity_because=_sentence(reading.severity_because),
        direction=_DIRECTIONS[reading.direction],
        direction_because=_sentence(reading.direction_because),
        is_explained=is_explained,
        affected=_sentence(", ".join(reading.affected)),
        meanings=tuple((one.name, one.why_it_matters) for one in reading.meanings[:_MOST_MEANINGS]),
        actions=reading.actions,
        deadlines=tuple(_deadline(one) for one in reading.deadlines),
    )


def _deadline(deadline: Deadline) -> str:
    said = deadline.what if deadline.quote is None else f"“{deadline.quote}”"
    return _sentence(f"{day(deadline.on)}: {said}")


def _sentence(text: str) -> str:
    return header_text(shown(text), _LONGEST_SENTENCE)


def _clause_views(clauses: Sequence[ClauseChange], base_url: str, allowance: int) -> tuple[ClauseView, ...]:
    views: list[ClauseView] = []
    left = allowance
    for clause in gravest_clauses_first(clauses)[:_MOST_CLAUSES]:
        if left <= 0:
            break
        cut = excerpt(clause, min(_LARGEST_CLAUSE_CHARACTERS, left))
        left -= cut.size
        views.append(
            ClauseView(
                kind=clause.kind,
                label=_LABELS[clause.kind],
                heading=" › ".join(header_text(shown(heading), 100) for heading in clause.heading_path),
                provision_id=clause.provision_id,
                url=f"{base_url}/provisions/{quote(clause.provision_id)}",
                excerpt=cut,
                line=None if clause.line is None else _sentence(clause.line),
            )
        )
    return tuple(views)


def _evidence(label: str, version: VersionEvidence) -> EvidenceView:
    return EvidenceView(
        label=f"{label} (version {version.number})",
        captured=f"{version.captured_at:%Y-%m-%d %H:%M:%S} UTC",
        text_sha256=version.text_sha256,
        raw_sha256=version.raw_sha256,
    )


def _web_address(url: str | None) -> str | None:
    """`url` where it is one of the web; an address with another scheme is never made a link."""
    if url is None or not url.startswith(("https://", "http://")):
        return None
    return header_text(url, 2000)
