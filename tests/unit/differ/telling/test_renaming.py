"""A name that takes another's place throughout a change is told once; what else changed is told beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.forms import Compared
from services.differ.telling.hunks import hunks
from services.differ.telling.places import told_places
from services.differ.telling.renaming import Named, Renaming, beside, renamings


def compared(before: str, after: str) -> Compared:
    return Compared(before, after, told_places(before, after, hunks(redline(before, after))))


def found(pairs: list[tuple[str, str]], language: str = "en") -> list[tuple[str, str, int]]:
    changes = [compared(*pair) for pair in pairs]
    return [(one.before, one.after, len(one.clauses)) for one in renamings(changes, language, signal_words())]


def test_a_name_is_renamed_in_two_clauses() -> None:
    pairs = [("Use Acme Chat well.", "Use Nimbus well."), ("Acme Chat Pro is paid.", "Nimbus Pro is paid.")]
    assert found(pairs) == [("Acme Chat", "Nimbus", 2)]
    assert found(pairs[:1]) == []


def test_a_term_in_small_letters_is_replaced_in_three_and_sentences_may_begin_with_it() -> None:
    pairs = [
        ("Admins choose connectors.", "Admins choose apps."),
        ("Connectors send data.", "Apps send data."),
        ("We log what connectors do.", "We log what apps do."),
    ]
    (one,) = renamings([compared(*pair) for pair in pairs], "en", signal_words())
    assert (one.before, one.after, one.named) == ("connectors", "apps", Named.TERM)
    assert found(pairs[:2]) == []


def test_german_and_french_names_are_renamed_too() -> None:
    german = [("Der Anbieter Muster haftet.", "Der Anbieter Beispiel haftet."), ("Muster zahlt.", "Beispiel zahlt.")]
    french = [("Le service Alpha est payant.", "Le service Bêta est payant."), ("Alpha évolue.", "Bêta évolue.")]
    assert found(german, "de")[0][2] == 2
    assert found(french, "fr") == [("Alpha", "Bêta", 2)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ireland", "California"),
        ("may", "will"),
        ("30 days", "60 days"),
        ("1 May 2025", "2 June 2026"),
        ("Service", "Services"),
        ("We", "You"),
        ("Alpha and Beta", "Alpha, Beta and Gamma"),
        ("Section 4", "Section 5"),
    ],
)
def test_what_means_something_by_itself_is_no_name(before: str, after: str) -> None:
    frames = ("Here {} decides.", "It is {} again.", "So {} it is.", "Then {} too.")
    assert found([(frame.format(before), frame.format(after)) for frame in frames]) == []


def test_a_name_that_still_stands_in_a_clause_is_not_renamed_there() -> None:
    pairs = [("Use Acme.", "Use Nimbus."), ("Try Acme.", "Try Nimbus."), ("Ask Acme of Acme.", "Ask Nimbus of Acme.")]
    assert found(pairs) == [("Acme", "Nimbus", 2)]


def test_a_name_to_which_something_is_put_in_is_not_renamed() -> None:
    pairs = [("We store Content.", "We store Outputs."), ("We keep Content.", "We keep Data and Outputs.")]
    assert found(pairs) == []


_WORDS = st.lists(
    st.sampled_from(["we", "share", "data", "Acme", "with", "banks,", "at", "cost."]), min_size=1, max_size=12
)


@given(_WORDS, _WORDS)
def test_what_is_told_beside_a_renaming_has_the_places_of_both_wordings(one: list[str], other: list[str]) -> None:
    before, after = " ".join(one), " ".join(other).replace("Acme", "Nimbus")
    renaming = Renaming("Acme", "Nimbus", (0,), Named.NAME)
    for place in beside(compared(before, after), 0, [renaming]):
        assert 0 <= place.before_start <= place.before_end <= len(before)
        assert 0 <= place.after_start <= place.after_end <= len(after)


@given(_WORDS)
def test_a_renaming_alone_leaves_nothing_to_tell(words: list[str]) -> None:
    before = " ".join(words)
    change = compared(before, before.replace("Acme", "Nimbus"))
    assert beside(change, 0, [Renaming("Acme", "Nimbus", (0,), Named.NAME)]) == ()
