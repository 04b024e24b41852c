"""The confusion table of a replay."""

from dataclasses import replace
from pathlib import Path

import pytest

from services.cli.confusion_lines import written
from services.cli.failures import CommandError
from services.cli.labels import Label, Outcome, Passage, confusion, read_labels


def rows(*pairs: tuple[str, str]) -> tuple[list[Outcome], dict[str, Label]]:
    """Outcomes and labels of one document's captures, from (label, outcome) pairs."""
    outcomes = [Outcome("D/Privacy", str(n), f"2026-01-{n:02d}", outcome) for n, (_, outcome) in enumerate(pairs, 1)]
    labels = {str(n): Label("D/Privacy", str(n), expect, "none") for n, (expect, _) in enumerate(pairs, 1)}
    return outcomes, labels


@pytest.mark.parametrize(("line", "what"), [("nothing", "not JSON"), ("[]", "an object"), ("{}", "'document'")])
def test_a_line_that_is_no_label_is_told_with_its_place(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "labels.jsonl"
    good = '{"document": "D/Privacy", "original_commit": "1", "expect": "silent", "text_change": "none"}'
    path.write_text(f"{good}\n", encoding="utf-8")
    assert read_labels(path) == {"1": Label("D/Privacy", "1", "silent", "none")}
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(CommandError, match=f"line 2: .*{what}"):
        read_labels(path)


def test_an_alert_on_a_silent_capture_is_false() -> None:
    table = confusion(*rows(("baseline", "baseline"), ("silent", "changed"), ("silent", "verified")))
    assert (table.false_alerts, table.silent) == (1, 2)
    assert [entry.verdict for entry in table.disagreements] == ["false alert"]


def test_a_change_that_is_held_and_told_within_three_captures_is_told_late() -> None:
    table = confusion(*rows(("change", "quarantined"), ("silent", "quarantined"), ("silent", "changed")))
    assert (table.told, table.told_late, table.false_alerts) == (1, 1, 0)


def test_a_change_that_is_told_after_four_captures_is_missed_and_its_alert_false() -> None:
    silent = [("silent", "quarantined")] * 3
    table = confusion(*rows(("change", "quarantined"), *silent, ("silent", "changed")))
    assert (table.told, table.changes, table.false_alerts) == (0, 1, 1)


def test_every_disagreement_is_written_with_its_label_outcome_and_reason() -> None:
    outcomes, labels = rows(("change", "cosmetic"), ("unclear", "changed"))
    text = written(confusion([replace(outcome, reason=outcome.outcome) for outcome in outcomes], labels))
    assert "changes told: 0 of 1" in text
    assert "missed (1)\n  2026-01-01 D/Privacy, 1\n      label change (none); became cosmetic (cosmetic)" in text
    assert "unclear: changed (1)" in text


def test_a_false_alert_shows_the_words_that_decided() -> None:
    (outcome,), labels = rows(("silent", "changed"))
    passage = Passage("We keep it for thirty days.", "We keep it for ninety days.", "words", is_substantive=True)
    text = written(confusion([replace(outcome, passages=(passage,), clause_changes=5)], labels))
    assert "substance: its words differ (words)" in text
    assert "- We keep it for thirty days." in text
    assert "+ We keep it for ninety days." in text
    assert "and 4 more clause changes" in text


def test_a_missed_change_that_was_held_back_shows_the_figure_and_its_limit() -> None:
    (outcome,), labels = rows(("change", "quarantined"))
    held = replace(outcome, reason="collapse", evidence={"length_ratio": 0.41, "status": 200})
    text = written(confusion([held], labels))
    assert "held back: far less text than in force" in text
    assert "length_ratio 0.41: below 0.5" in text
    assert "status" not in text


def test_the_table_has_a_row_a_label_and_a_column_an_outcome() -> None:
    head, baseline, silent = written(
        confusion(*rows(("baseline", "baseline"), ("silent", "verified"), ("silent", "verified")))
    ).splitlines()[:3]
    assert head.split() == ["label", "baseline", "verified"]
    assert baseline.split() == ["baseline", "1", "0"]
    assert silent.split() == ["silent", "0", "2"]


def test_captured_text_in_a_disagreement_does_nothing_on_a_terminal() -> None:
    (outcome,), labels = rows(("silent", "changed"))
    passage = Passage("", "\x1b[2J\u202eIt is new.", "added", is_substantive=True)
    text = written(confusion([replace(outcome, passages=(passage,), clause_changes=1)], labels))
    assert "\x1b" not in text
    assert "\u202e" not in text
