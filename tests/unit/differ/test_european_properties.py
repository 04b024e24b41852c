import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.differ.european_policies import judged, paragraphs, sentences

pytestmark = pytest.mark.parametrize("language", ["fr", "de"])


def text(parts: list[str]) -> str:
    return "\n\n".join(["# T", *parts])


@given(st.data())
def test_permuting_french_and_german_terms_is_never_substance(language: str, data: st.DataObject) -> None:
    parts = data.draw(paragraphs(language))
    permuted = list(parts)
    data.draw(st.randoms(use_true_random=False)).shuffle(permuted)
    assert not judged(text(parts), text(permuted)).is_substantive


@given(st.data())
def test_moving_whole_sentences_between_paragraphs_is_never_substance(language: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(sentences(language), min_size=3, max_size=12, unique=True))
    before, after = (regrouped(drawn, data.draw(st.randoms(use_true_random=False))) for _ in range(2))
    assert not judged(text(before), text(after)).is_substantive


def regrouped(drawn: list[str], chance: random.Random) -> list[str]:
    """The sentences in paragraphs of one to three."""
    parts, position = [], 0
    while position < len(drawn):
        size = chance.randint(1, 3)
        parts.append(" ".join(drawn[position : position + size]))
        position += size
    return parts


@given(st.data())
def test_one_clause_more_or_less_is_that_clause(language: str, data: st.DataObject) -> None:
    parts, new = data.draw(paragraphs(language)), data.draw(sentences(language))
    assume(new not in " ".join(parts))
    place = data.draw(st.integers(0, len(parts)))
    longer = [*parts[:place], new, *parts[place:]]
    for before, after in ((parts, longer), (longer, parts)):
        reasons = [reason for reason in judged(text(before), text(after)).reasons if reason.is_substantive]
        assert len(reasons) == 1


@given(st.data())
def test_one_clause_reworded_is_that_clause(language: str, data: st.DataObject) -> None:
    parts = data.draw(paragraphs(language))
    place = data.draw(st.integers(0, len(parts) - 1))
    words = parts[place].split(" ")
    word = data.draw(st.integers(0, len(words) - 1))
    assume(words[word].isalpha())
    words[word] = "autrement" if language == "fr" else "anderweitig"
    reworded = [*parts[:place], " ".join(words), *parts[place + 1 :]]
    (reason,) = judged(text(parts), text(reworded)).reasons
    assert reason.is_substantive
    assert (reason.change.before, reason.change.after) == (place + 1, place + 1)
