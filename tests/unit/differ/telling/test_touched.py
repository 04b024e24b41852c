"""A rewording touches the types whose words it changes, and no others."""

from collections.abc import Sequence

import pytest

from services.differ.reading.labels import Evidence, TypeLabel, with_kept
from services.differ.redline import redline
from services.differ.taxonomy.models import Level
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.forms import Compared
from services.differ.telling.hunks import hunks
from services.differ.telling.places import told_places
from services.differ.telling.signals import signals
from services.differ.telling.touched import Touched, touched_labels

OLD = "Disputes go to arbitration. Use the Alpha app at your own risk."
RENAMED = "Disputes go to arbitration. Use the Beta app at your own risk."


def label(text: str, words: str, clause_type: str, confidence: Level = "high") -> TypeLabel:
    start = text.index(words)
    evidence = Evidence(start, start + len(words), words)
    return TypeLabel(clause_type, confidence, "explicit", "cue", evidence, "high", "base", "it matters")


def touched(older: str, newer: str, before: Sequence[TypeLabel], after: Sequence[TypeLabel]) -> Touched:
    places = hunks(redline(older, newer))
    found = signals(older, newer, places, "en", signal_words())
    return touched_labels(Compared(older, newer, told_places(older, newer, places)), before, after, found, "en")


def test_a_sentence_that_stayed_is_not_touched() -> None:
    before, after = ([label(text, "arbitration", "arbitration")] for text in (OLD, RENAMED))
    assert touched(OLD, RENAMED, before, after).labels == ()


@pytest.mark.parametrize(
    ("newer", "has_stayed"),
    [
        ("The miller checks every letter by automated means and by hand.", True),
        ("The miller checks every letter by hand and by heart.", False),
    ],
)
def test_a_type_whose_words_the_newer_wording_has_neither_came_nor_went(newer: str, has_stayed: bool) -> None:
    older = "The miller burns every letter by automated means."
    found = touched(older, newer, [label(older, "automated means", "automated_decision")], [])
    assert [one.clause_type for one in found.labels] == ["automated_decision"]
    assert found.stayed == (frozenset({"automated_decision"}) if has_stayed else frozenset())
    assert found.lost == (() if has_stayed else ("automated_decision",))


def test_a_type_that_both_wordings_have_has_not_stayed_by_its_words_alone() -> None:
    older, newer = "The miller burns letters by automated means.", "The miller reads letters by automated means."
    before, after = ([label(text, "automated means", "automated_decision")] for text in (older, newer))
    found = touched(older, newer, before, after)
    assert (bool(found.labels), found.stayed) == (True, frozenset())


def test_a_name_carries_no_type() -> None:
    before, after = ([label(text, "own risk", "warranty_disclaimer")] for text in (OLD, RENAMED))
    assert touched(OLD, RENAMED, before, after).labels == ()


@pytest.mark.parametrize(
    ("older", "newer", "is_carried"),
    [
        ("Lemon Team, Lemon Pro or our API", "Lemon Pro or our API", True),
        ("Lemon Pro or our API", "Lemon Team, Lemon Pro or our API", True),
        ("Lemon Pro or our API", "Melon Pro or our API", False),
    ],
)
def test_a_name_more_or_less_among_those_whom_a_denial_spares_carries_its_type(
    older: str, newer: str, is_carried: bool
) -> None:
    clause = "We use texts to train our models. But we never use texts to train our models when you use {}."
    old, new = clause.format(older), clause.format(newer)
    before, after = ([label(text, "train our models", "ai_training")] for text in (old, new))
    found = touched(old, new, before, after)
    assert bool(found.labels) is is_carried
    assert (found.gained, found.lost) == ((), ())
    plain = "We use texts to train our models when you use {}."
    old, new = plain.format(older), plain.format(newer)
    before, after = ([label(text, "train our models", "ai_training")] for text in (old, new))
    assert touched(old, new, before, after).labels == ()


def test_a_clause_that_says_a_thing_twice_carries_its_type_at_both_places() -> None:
    old = "We sell lists of members to shops. We sell lists of members to shops abroad."
    new = "We sell lists of members to shops. We sell lists of members to breweries."
    before, after = ([label(text, "sell lists of members", "data_sale")] for text in (old, new))
    assert [one.clause_type for one in touched(old, new, before, after).labels] == ["data_sale"]
    before, after = ([label(text, "sell lists", "data_sale")] for text in (old, new))
    assert touched(old, new, before, after).labels == ()


@pytest.mark.parametrize(
    ("older", "newer", "words", "is_carried"),
    [
        ("Use the app at your own risk.", "Use the app at your sole risk.", "risk", True),
        ("We keep logs for 30 days.", "We keep logs for 90 days.", "keep logs", True),
        ("We store data, and you may write to us.", "We store data, and you may reply to us.", "store data", False),
        ("We do not train models on it.", "By default, we do not train models on it.", "not train models", True),
        (
            "This site is hosted by Alpha Ltd and shown to all.",
            "This site is hosted by Beta Pages and shown to all.",
            "This site is hosted by Beta Pages and shown to all",
            False,
        ),
    ],
)
def test_words_that_changed_carry_a_type_beside_its_evidence_alone(
    older: str, newer: str, words: str, is_carried: bool
) -> None:
    found = touched(older, newer, [], [label(newer, words, "any_type")])
    assert bool(found.labels) is is_carried


def test_a_type_is_lost_or_gained_with_its_words_alone() -> None:
    before = [label(OLD, "arbitration", "arbitration")]
    assert touched(OLD, RENAMED, before, []).lost == ()
    without = "Use the Alpha app at your own risk."
    assert touched(OLD, without, before, []).lost == ("arbitration",)
    assert touched(without, OLD, [], before).gained == ("arbitration",)


def test_a_name_carries_who_stands_behind_the_service() -> None:
    older, newer = "The site is hosted by Alpha, see a.example.", "The site is hosted by Beta, see b.example."
    before, after = ([label(text, "site is hosted by", "contracting_party")] for text in (older, newer))
    assert [one.clause_type for one in touched(older, newer, before, after).labels] == ["contracting_party"]
    address = older.replace("a.example", "b.example")
    assert touched(older, address, before, before).labels == ()


def test_what_is_uncertain_of_a_clause_says_nothing_of_its_change() -> None:
    assert touched("", OLD, [], [label(OLD, "arbitration", "arbitration", "low")]).labels == ()


def test_the_same_words_keep_their_type_in_another_wording() -> None:
    moved = "Note: disputes, which are few, go to arbitration."
    (kept,) = with_kept((), [label(OLD, "arbitration", "arbitration")], moved)
    assert moved[kept.evidence.start : kept.evidence.end] == "arbitration"
    assert with_kept((), [label(OLD, "arbitration", "arbitration")], "Courts decide.") == ()


def test_a_type_whose_words_mostly_stayed_is_neither_lost_nor_gained() -> None:
    older = "We remove content, including through automated means."
    newer = "We remove content by means that are automated, or go through human review."
    before = [
        label(older, "automated means", "automated_decision"),
        label(older, "through automated means", "other"),
    ]
    assert touched(older, newer, before, []).lost == ()
    assert set(touched(older, "We remove it by hand.", before, []).lost) == {"automated_decision", "other"}


def test_a_sentence_that_only_got_other_marks_or_another_place_is_not_touched() -> None:
    older = "We let software decide on berths, and on cranes. The quay is open. Ships pay 5 coins."
    newer = "Ships pay 9 coins. We let software decide on berths - and on cranes! The quay is open."
    words = "We let software decide on berths"
    before, after = ([label(text, words, "automated_decision")] for text in (older, newer))
    assert touched(older, newer, before, after).labels == ()


def test_a_sentence_stays_with_what_its_colon_leads_in() -> None:
    older, newer = "- Duration: 12 months", "- Duration: 24 months"
    before, after = ([label(text, "- Duration:", "cookies_tracking")] for text in (older, newer))
    assert [one.clause_type for one in touched(older, newer, before, after).labels] == ["cookies_tracking"]
