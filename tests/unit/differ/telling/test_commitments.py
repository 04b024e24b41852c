"""What the platform says that it does not do: told where it is no longer said, and where it came."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.change_reading import ChangeReading, read_change
from services.differ.telling.commitments import Commitments
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import Days

PROMISE = "Our staff does not read private letters without your consent."
PLAIN = "Letters are stored on the second floor of the mill."


def told(before: str, after: str) -> list[tuple[str, Direction]]:
    return [(one.what, one.direction) for one in Commitments([before], [after]).signals(before, after)]


def read(*pairs: tuple[str, str]) -> ChangeReading:
    entries = []
    for ordinal, (before, after) in enumerate(pairs):
        older, newer = (Quote(ordinal * 1000, text) if text else None for text in (before, after))
        kind = ChangeKind.MODIFIED if before and after else ChangeKind.REMOVED if before else ChangeKind.ADDED
        entries.append(
            ClauseChangeEntry(
                ordinal, kind, f"CW-P-{ordinal:06}", ("4. Mail",), older, newer, redline(before, after), True, "words"
            )
        )
    return read_change(entries, {}, {}, "en", Days(date(2026, 1, 1)), TypeFacts({}, {}), signal_words(), 100)


@pytest.mark.parametrize(
    "promise",
    [
        PROMISE,
        "We do not sell your personal data.",
        "Quillow will never share your drafts with advertisers.",
        "We don’t knowingly collect data of children.",
        "Our rules ask that Quillow disclose drafts only where a court orders it.",
        "We only use drafts to print them.",
        "Wir verkaufen Ihre Daten nicht.",
        "Nous ne vendons jamais vos données.",
    ],
)
def test_a_commitment_that_is_gone_is_worse_and_one_that_came_is_better(promise: str) -> None:
    assert told(promise, PLAIN) == [("commitment_lost", Direction.WORSE)]
    assert told(PLAIN, promise) == [("commitment_gained", Direction.BETTER)]


@pytest.mark.parametrize(
    "sentence",
    [
        "You may not share your password.",
        "Developers may not sell what they get.",
        "Do not share your password.",
        "We are not responsible for how others use it.",
        "If we do not collect it, nothing is stored.",
        "We do not give refunds.",
        "We use it to track parcels.",
    ],
)
def test_what_promises_readers_nothing_is_no_commitment(sentence: str) -> None:
    assert told(sentence, PLAIN) == told(PLAIN, sentence) == []


def test_a_commitment_in_other_words_or_in_another_clause_is_kept() -> None:
    again = "Our staff does not read any private letters of yours without your consent."
    assert told(PROMISE, again) == []
    moved = read((f"{PLAIN} {PROMISE}", PLAIN), ("", PROMISE))
    assert all(not clause.change.signals for clause in moved.clauses if clause.change.ordinal == 0)


def test_a_promise_that_no_longer_names_a_way_to_give_data_away_is_lost() -> None:
    both, one = "Quillow does not “sell” or “share” your drafts.", "Quillow does not “sell” your drafts."
    assert told(both, one) == [("commitment_lost", Direction.WORSE)]
    assert told(one, both) == [("commitment_gained", Direction.BETTER)]


def test_a_clause_that_lost_a_commitment_is_of_medium_severity_and_says_which() -> None:
    (clause,) = read((f"{PLAIN} {PROMISE}", f"{PLAIN} Other terms apply to letters.")).clauses
    assert (clause.change.severity, clause.change.judged.direction) == ("medium", Direction.WORSE)
    assert f"a promise is no longer made (“{PROMISE}”)" in clause.line


def test_a_denial_whose_not_was_struck_is_told_once() -> None:
    (clause,) = read(("We do not sell your personal data.", "We sell your personal data.")).clauses
    assert [signal.what for signal in clause.change.signals] == ["lost"]


def test_too_many_commitments_are_not_compared() -> None:
    many = " ".join(f"We never sell the {number}th sack of oats." for number in range(600))
    assert told(many, PLAIN) == []


@given(st.lists(st.sampled_from([PROMISE, PLAIN, "We never sell oats.", "You pay."]), max_size=5))
def test_what_did_not_change_is_neither_lost_nor_gained(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert told(text, text) == []
    for signal in Commitments([text], [""]).signals(text, ""):
        assert signal.before is not None
        assert text[signal.before.start : signal.before.end] == signal.before.text
