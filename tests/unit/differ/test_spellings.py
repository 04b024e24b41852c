import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.spellings import american
from tests.unit.differ.european_policies import judged

PAIRS = [
    ("organisation", "organization"),
    ("unauthorised", "unauthorized"),
    ("personalising", "personalizing"),
    ("pseudonymised", "pseudonymized"),
    ("behaviour", "behavior"),
    ("favourite", "favorite"),
    ("cancelled", "canceled"),
    ("labelling", "labeling"),
    ("fulfilment", "fulfillment"),
    ("licence", "license"),
    ("defence", "defense"),
    ("practise", "practice"),
    ("centres", "centers"),
    ("programme", "program"),
    ("catalogue", "catalog"),
    ("analysed", "analyzed"),
    ("judgement", "judgment"),
    ("Honour", "Honor"),
]
OTHERS = [
    "your",
    "four",
    "hours",
    "advertise",
    "promised",
    "exercise",
    "revised",
    "controlled",
    "billed",
    "cancellation",
]
OTHERS += ["sentence", "presence", "persons", "measures", "we", "analysis", "enterprise", "resource", "premise"]


@pytest.mark.parametrize(("british", "spelled"), PAIRS)
def test_a_british_spelling_is_the_american_word(british: str, spelled: str) -> None:
    assert american(british) == american(spelled)
    assert not judged(
        f"# Terms\n\nThe mill has its {british} here.", f"# Terms\n\nThe mill has its {spelled} here."
    ).is_substantive


def test_what_is_too_long_for_a_word_stays() -> None:
    assert american(f"colour{'a' * 40}") == f"colour{'a' * 40}"


@pytest.mark.parametrize("word", OTHERS)
def test_other_words_stay(word: str) -> None:
    assert american(word) == word


@given(
    st.sampled_from([word for pair in PAIRS for word in pair] + OTHERS),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_a_spelling_is_american_once_and_for_all_and_keeps_its_capitals(word: str, cased: object) -> None:
    assert callable(cased)
    once = american(cased(word))
    assert american(once) == once
    assert american(word.lower()) == once.lower()
