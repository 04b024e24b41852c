import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.contractions import written_out
from tests.unit.differ.european_policies import judged

SAME = [
    ("We don't sell it.", "We do not sell it."),
    ("It's yours, and you're free to go.", "It is yours, and you are free to go."),
    ("You can’t resell it; we cannot either.", "You can not resell it; we can not either."),
    ("We won't share what you've posted.", "We will not share what you have posted."),
    ("That's all: here's how we'd use what isn't yours.", "That is all: here is how we would use what is not yours."),
    ("I'm an adult, they'll pay.", "I am an adult, they will pay."),
    ("LET'S GO.", "Let us GO."),
]
OTHER = [
    ("We don't sell it.", "We do sell it."),
    ("We can't sell it.", "We will not sell it."),
    ("You'll pay for it.", "You would pay for it."),
    ("The customer's data is deleted.", "The customer is data is deleted."),
    ("Use its data.", "Use it is data."),
]


def is_told(before: str, after: str) -> bool:
    older, newer = (f"# Terms\n\nThe mill grinds oats.\n\n{clause}\n\nIt rests at night." for clause in (before, after))
    return judged(older, newer).is_substantive


@pytest.mark.parametrize(("contracted", "written"), SAME)
def test_a_contraction_and_its_words_are_the_same(contracted: str, written: str) -> None:
    assert not is_told(contracted, written)
    assert not is_told(written, contracted)


@pytest.mark.parametrize(("contracted", "other"), OTHER)
def test_other_words_than_those_of_a_contraction_are_substance(contracted: str, other: str) -> None:
    assert is_told(contracted, other)


@given(st.lists(st.sampled_from(["it's", "Its", "don't", "users'", "cannot", "we'll", "l'utilisateur", "e'd"])))
def test_what_is_written_out_has_no_contraction_left(words: list[str]) -> None:
    written = written_out(" ".join(words))
    assert written_out(written) == written
    assert not {"it's", "don't", "cannot", "we'll"} & set(written.split())


@given(st.text(st.characters(exclude_characters="'nN")))
def test_a_text_without_contractions_stays_as_it_is(text: str) -> None:
    assert written_out(text) == text
