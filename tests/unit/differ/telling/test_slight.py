"""A clause of a grave type makes a grave change only where what changed says something else."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.change_reading import ClauseChangeReading, read_change
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.summary import Days
from tests.unit.differ.telling.clause_changes import reworded

ARBITRATION = "Any quarrel between you and the mill about your flour is settled by binding arbitration in the old barn."
TRAINING = "We train our models with the letters that you write to the mill and the drawings that you leave there."
DENIAL = "We do not use your letters to train our models when you have the plan Oat Team, Oat Pro or Rye."
LAST = "Bread is sold on Friday."


def label(text: str, words: str, rule: str = "base") -> TypeLabel:
    start = text.index(words)
    evidence = Evidence(start, start + len(words), words)
    return TypeLabel("grave", "high", "explicit", "cue", evidence, "high", rule, "it limits rights")


def read(
    older: str,
    newer: str,
    words: Sequence[str],
    rules: tuple[str, str] = ("base", "base"),
    language: str = "en",
    *,
    is_about_data: bool = True,
) -> ClauseChangeReading:
    entry = reworded(older, newer)
    before, after = (
        {"CW-P-0": [label(text, words[-1 if text is newer else 0], rule)]}
        for text, rule in zip((older, newer), rules, strict=True)
    )
    facts = TypeFacts({}, {"grave": "burdens"}, frozenset({"grave"} if is_about_data else ()))
    (clause,) = read_change(
        [entry], before, after, language, Days(date(2026, 1, 1)), facts, signal_words(), 100
    ).clauses
    return clause


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quarrel", "dispute"),
        ("quarrel between you and the mill", "quarrel, controversy or claim between you and the mill"),
        ("your flour is settled", "your flour shall be settled"),
        ("in the old barn", "in the old barn, as told below"),
        ("in the old barn", "in the old barn, as told in section 3"),
        ("Any quarrel", "To the fullest extent permitted by applicable law, any quarrel"),
    ],
)
def test_a_few_words_that_point_nowhere_make_no_grave_change(old: str, new: str) -> None:
    clause = read(ARBITRATION, ARBITRATION.replace(old, new), ["binding arbitration"])
    assert clause.change.severity != "high"
    if clause.change.types:
        assert clause.change.severity == "medium"
        assert "only a few of its words were exchanged" in clause.change.severity_because


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("about your flour is settled", "about your flour is settled within 30 days"),
        ("is settled", "is not settled"),
        ("Any quarrel", "If you live in the lower village, any quarrel"),
        ("is settled", "is, unless the miller is asleep, settled"),
        ("between you and the mill", "between you, your heirs, neighbours, tenants, guests or lodgers and the mill"),
        ("in the old barn", "in England"),
        ("in the old barn", "in the old barn by any 3 millers"),
        ("about your flour", "about your flour, with the advertisers,"),
    ],
)
def test_what_says_something_else_stays_grave(old: str, new: str) -> None:
    assert read(ARBITRATION, ARBITRATION.replace(old, new), ["binding arbitration"]).change.severity == "high"


def test_a_short_sentence_of_other_words_stays_grave() -> None:
    assert read("We measure how ads work.", "We show, place and measure ads.", ["ads"]).change.severity == "high"


def test_a_rule_that_sharpens_is_not_slight() -> None:
    newer = TRAINING.replace("drawings", "sketches")
    assert read(TRAINING, newer, ["train our models"]).change.severity == "medium"
    assert read(TRAINING, newer, ["train our models"], ("base", "sharpened")).change.severity == "high"


def test_a_kind_of_data_is_a_word_like_any_other_in_a_clause_of_another_matter() -> None:
    older = "You pay the mill for what others claim by your photos, and hold it harmless."
    newer = older.replace("photos", "bread")
    assert read(older, newer, ["hold it harmless"], is_about_data=False).change.severity != "high"
    assert read(older, newer, ["hold it harmless"]).change.severity == "high"


def test_whom_a_denial_spares_is_not_slight() -> None:
    assert read(DENIAL, DENIAL.replace("Oat Team, ", ""), ["train our models"]).change.severity == "high"


@pytest.mark.parametrize(
    ("newer", "severity", "because"),
    [
        (
            "Quarrels about flour go, as a rule, to lawyers, and others to binding arbitration.",
            "medium",
            "in the newer",
        ),
        ("Quarrels about flour go, as a rule, to lawyers, and others to the miller's wife.", "high", "limits rights"),
    ],
)
def test_a_type_that_only_the_older_wording_is_read_to_have_is_grave_only_where_its_words_went(
    newer: str, severity: str, because: str
) -> None:
    older = "Quarrels between you, the mill and its neighbours about bread and flour go to binding arbitration."
    entry = ClauseChangeEntry(
        0, ChangeKind.MODIFIED, "CW-P-0", (), Quote(0, older), Quote(0, newer), redline(older, newer), True, "-"
    )
    labels = {"CW-P-0": [label(older, "binding arbitration")]}
    facts = TypeFacts({}, {"grave": "burdens"})
    found = read_change([entry], labels, {}, "en", Days(date(2026, 1, 1)), facts, signal_words(), 100)
    assert found.summary.severity == severity
    assert because in found.summary.severity_because


def test_a_type_that_came_is_not_slight() -> None:
    older = ARBITRATION.replace("binding arbitration", "the miller")
    entry = ClauseChangeEntry(
        0,
        ChangeKind.MODIFIED,
        "CW-P-0",
        (),
        Quote(0, older),
        Quote(0, ARBITRATION),
        redline(older, ARBITRATION),
        True,
        "-",
    )
    labels = {"CW-P-0": [label(ARBITRATION, "binding arbitration")]}
    facts = TypeFacts({}, {"grave": "burdens"})
    found = read_change([entry], {}, labels, "en", Days(date(2026, 1, 1)), facts, signal_words(), 100)
    assert (found.summary.severity, found.clauses[0].gained) == ("high", ("grave",))


@given(st.permutations(ARBITRATION.split()), st.sampled_from(["en", "de", "fr", "nl"]))
def test_capitals_alone_are_never_grave(written: list[str], language: str) -> None:
    older = f"{LAST} By binding arbitration: {' '.join(written)}"
    clause = read(older, older.upper(), ["binding arbitration", "BINDING ARBITRATION"], language=language)
    assert clause.change.severity != "high"
