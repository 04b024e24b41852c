"""A confusion table as lines, with every disagreement told so that a person can judge it."""

from collections.abc import Iterator, Mapping

from services.cli.labels import Confusion, Disagreement
from services.cli.terminal import harmless
from services.differ.excerpts import difference, excerpt
from services.differ.explained_gate import explained_gate
from services.differ.reasons import clause_change_in_words, outcome_in_words

_PASSAGE_CHARACTERS = 160
_FIGURE_CHARACTERS = 60
_ORDER = ("false alert", "missed", "told late", "told here, late")


def written(table: Confusion) -> str:
    """The table, the figures that matter, and every disagreement: those that count first, what is unclear last."""
    lines = [
        *_matrix(table.counts),
        "",
        f"false alerts on silent captures: {table.false_alerts} of {table.silent}",
        f"changes told: {table.told} of {table.changes} ({table.told_late} of them late)",
    ]
    for verdict in sorted({entry.verdict for entry in table.disagreements}, key=_rank):
        entries = [entry for entry in table.disagreements if entry.verdict == verdict]
        lines += ["", f"{verdict} ({len(entries)})"]
        lines += [line for entry in entries for line in _disagreement(entry)]
    return "\n".join(map(harmless, lines))


def _rank(verdict: str) -> tuple[int, str]:
    return (_ORDER.index(verdict) if verdict in _ORDER else len(_ORDER)), verdict


def _matrix(counts: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """A row a label, a column an outcome."""
    outcomes = sorted({outcome for _, outcome in counts})
    yield f"{'label':10}" + "".join(f"{outcome:>13}" for outcome in outcomes)
    for label in sorted({label for label, _ in counts}):
        yield f"{label:10}" + "".join(f"{counts.get((label, outcome), 0):>13,}" for outcome in outcomes)


def _disagreement(entry: Disagreement) -> Iterator[str]:
    label, outcome = entry.label, entry.outcome
    said = f"{label.expect} ({label.text_change})" if label.text_change else label.expect
    why = outcome_in_words(outcome.outcome, outcome.reason)
    yield f"  {outcome.captured_at[:16]} {label.document}, {label.source_commit[:10]}"
    yield f"      label {said}; became {outcome.outcome} ({outcome.reason}): {why}"
    gate = explained_gate(outcome.outcome, outcome.reason, outcome.evidence)
    for figure in gate.figures if gate.rule else ():
        limits = [limit.limit for limit in figure.limits if limit.rule == gate.rule]
        if limits:
            yield f"      {figure.name} {excerpt(str(figure.value), _FIGURE_CHARACTERS)}: {', '.join(limits)}"
    for passage in outcome.passages:
        weight = "substance" if passage.is_substantive else "cosmetic"
        yield f"      {weight}: {clause_change_in_words(passage.reason)} ({passage.reason})"
        before, after = difference(passage.before, passage.after, _PASSAGE_CHARACTERS)
        yield f"        - {before or 'nothing'}"
        yield f"        + {after or 'nothing'}"
    if outcome.clause_changes > len(outcome.passages):
        yield f"      and {outcome.clause_changes - len(outcome.passages)} more clause changes"
