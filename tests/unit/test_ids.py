"""Ids sort by the time of their making."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.ids import new_id, new_id_at

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001


def test_ids_are_of_version_seven_and_differ() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert {one.version for one in made} == {7}


@given(MOMENTS)
def test_an_id_made_for_a_moment_carries_it(moment: datetime) -> None:
    made = new_id_at(moment)
    assert made.version == 7
    assert made.int >> 80 == int(moment.timestamp() * 1000)
    assert new_id_at(moment - timedelta(seconds=1)) < made
