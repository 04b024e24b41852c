from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.telling.quotes import quote, quote_around

_LONGEST = 60


def around(text: str, words: str) -> str:
    start = text.index(words)
    return quote_around(text, start, start + len(words), _LONGEST)


def test_the_sentence_that_has_the_words_is_quoted() -> None:
    text = "Moorings are let by the week. All disputes go to binding arbitration. Bring a boat."
    assert around(text, "binding arbitration") == "“All disputes go to binding arbitration. Bring a boat.”"


def test_a_quote_begins_later_where_the_words_stand_too_far_in_their_sentence() -> None:
    text = (
        "Where a berth is empty for more than three whole tides and nobody has told the harbour master of it, "
        "we may suspend or close your account."
    )
    assert around(text, "suspend or close your account") == "“…we may suspend or close your account.”"


def test_a_quote_never_begins_behind_what_denies_it() -> None:
    text = (
        "The harbour will never, whatever the weather and however long the list of boats that wait outside, "
        "sell your records to advertisers."
    )
    assert around(text, "sell your records").startswith("“The harbour will never")


def test_a_quote_stays_whole_where_no_part_of_the_sentence_begins_near_the_words() -> None:
    text = "The harbour keeps records of boats that came and went and of whoever sailed them with your payment account."
    assert around(text, "payment account").startswith("“The harbour keeps")


def test_the_head_of_a_table_is_passed_over() -> None:
    text = "| Source | Cookie name | Duration |\n| Harbour | _tide | 6 months |"
    assert quote(text, _LONGEST) == "“Harbour | _tide | 6 months”"
    assert around(text, "Cookie name") == "“Harbour | _tide | 6 months”"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In this section we explain fees. Fees are due at noon.", "“Fees are due at noon.”"),
        ("Please read this notice carefully. We sell boats.", "“We sell boats.”"),
        ("In diesem Abschnitt geht es um Gebühren. Sie sind fällig.", "“Sie sind fällig.”"),
        ("Veuillez lire ceci. Nous vendons des bateaux.", "“Nous vendons des bateaux.”"),
        ("Please read this notice carefully.", "“Please read this notice carefully.”"),
    ],
)
def test_a_sentence_that_only_opens_is_passed_over(text: str, told: str) -> None:
    assert quote(text, _LONGEST) == told


@given(st.text(alphabet="ab ,.;:|\n", min_size=1, max_size=200), st.data())
def test_what_is_quoted_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for part in quote_around(text, start, end, _LONGEST).strip("“”").split("”, “"):
        assert part.strip("…") in text
