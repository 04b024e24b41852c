"""Which company takes another's place is told with both names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.redline import redline
from services.differ.telling.hunks import hunks
from services.differ.telling.parties import addressee, companies, party_signals
from services.differ.telling.places import told_places
from services.differ.telling.signal_models import Signal


def found(before: str, after: str, *, is_about_it: bool = False) -> tuple[Signal, ...]:
    places = told_places(before, after, hunks(redline(before, after)))
    return party_signals(before, after, places, is_about_it=is_about_it)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We are Acme Europe (UK) Limited.", ["Acme Europe (UK) Limited"]),
        ("Acme Data Co., Ltd. and Beta, L.L.C. run it.", ["Acme Data Co., Ltd", "Beta, L.L.C"]),
        ("Anbieter ist die Muster Software GmbH & Co. KG in Kiel.", ["Muster Software GmbH & Co. KG"]),
        ("Le site est édité par Exemple et Fils SAS.", ["Exemple et Fils SAS"]),
        ("Our liability is limited, and the co-operation ends.", []),
    ],
)
def test_a_company_is_named_with_its_legal_form(text: str, names: list[str]) -> None:
    assert [one.text for one in companies(text)] == names


@pytest.mark.parametrize(
    ("before", "after", "because"),
    [
        (
            "These terms are a contract between you and Acme, Inc.",
            "These terms are a contract between you and Acme Europe Ltd.",
            "the contract is now with “Acme Europe Ltd” instead of “Acme, Inc”",
        ),
        (
            "Ihr Vertragspartner ist die Muster GmbH.",
            "Ihr Vertragspartner ist die Beispiel AG.",
            "the contract is now with “Beispiel AG” instead of “Muster GmbH”",
        ),
        (
            "Le site est édité par Exemple SAS.",
            "Le site est édité par Modèle SARL.",
            "the company named is now “Modèle SARL” instead of “Exemple SAS”",
        ),
    ],
)
def test_a_company_that_takes_another_s_place_is_told(before: str, after: str, because: str) -> None:
    assert [signal.because for signal in found(before, after, is_about_it=True)] == [because]


def test_a_clause_on_another_matter_says_nothing_of_the_contract() -> None:
    before, after = (f"The contract with you: write to {name}." for name in ("Acme, Inc", "Nimbus Ltd"))
    assert [signal.because for signal in found(before, after)] == [
        "the company named is now “Nimbus Ltd” instead of “Acme, Inc”"
    ]


def test_a_company_that_only_stands_elsewhere_is_no_other_one() -> None:
    assert found("Acme, Inc runs it with Beta Ltd.", "With Beta Ltd, Acme, Inc runs it.") == ()


_PIECES = (
    "Acme",
    "Beta,",
    "Inc.",
    "Ltd.",
    "GmbH",
    "&",
    "Co.",
    "KG",
    "we are",
    "contract with",
    "limited",
    "(UK)",
    "SAS",
)
_WORDS = st.lists(st.sampled_from(_PIECES), max_size=20).map(" ".join)


@given(_WORDS, _WORDS)
def test_both_names_are_verbatim_and_differ(before: str, after: str) -> None:
    for signal in found(before, after):
        assert signal.before is not None
        assert signal.after is not None
        assert before[signal.before.start : signal.before.end] == signal.before.text
        assert after[signal.after.start : signal.after.end] == signal.after.text
        assert signal.before.text != signal.after.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour Mill Trust 5 Quay Lane, 20457 Hamburg", "Harbour Mill Trust"),
        ("Harbour Mill, Inc. 5 Quay Lane, Port City 20457", "Harbour Mill, Inc"),
        ("Pier Collective\n9 Dock Street\nLondon EC4A 3TW", "Pier Collective"),
        ("https://pier.example 9 Dock Street, 75015 Paris", ""),
        ("Last updated: 4 May 2026", ""),
        ("You may write to Pier Collective at 9 Dock Street, 75015 Paris", ""),
        ("Pier Collective", ""),
        ("", ""),
    ],
)
def test_an_address_is_of_whom_it_begins_with(text: str, name: str) -> None:
    assert addressee(text) == name


@given(st.text(max_size=200))
def test_whom_an_address_is_of_stands_in_it(text: str) -> None:
    assert addressee(text) in text
