"""Cursors: what is handed back is understood, and nothing else is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.api.errors import InvalidCursorError
from services.api.web.cursors import decode, encode, page_of

KEY: TypeAdapter[tuple[datetime, str]] = TypeAdapter(tuple[datetime, str])


@given(st.datetimes(timezones=st.just(UTC)), st.text(max_size=40))
def test_a_cursor_gives_back_what_it_holds(moment: datetime, text: str) -> None:
    assert decode(KEY, encode(KEY, (moment, text))) == (moment, text)


@given(st.text(max_size=60))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidCursorError):
        decode(KEY, text)


def test_a_page_says_where_the_next_begins_only_where_there_is_one() -> None:
    key: TypeAdapter[int] = TypeAdapter(int)
    assert page_of([1, 2, 3], 3, key, lambda number: number).next_cursor is None
    shown = page_of([1, 2, 3], 2, key, lambda number: number)
    assert shown.items == [1, 2]
    assert shown.next_cursor is not None
    assert decode(key, shown.next_cursor) == 2
