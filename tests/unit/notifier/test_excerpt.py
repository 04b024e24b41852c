"""What of a clause change is shown."""

from hypothesis import given
from hypothesis import strategies as st

from services.notifier.cleaning import shown
from services.notifier.content import Segment
from services.notifier.excerpt import excerpt
from tests.unit.notifier.changes import added, clause

SEGMENTS = st.lists(
    st.builds(Segment, kind=st.sampled_from(["equal", "deleted", "inserted"]), text=st.text(min_size=1, max_size=500)),
    min_size=1,
    max_size=12,
).map(tuple)


@given(SEGMENTS)
def test_every_edit_is_shown_whole_where_there_is_room(segments: tuple[Segment, ...]) -> None:
    shown_pieces = excerpt(clause(redline=segments), 100_000)
    for kind in ("deleted", "inserted"):
        wanted = [words for segment in segments if segment.kind == kind and (words := shown(segment.text).strip())]
        assert [piece.text for piece in shown_pieces.pieces if piece.kind == kind] == wanted


@given(SEGMENTS, st.integers(1, 400))
def test_no_more_is_shown_than_there_is_room_for(segments: tuple[Segment, ...], limit: int) -> None:
    assert excerpt(clause(redline=segments), limit).size <= limit


def test_the_space_around_an_edit_is_not_marked() -> None:
    segments = (
        Segment("equal", "for"),
        Segment("deleted", " 30"),
        Segment("inserted", " 14"),
        Segment("equal", " days"),
    )
    pieces = excerpt(clause(redline=segments), 100).pieces
    assert (
        "".join(f"[{piece.text}]" if piece.kind != "equal" else piece.text for piece in pieces) == "for [30] [14] days"
    )


def test_words_far_from_an_edit_are_skipped() -> None:
    far = "word " * 200
    segments = (Segment("equal", far), Segment("inserted", "never "), Segment("equal", far))
    pieces = excerpt(clause(redline=segments), 1_500).pieces
    assert [piece.kind for piece in pieces] == ["skipped", "equal", "inserted", "equal", "equal", "skipped"]
    assert all(len(piece.text) <= 140 for piece in pieces)


def test_an_added_clause_is_shown_as_put_in_and_cut_at_a_word() -> None:
    shown_pieces = excerpt(added("alpha beta gamma delta"), 12)
    assert [(piece.kind, piece.text) for piece in shown_pieces.pieces] == [("inserted", "alpha beta"), ("skipped", "")]
