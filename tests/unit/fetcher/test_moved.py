"""Whether a document has moved for good."""

import pytest

from services.fetcher.fetch import FetchedPart, Redirect
from services.fetcher.moved import Move, move_of

OLD, NEW = "https://acorn.example/privacy", "https://acorn.example/legal/privacy"


def part(final_url: str, *statuses: int) -> FetchedPart:
    return FetchedPart(
        requested_url=OLD,
        final_url=final_url,
        status=200,
        media_type="text/html",
        charset=None,
        etag=None,
        last_modified=None,
        content=b"",
        redirects=tuple(Redirect(OLD, status) for status in statuses),
    )


def test_a_new_permanent_redirect_is_a_move() -> None:
    assert move_of([part(NEW, 301)], [OLD], was_moved=False) == Move(OLD, NEW)
    assert move_of([part(NEW, 308, 301)], [OLD], was_moved=False) == Move(OLD, NEW)


@pytest.mark.parametrize("statuses", [(), (302,), (301, 302), (307,)])
def test_a_redirect_for_the_time_being_is_no_move(statuses: tuple[int, ...]) -> None:
    assert move_of([part(NEW, *statuses)], [OLD], was_moved=False) is None


@pytest.mark.parametrize(
    "spelling", ["http://acorn.example/privacy", "https://www.acorn.example/privacy/", OLD + "?x=1"]
)
def test_another_spelling_of_an_address_is_no_move(spelling: str) -> None:
    assert move_of([part(OLD, 301)], [spelling], was_moved=False) is None


def test_a_redirect_that_was_there_before_is_no_move_and_a_told_move_stays_one() -> None:
    assert move_of([part(NEW, 301)], [NEW], was_moved=False) is None
    assert move_of([part(NEW, 301)], [NEW], was_moved=True) == Move(OLD, NEW)
    assert move_of([part(OLD)], [NEW], was_moved=True) is None


def test_without_an_earlier_capture_nothing_has_moved() -> None:
    assert move_of([part(NEW, 301)], [], was_moved=False) is None
