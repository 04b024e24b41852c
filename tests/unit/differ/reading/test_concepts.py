"""Which concepts a word names: by the whole word, its beginning, or what stands anywhere in it."""

import pytest

from services.differ.reading.concepts import Lexicon

_LEXICON = Lexicon(
    {
        "terms": {"en": ["terms"], "de": ["*bedingungen", "vertrag*"]},
        "payment": {"de": ["*zahlung*"]},
        "voice": {"de": ["stimm*profil*"]},
    }
)


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("bedingungen", {"terms"}),
        ("nutzungsbedingungen", {"terms"}),
        ("bedingungenlos", set()),
        ("vertragspartner", {"terms"}),
        ("mietvertrag", set()),
        ("zahlung", {"payment"}),
        ("vorauszahlungen", {"payment"}),
        ("zahlungsbedingungen", {"terms", "payment"}),
        ("stimmprofil", {"voice"}),
        ("stimm-profile", {"voice"}),
        ("profilstimme", set()),
        ("terms", set()),
    ],
)
def test_a_word_names_what_its_letters_fit(word: str, names: set[str]) -> None:
    assert {_LEXICON.names[number] for number in _LEXICON.of(word, "de")} == names
