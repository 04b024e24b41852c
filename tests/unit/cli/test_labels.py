"""The confusion table of a replay."""

from services.cli.labels import Label, Outcome, confusion, written


def rows(*pairs: tuple[str, str]) -> tuple[list[Outcome], dict[str, Label]]:
    """Outcomes and labels of one document's captures, from (label, outcome) pairs."""
    outcomes = [Outcome("D/Privacy", str(n), f"2026-01-{n:02d}", outcome) for n, (_, outcome) in enumerate(pairs, 1)]
    labels = {str(n): Label("D/Privacy", str(n), expect, "none") for n, (expect, _) in enumerate(pairs, 1)}
    return outcomes, labels


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


def test_every_disagreement_is_written_on_a_line() -> None:
    text = written(confusion(*rows(("change", "cosmetic"), ("unclear", "changed"))))
    assert "missed" in text
    assert "unclear: changed" in text
    assert "changes told: 0 of 1" in text
