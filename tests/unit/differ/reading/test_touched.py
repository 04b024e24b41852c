"""A rewording touches the types whose words it changes, and no others."""

from collections.abc import Sequence

from services.differ.reading.hunks import hunks
from services.differ.reading.labels import Evidence, TypeLabel, with_kept
from services.differ.reading.touched import Touched, touched_labels
from services.differ.redline import redline
from services.differ.taxonomy.models import Level

OLD = "Disputes go to arbitration. Use the Alpha app at your own risk."
RENAMED = "Disputes go to arbitration. Use the Beta app at your own risk."


def label(text: str, words: str, clause_type: str, confidence: Level = "high") -> TypeLabel:
    start = text.index(words)
    evidence = Evidence(start, start + len(words), words)
    return TypeLabel(clause_type, confidence, "explicit", "cue", evidence, "high", "base", "it matters")


def touched(older: str, newer: str, before: Sequence[TypeLabel], after: Sequence[TypeLabel]) -> Touched:
    return touched_labels(older, newer, hunks(redline(older, newer)), before, after)


def test_a_sentence_that_stayed_is_not_touched() -> None:
    before, after = ([label(text, "arbitration", "arbitration")] for text in (OLD, RENAMED))
    assert touched(OLD, RENAMED, before, after).labels == ()


def test_a_sentence_that_changed_is() -> None:
    before, after = ([label(text, "own risk", "warranty_disclaimer")] for text in (OLD, RENAMED))
    found = touched(OLD, RENAMED, before, after)
    assert [one.clause_type for one in found.labels] == ["warranty_disclaimer"]
    assert (found.gained, found.lost) == ((), ())


def test_a_type_is_lost_or_gained_with_its_words_alone() -> None:
    before = [label(OLD, "arbitration", "arbitration")]
    assert touched(OLD, RENAMED, before, []).lost == ()
    without = "Use the Alpha app at your own risk."
    assert touched(OLD, without, before, []).lost == ("arbitration",)
    assert touched(without, OLD, [], before).gained == ("arbitration",)


def test_what_is_uncertain_of_a_clause_says_nothing_of_its_change() -> None:
    assert touched("", OLD, [], [label(OLD, "arbitration", "arbitration", "low")]).labels == ()


def test_the_same_words_keep_their_type_in_another_wording() -> None:
    moved = "Note: disputes, which are few, go to arbitration."
    (kept,) = with_kept((), [label(OLD, "arbitration", "arbitration")], moved)
    assert moved[kept.evidence.start : kept.evidence.end] == "arbitration"
    assert with_kept((), [label(OLD, "arbitration", "arbitration")], "Courts decide.") == ()
