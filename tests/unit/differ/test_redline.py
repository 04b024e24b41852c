from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from services.differ.redline import Segment, SegmentKind, redline
from tests.unit.differ.policies import paragraph, word

words = st.lists(word, max_size=40).map(" ".join)
anything = st.text(alphabet=st.sampled_from("ab .,\n\t-’é你\x00"), max_size=60)


def marked(before: str, after: str) -> str:
    form = {SegmentKind.EQUAL: "{}", SegmentKind.DELETED: "[{}]", SegmentKind.INSERTED: "<{}>"}
    return "".join(form[segment.kind].format(segment.text) for segment in redline(before, after))


def test_whole_words_are_struck_out_and_put_in() -> None:
    assert marked("We keep data for 30 days.", "We keep data for 14 days.") == "We keep data for[ 30]< 14> days."


def test_a_new_sentence_is_put_in_whole() -> None:
    assert marked("We ask. We store it.", "We ask. We sell it. We store it.") == "We ask.< We sell it.> We store it."


def test_words_that_match_by_chance_are_folded_into_the_change() -> None:
    before = "You may contact the support team of your region by phone or letter at any time."
    after = "Any complaint goes to the ombudsman in your country or to a court of law at any time."
    kinds = [segment.kind for segment in redline(before, after)]
    assert kinds == [SegmentKind.DELETED, SegmentKind.INSERTED, SegmentKind.EQUAL]


def test_texts_with_little_in_common_are_struck_out_and_put_in_whole() -> None:
    assert marked("The quick brown fox jumps.", "You agree to arbitration in Ireland.") == (
        "[The quick brown fox jumps.]<You agree to arbitration in Ireland.>"
    )


def test_equal_texts_are_one_equal_segment() -> None:
    assert redline("Same.", "Same.") == (Segment(SegmentKind.EQUAL, "Same."),)


@example(" ", "\x00")
@given(st.one_of(words, paragraph(), anything), st.one_of(words, paragraph(), anything))
def test_a_redline_gives_both_texts_back(before: str, after: str) -> None:
    segments = redline(before, after)
    assert "".join(s.text for s in segments if s.kind is not SegmentKind.INSERTED) == before
    assert "".join(s.text for s in segments if s.kind is not SegmentKind.DELETED) == after
    assert all(s.text for s in segments)
    assert all(one.kind is not other.kind for one, other in pairwise(segments))


@given(words, words)
def test_no_word_is_cut(before: str, after: str) -> None:
    known = {*before.split(), *after.split()}
    assert {part for segment in redline(before, after) for part in segment.text.split()} <= known


def test_what_is_too_long_to_compare_is_told_as_replaced() -> None:
    before, after = " ".join(f"a{n}" for n in range(20_000)), " ".join(f"b{n}" for n in range(20_000))
    assert [segment.kind for segment in redline(before, after)] == [SegmentKind.DELETED, SegmentKind.INSERTED]
