"""A clause of a type of medium severity makes a change of low severity only where its words mean what they meant."""

from datetime import date

import pytest

from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.taxonomy.models import Level
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.change_reading import read_change
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.summary import Days
from tests.unit.differ.telling.clause_changes import reworded

COLLECTED = (
    "The miller will record what you purchase at the mill and describe in the policy on the door what he records with "
    "the letters that you write e.g. on bread to the mill after you left the village."
)
GERMAN = "Der Müller speichert das Brot das Sie im Laden kaufen mit Ihren Briefen bei der alten Mühle am Bach."
FRENCH = "Le meunier conserve vos lettres avec le pain que vous voulez acheter dans la vieille grange du village."


def severity(older: str, newer: str, words: str, language: str = "en", of_type: Level = "medium") -> Level:
    entry = reworded(older, newer)
    before, after = (
        {
            "CW-P-0": [
                TypeLabel(
                    "records",
                    "high",
                    "explicit",
                    "cue",
                    Evidence(text.index(words), text.index(words) + len(words), words),
                    of_type,
                    "base",
                    "it is worth knowing",
                )
            ]
        }
        for text in (older, newer)
    )
    facts = TypeFacts({}, {"records": "burdens"}, frozenset({"records"}))
    (clause,) = read_change(
        [entry], before, after, language, Days(date(2026, 1, 1)), facts, signal_words(), 100
    ).clauses
    assert clause.change.types == ("records",)  # it is told by its type, and not as one that the words leave alone
    return clause.change.severity


@pytest.mark.parametrize(
    ("text", "words", "language", "old", "new"),
    [
        (COLLECTED, "The miller", "en", "purchase", "buy"),
        (COLLECTED, "The miller", "en", "describe", "descrribe"),
        (COLLECTED, "The miller", "en", "describe", "decsribe"),
        (COLLECTED, "The miller", "en", "the policy on", "the statement on"),
        (COLLECTED, "The miller", "en", "e.g. on", "for example on"),
        (GERMAN, "Der Müller", "de", "kaufen", "erwerben"),
        (FRENCH, "Le meunier", "fr", "acheter", "acquérir"),
    ],
)
def test_words_of_the_same_meaning_make_a_change_of_low_severity(
    text: str, words: str, language: str, old: str, new: str
) -> None:
    assert severity(text, text.replace(old, new), words, language) == "low"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the letters", "the public letters"),
        ("the letters", "the letters and the drawings"),
        ("record what", "disclose what"),
        ("purchase", "eat"),
        ("write e.g.", "and researchers write e.g."),
        ("mill and", "mill within 13 months and"),
        ("the letters", "the photos"),
        ("will record", "may record"),
        ("on the door", "on the door and the wall"),
        ("letters that you write", "letters that others write"),
        ("on the door", "on the floor"),
        ("e.g. on", "on"),
    ],
)
def test_what_may_say_something_else_stays_of_medium_severity(old: str, new: str) -> None:
    newer = COLLECTED.replace(old, new)
    assert newer != COLLECTED
    assert severity(COLLECTED, newer, "The miller") == "medium"


def test_words_of_the_same_meaning_leave_a_grave_type_at_medium_severity() -> None:
    newer = COLLECTED.replace("purchase", "buy")
    assert severity(COLLECTED, newer, "The miller", of_type="high") == "medium"


def test_of_a_language_that_is_not_read_nothing_is_said() -> None:
    assert severity(COLLECTED, COLLECTED.replace("purchase", "buy"), "The miller", "nl") == "medium"


def test_a_row_of_a_table_keeps_its_severity() -> None:
    older = f"| Flour | {COLLECTED} |"
    assert severity(older, older.replace("purchase", "buy"), "The miller") == "medium"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("retain", "remain"),
        ("share", "shave"),
        ("contact", "contract"),
        ("charge", "change"),
        ("public", "publish"),
        ("reserve", "preserve"),
    ],
)
def test_words_that_look_alike_are_not_taken_for_one(old: str, new: str) -> None:
    assert severity(COLLECTED.replace("describe", old), COLLECTED.replace("describe", new), "The miller") == "medium"
