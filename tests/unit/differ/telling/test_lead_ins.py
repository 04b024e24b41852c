"""An item of a list is read with the sentence that introduces it, whether that stands above it or in another clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.hunks import hunks
from services.differ.telling.lead_ins import in_its_sentence, introduction
from services.differ.telling.quotes import quoted_lead_in
from services.differ.telling.signals import signals


def directions(item: str, lead_in: str, language: str = "en") -> dict[str, str]:
    found = signals("", item, hunks(redline("", item)), language, signal_words(), ((), (lead_in,)))
    return {f"{one.kind}:{one.what}": one.direction for one in found}


@pytest.mark.parametrize(
    ("text", "place", "lead_ins", "introduced"),
    [
        ("- sell it", "sell", ("**You must not:**",), "You must not"),
        ("(a) sell it", "sell", ("Be kind. You must not:",), "You must not"),
        ("We collect:\n- your name\n- your age", "age", (), "We collect"),
        ("- phones:\n  - your number", "number", ("We collect:",), "phones"),
        ("- sell it. We may ban you", "ban", ("You must not:",), ""),
        ("- sell it", "sell", ("Other rules.",), ""),
        ("- analytics", "analytics", ("We do not use it for purposes other than the following:",), ""),
        ("| Acme | hosting |", "Acme", ("These companies get data:", "| Name | Purpose |"), ""),
        ("We collect data.\n\nYou may ask.", "ask", (), ""),
    ],
)
def test_the_introduction_is_that_of_an_item_in_its_first_sentence(
    text: str, place: str, lead_ins: tuple[str, ...], introduced: str
) -> None:
    assert introduction(text, text.index(place), lead_ins).strip("- ") == introduced


@given(
    st.lists(st.sampled_from(["- ", "(a) ", "sell", " ", "\n", ":", ". ", "| a |", "You must not:"]), min_size=1),
    st.sampled_from(["", "You must not:", "**We collect:**\n", "| Name |"]),
    st.data(),
)
def test_words_are_the_same_in_the_sentence_that_they_are_read_in(
    parts: list[str], lead_in: str, data: st.DataObject
) -> None:
    text = "".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    said = in_its_sentence(text, start, end, (lead_in,) if lead_in else ())
    assert said.text[said.start : said.end] == text[start:end]


@pytest.mark.parametrize(
    ("lead_in", "item", "language"),
    [
        ("We receive information about you from:", "- advertisers and their agencies", "en"),
        ("You must not:", "- share private messages with data brokers", "en"),
        ("Sie dürfen nicht:", "- private Nachrichten an Datenhändler weitergeben", "de"),
        ("Nous recevons des données provenant de :", "- annonceurs", "fr"),
    ],
)
def test_whom_data_comes_from_or_what_readers_must_not_do_gives_nobody_data(
    lead_in: str, item: str, language: str
) -> None:
    assert not any(one.startswith(("recipient", "data_category")) for one in directions(item, lead_in, language))


def test_what_an_item_says_depends_on_whether_its_lead_in_denies_it() -> None:
    assert directions("- advertisers", "We share your data with:")["recipient:advertisers"] == "worse"
    assert directions("- advertisers", "We never share your data with:")["recipient:advertisers"] == "better"


def test_a_long_lead_in_is_shown_by_who_acts_and_never_behind_what_denies_it() -> None:
    assert quoted_lead_in("You must not", "- sell it") == "“You must not:”"
    long = "By using the services that we offer in your country and elsewhere, you agree not to"
    assert quoted_lead_in(long, "- sell it") == "“…you agree not to:”"
    denied = f"You will not{', with anybody who stays in the place that you booked, you and they' * 2}"
    assert not quoted_lead_in(denied, "- sell it")
    assert not quoted_lead_in("These are the kinds of data that you give us", "- names")


def test_an_item_that_says_itself_who_acts_is_shown_without_its_lead_in() -> None:
    for item in ("- We keep it for a year.", "- With your consent. We may share it.", "- you sell it"):
        assert not quoted_lead_in("We share it", item)
    assert not quoted_lead_in("", "- sell it")
