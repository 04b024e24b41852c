"""A replay's outcomes held against labels: how often each met each, and every disagreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from services.cli.failures import CommandError
from services.cli.json_lines import JsonLine, json_lines
from services.differ.explanation import Figure

CAPTURES_FOR_A_LATE_CHANGE = 3
"""A change that the gates hold back counts as told within so many further captures of its document."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a capture should become: `expect` is `baseline`, `silent`, `change` or `unclear`."""

    document: str
    source_commit: str
    expect: str
    text_change: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause that changed: what it said before and after (empty where it was added or removed), and why it counts."""

    before: str
    after: str
    reason: str
    is_substantive: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one capture became; outcomes are given in capture order per document.

    `passages` are the first of those that changed, substance first, of `clause_changes` altogether; `evidence` has the
    figures of the gates.
    """

    document: str
    source_commit: str
    captured_at: str
    outcome: str
    reason: str = ""
    passages: tuple[Passage, ...] = ()
    clause_changes: int = 0
    evidence: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One capture that did not become what its label says, or whose label leaves it open."""

    label: Label
    outcome: Outcome
    verdict: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """The table: counts by (label, outcome), and the figures that matter."""

    counts: Mapping[tuple[str, str], int]
    silent: int
    false_alerts: int
    changes: int
    told: int
    told_late: int
    disagreements: tuple[Disagreement, ...]


def read_labels(path: Path) -> dict[str, Label]:
    """The labels of a JSON Lines file, by source commit. Raises CommandError for a line that is no label."""
    return {label.source_commit: label for label in map(_label, json_lines(path))}


def _label(line: JsonLine) -> Label:
    try:
        document, commit, expect = (line.value[name] for name in ("document", "original_commit", "expect"))
        return Label(document, commit, expect, line.value["text_change"])
    except KeyError as missing:
        raise CommandError(f"{line.where}: a label has {missing}, which is missing here.") from missing


def confusion(outcomes: Iterable[Outcome], labels: Mapping[str, Label]) -> Confusion:
    """The confusion table of `outcomes`; a capture without a label is left out."""
    by_document: dict[str, list[tuple[Label, Outcome]]] = {}
    for outcome in outcomes:
        label = labels.get(outcome.source_commit)
        if label is not None:
            by_document.setdefault(label.document, []).append((label, outcome))
    counts: Counter[tuple[str, str]] = Counter()
    verdicts: Counter[str] = Counter()
    disagreements: list[Disagreement] = []
    for rows in by_document.values():
        late = _told_late(rows)
        for place, (label, outcome) in enumerate(rows):
            counts[label.expect, outcome.outcome] += 1
            verdict = _verdict(label, outcome, place in late, place in late.values())
            verdicts[verdict] += 1
            if verdict not in ("right", "told"):
                disagreements.append(Disagreement(label, outcome, verdict))
    expected = Counter(label.expect for rows in by_document.values() for label, _ in rows)
    return Confusion(
        counts=counts,
        silent=expected["silent"],
        false_alerts=verdicts["false alert"],
        changes=expected["change"],
        told=verdicts["told"] + verdicts["told late"],
        told_late=verdicts["told late"],
        disagreements=tuple(disagreements),
    )


def _told_late(rows: list[tuple[Label, Outcome]]) -> dict[int, int]:
    """Places of changes that were held back, each with the place of the capture that told it."""
    late: dict[int, int] = {}
    for place, (label, outcome) in enumerate(rows):
        if label.expect != "change" or outcome.outcome != "quarantined":
            continue
        for later in range(place + 1, min(place + 1 + CAPTURES_FOR_A_LATE_CHANGE, len(rows))):
            if rows[later][1].outcome == "changed" and later not in late.values():
                late[place] = later
                break
    return late


def _verdict(label: Label, outcome: Outcome, is_told_late: bool, tells_an_earlier: bool) -> str:
    is_alert = outcome.outcome == "changed"
    if label.expect == "change":
        return "told" if is_alert else "told late" if is_told_late else "missed"
    if label.expect == "unclear":
        return f"unclear: {outcome.outcome}"
    if label.expect == "silent" and is_alert:
        return "told here, late" if tells_an_earlier else "false alert"
    return "right"
