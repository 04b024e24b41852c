"""Whom a heading, or the first cell of a row, says that a clause is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.audiences import addressed


def whom(heading: str, language: str = "en") -> list[str]:
    return [one.who for one in addressed(heading, language, signal_words())]


@pytest.mark.parametrize(
    ("heading", "language", "who"),
    [
        ("If you live in the EEA", "en", ["people in the EEA"]),
        ("For California residents", "en", ["residents of California"]),
        ("Notice to California Residents", "en", ["residents of California"]),
        ("9. UK and EEA Data Protection Rights", "en", ["people in the United Kingdom", "people in the EEA"]),
        ("US State Privacy", "en", ["people in the United States"]),
        ("Terms if you live outside the EEA or Switzerland", "en", ["people outside the EEA and Switzerland"]),
        ("Disclosures for individuals in Singapore", "en", ["people in Singapore"]),
        ("European Economic Area (“EEA”) and UK", "en", ["people in the EEA", "people in the United Kingdom"]),
        ("Hong Kong", "en", ["people in Hong Kong"]),
        ("Sellers", "en", ["creators and sellers"]),
        ("7. Terms specific for Hosts", "en", ["hosts"]),
        ("App Developer Terms", "en", ["developers"]),
        ("Liability if you are a consumer", "en", ["consumers"]),
        ("For consumers residing in France", "en", ["people in France"]),
        ("Children's Privacy", "en", ["children and teenagers"]),
        ("Für Nutzer in der Europäischen Union", "de", ["people in the EEA"]),
        ("Wenn Sie in Deutschland wohnen", "de", ["people in Germany"]),
        ("Für Verkäufer", "de", ["creators and sellers"]),
        ("Si vous résidez en France", "fr", ["people in France"]),
        ("Pour les vendeurs", "fr", ["creators and sellers"]),
        ("Contact us", "en", []),
        ("Notice to us", "en", []),
        ("Transfers outside the EEA", "en", []),
        ("EU-U.S. Data Privacy Framework", "en", []),
        ("Rights under the California Consumer Privacy Act", "en", []),
        ("What we share with merchants", "en", []),
        ("Liability if you are not a consumer", "en", []),
        ("Crimes against children", "en", []),
        ("Governing law: England", "en", []),
    ],
)
def test_a_heading_is_for_those_whom_it_addresses(heading: str, language: str, who: list[str]) -> None:
    assert whom(heading, language) == who


@given(st.lists(st.sampled_from(["for", "users", "in", "the EEA", "US", "outside", "Sellers", "Act", ",", "“UK”"])))
def test_quotes_stand_in_the_heading_and_each_audience_is_told_once(parts: list[str]) -> None:
    heading = " ".join(parts)
    found = addressed(heading, "en", signal_words())
    assert all(one.quote and one.quote in heading for one in found)
    assert len({one.who for one in found}) == len(found)
