"""A rewording touches the types whose words it changes, and no others."""

from services.differ.reading.labels import Evidence, Level, TypeLabel, with_kept
from services.differ.reading.touched import touched_labels

OLD = "Disputes go to arbitration. Use the Alpha app at your own risk."
RENAMED = "Disputes go to arbitration. Use the Beta app at your own risk."


def label(text: str, words: str, clause_type: str, confidence: Level = "high") -> TypeLabel:
    start = text.index(words)
    evidence = Evidence(start, start + len(words), words)
    return TypeLabel(clause_type, confidence, "explicit", "cue", evidence, "high", "base", "it matters")


def test_a_sentence_that_stayed_is_not_touched() -> None:
    before, after = ([label(text, "arbitration", "arbitration")] for text in (OLD, RENAMED))
    assert touched_labels(OLD, RENAMED, before, after).labels == ()


def test_a_sentence_that_changed_is() -> None:
    before, after = ([label(text, "own risk", "warranty_disclaimer")] for text in (OLD, RENAMED))
    touched = touched_labels(OLD, RENAMED, before, after)
    assert [one.clause_type for one in touched.labels] == ["warranty_disclaimer"]
    assert (touched.gained, touched.lost) == ((), ())


def test_a_type_is_lost_or_gained_with_its_words_alone() -> None:
    before = [label(OLD, "arbitration", "arbitration")]
    assert touched_labels(OLD, RENAMED, before, []).lost == ()
    without = "Use the Alpha app at your own risk."
    assert touched_labels(OLD, without, before, []).lost == ("arbitration",)
    assert touched_labels(without, OLD, [], before).gained == ("arbitration",)


def test_what_is_uncertain_of_a_clause_says_nothing_of_its_change() -> None:
    assert touched_labels("", OLD, [], [label(OLD, "arbitration", "arbitration", "low")]).labels == ()


def test_the_same_words_keep_their_type_in_another_wording() -> None:
    moved = "Note: disputes, which are few, go to arbitration."
    (kept,) = with_kept((), [label(OLD, "arbitration", "arbitration")], moved)
    assert moved[kept.evidence.start : kept.evidence.end] == "arbitration"
    assert with_kept((), [label(OLD, "arbitration", "arbitration")], "Courts decide.") == ()
