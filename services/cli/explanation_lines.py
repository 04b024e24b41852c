"""An explanation as lines for a terminal: sections, columns that line up, captured text made harmless."""

from collections import Counter
from collections.abc import Iterator, Sequence

from services.cli.columns import Row, columns
from services.cli.terminal import harmless
from services.differ.excerpts import difference, excerpt
from services.differ.explanation import (
    ExplainedClauseChange,
    ExplainedDates,
    ExplainedGate,
    ExplainedReading,
    Explanation,
)

_PASSAGE_CHARACTERS = 160
_EXCERPT_CHARACTERS = 90
_MOST_ROWS = 200


def lines(found: Explanation) -> list[str]:
    """All of an explanation; of what goes on for long, the beginning and how much is left out."""
    return [harmless(line) for line in _all(found)]


def _all(found: Explanation) -> Iterator[str]:
    yield f"{found.document_id}  {found.platform}, {found.document_type}"
    yield from columns(_decision(found))
    yield from _section("How it was read", _reading(found.reading))
    if found.reading.failure is None:
        yield from _section(f"Left out as boilerplate: {len(found.reading.removed)}", _removed(found.reading))
    yield from _section(f"Gates: {found.gate.in_words}", _figures(found.gate))
    if found.compared_with is not None:
        yield from _section("Held against", _held_against(found))
    if len(found.renditions) > 1:
        title = f"Version {found.renditions[0].version} as its captures were read"
        yield from _section(title, _renditions(found))
    if found.clauses:
        yield from _section(_clause_counts(found), _clauses(found))
    if found.change is not None:
        yield from _section(_change(found), ())
        for change in found.change.clause_changes[:_MOST_ROWS]:
            yield from _clause_change(change)
        yield from _left_out(len(found.change.clause_changes))
    if found.waiting:
        yield from _section("Quarantine", _waiting(found))
    yield from _section("What follows", [(step,) for step in found.next_steps])


def _decision(found: Explanation) -> Iterator[Row]:
    capture = found.capture
    yield "capture", f"{capture.id}, {capture.captured_at:%Y-%m-%d %H:%M:%S} UTC, {capture.origin}"
    for source in capture.sources:
        yield "source", f"{source.url}, HTTP {source.status}, {source.media_type}, {source.size_bytes:,} bytes"
        if source.final_url != source.url:
            yield "", f"led to {source.final_url}"
        yield "", f"bytes {source.sha256}"
    yield "outcome", f"{found.outcome}: {found.in_words} ({found.reason})"
    if found.version is not None:
        yield "version", str(found.version)
    yield "decided", f"{found.decided_at:%Y-%m-%d %H:%M:%S} UTC"


def _reading(reading: ExplainedReading) -> Iterator[Row]:
    if reading.failure is not None:
        yield "failure", excerpt(reading.failure, 300)
        return
    for selector in reading.selectors:
        found = "no CSS, or no HTML" if selector.found is None else f"matches {selector.found}"
        yield selector.role, f"{excerpt(selector.selector, _EXCERPT_CHARACTERS)}: {found}"
    if not reading.selectors:
        yield "selectors", "none declared: the policy was found by its prose"
    elif reading.selection_missed:
        yield "selectors", "missed: the policy was found by its prose"
    yield "text", f"{reading.text_characters:,} characters, {reading.text_sha256}"
    yield "", _as_recorded(reading)
    yield "title", excerpt(reading.title, _EXCERPT_CHARACTERS) or "none"
    yield "language", reading.language or "too little text to say"
    yield "own dates", _dates(reading.dates)


def _as_recorded(reading: ExplainedReading) -> str:
    if reading.is_as_recorded is None:
        return "no hash of it is on record"
    if reading.is_as_recorded:
        return f"as recorded: the same SHA-256 of its {reading.recorded}"
    by = f" by extractor {reading.recorded_extractor}, now {reading.extractor}" if reading.recorded_extractor else ""
    return f"NOT AS RECORDED: the SHA-256 of its {reading.recorded} was {reading.recorded_sha256}{by}"


def _dates(dates: ExplainedDates) -> str:
    named = [("updated", dates.updated_on), ("effective", dates.effective_on)]
    return ", ".join(f"{name} {day.isoformat()}" for name, day in named if day is not None) or "none"


def _removed(reading: ExplainedReading) -> Iterator[Row]:
    for removed in reading.removed[:_MOST_ROWS]:
        yield removed.rule, excerpt(removed.excerpt, _EXCERPT_CHARACTERS)
    if len(reading.removed) > _MOST_ROWS:
        yield "…", f"and {len(reading.removed) - _MOST_ROWS} more: --json has them"


def _figures(gate: ExplainedGate) -> Iterator[Row]:
    for figure in gate.figures:
        value = f"{figure.value:,}" if type(figure.value) is int else str(figure.value)
        limits = [limit for limit in figure.limits if gate.rule is None or limit.rule == gate.rule]
        yield figure.name, excerpt(value, _EXCERPT_CHARACTERS), "; ".join(f"{one.rule} {one.limit}" for one in limits)


def _held_against(found: Explanation) -> Iterator[Row]:
    version = found.compared_with
    if version is not None:
        yield "version", f"{version.number}, first captured {version.captured_at:%Y-%m-%d %H:%M:%S} UTC"
        yield "language", version.language or "too little text to say"
        yield "own dates", _dates(version.dates)
    if found.variants:
        yield "variants", f"version {', '.join(map(str, found.variants))} alternates with another text"


def _renditions(found: Explanation) -> Iterator[Row]:
    for rendition in found.renditions:
        now = ", current" if rendition.is_current else ""
        yield (
            str(rendition.capture_id),
            f"by declaration {rendition.declaration_revision} and extractor {rendition.extractor},"
            f" {rendition.made_at:%Y-%m-%d %H:%M:%S} UTC{now}, {rendition.text_sha256}",
        )


def _clause_counts(found: Explanation) -> str:
    counts = Counter(clause.method for clause in found.clauses)
    return "Clauses: " + ", ".join(f"{count} {method}" for method, count in counts.most_common())


def _clauses(found: Explanation) -> Iterator[Row]:
    """Every clause but those that were matched exactly and in their place."""
    shown = [clause for clause in found.clauses if clause.method != "exact"]
    if not shown:
        return
    yield "before", "after", "method", "score", "provision", "clause"
    for clause in shown[:_MOST_ROWS]:
        yield (
            "–" if clause.before is None else str(clause.before),
            "–" if clause.after is None else str(clause.after),
            clause.method,
            "–" if clause.score is None else f"{clause.score:.3f}",
            clause.provision_id or "–",
            excerpt(clause.excerpt, _EXCERPT_CHARACTERS),
        )
    if len(shown) > _MOST_ROWS:
        yield "…", f"and {len(shown) - _MOST_ROWS} more: --json has them"


def _change(found: Explanation) -> str:
    change = found.change
    if change is None:
        return ""
    marks = [
        "substance" if change.is_substantive else "no substance, or our own change",
        *(["silent edit: the document's date is the same"] if change.is_silent_edit else []),
        *(["rollback"] if change.is_rollback else []),
        *([] if change.is_as_recorded else ["ALIGNED OTHERWISE NOW than when it was decided"]),
    ]
    return f"Change {change.id}, version {change.from_version} to {change.to_version}: {'; '.join(marks)}"


def _clause_change(change: ExplainedClauseChange) -> Iterator[str]:
    weight = "substance" if change.is_substantive else "cosmetic"
    match = f", matched {change.method} {change.score:.3f}" if change.score is not None else ""
    moved = ", and moved" if change.has_moved else ""
    heading = f" under “{excerpt(change.heading_path[-1], 60)}”" if change.heading_path else ""
    yield f"  {change.provision_id} {change.kind}{moved}, {weight}: {change.in_words} ({change.reason}){match}{heading}"
    before, after = difference(change.before or "", change.after or "", _PASSAGE_CHARACTERS)
    if before == after:
        yield f"    = {before}"
        return
    if before:
        yield f"    - {before}"
    if after:
        yield f"    + {after}"


def _left_out(count: int) -> Iterator[str]:
    if count > _MOST_ROWS:
        yield f"  … and {count - _MOST_ROWS} more: --json has them"


def _waiting(found: Explanation) -> Iterator[Row]:
    for wait in found.waiting:
        yield (
            wait.state,
            wait.rule,
            f"seen {wait.times_seen} times since {wait.first_seen_at:%Y-%m-%d %H:%M} UTC, by {wait.capture_id}:"
            f" {excerpt(wait.excerpt, _EXCERPT_CHARACTERS)}",
        )


def _section(title: str, rows: Iterator[Row] | Sequence[Row]) -> Iterator[str]:
    yield ""
    yield title
    yield from columns(rows)
