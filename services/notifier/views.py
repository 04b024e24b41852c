"""A change in the words and pieces that the templates show, cut to a size that mail readers take whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from services.notifier.cleaning import header_text, shown
from services.notifier.content import Change, ClauseChange, ClauseChangeKind, ToldChange, VersionEvidence
from services.notifier.excerpt import Excerpt, excerpt
from services.notifier.timing import zone

_LABELS: dict[ClauseChangeKind, str] = {
    "modified": "Reworded",
    "added": "Added",
    "removed": "Removed",
    "moved": "Moved",
}
_LARGEST_MAIL_CHARACTERS = 30_000
"""Of clause text in one mail: with its markup it stays below the 102 kB at which Gmail cuts a mail off."""

_LARGEST_CLAUSE_CHARACTERS = 1_500
_SMALLEST_ALLOWANCE = 600
_MOST_CLAUSES = 20
_MOST_CHANGES_IN_FULL = 25
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
    captured: str
    effective: str | None
    updated: str | None
    source_url: str | None
    is_silent_edit: bool
    is_rollback: bool
    clauses: tuple[ClauseView, ...]
    more_clauses: int
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
    return ChangesView(
        in_full=tuple(_change_view(one.change, base_url, time_zone, allowance) for one in in_full),
        in_lines=tuple(_change_view(one.change, base_url, time_zone, 0) for one in in_lines),
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


def _change_view(change: Change, base_url: str, time_zone: str, allowance: int) -> ChangeView:
    clauses = _clause_views(change.clauses, base_url, allowance)
    return ChangeView(
        id=change.id,
        url=f"{base_url}/changes/{quote(change.id)}",
        platform=header_text(change.platform_name),
        document=header_text(change.document_type),
        summary=summary(change),
        captured=moment(change.captured_at, time_zone),
        effective=None if change.effective_on is None else day(change.effective_on),
        updated=None if change.updated_on is None else day(change.updated_on),
        source_url=_web_address(change.source_url),
        is_silent_edit=change.is_silent_edit,
        is_rollback=change.is_rollback,
        clauses=clauses,
        more_clauses=len(change.clauses) - len(clauses),
        evidence=(_evidence("Before", change.before), _evidence("After", change.after)),
    )


def _clause_views(clauses: Sequence[ClauseChange], base_url: str, allowance: int) -> tuple[ClauseView, ...]:
    views: list[ClauseView] = []
    left = allowance
    for clause in clauses[:_MOST_CLAUSES]:
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
