"""When a failed fetch is tried again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fetcher.retry import RetryRules, retry_after_seconds, retry_delay_seconds

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RULES = RetryRules(base_seconds=60, attempts=4, max_retry_after_seconds=3600)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Sun, 01 Mar 2026 12:05:00 GMT", 300.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str, seconds: float | None) -> None:
    assert retry_after_seconds({"retry-after": value}, NOW) == seconds


@given(st.text())
def test_no_retry_after_header_breaks_the_reader(value: str) -> None:
    seconds = retry_after_seconds({"retry-after": value}, NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(1, 4), st.floats(0, 1, exclude_max=True))
def test_the_wait_doubles_and_at_least_half_of_it_is_fixed(failures: int, chance: float) -> None:
    delay = retry_delay_seconds(RULES, failures, chance)
    assert delay is not None
    assert 30 * 2 ** (failures - 1) <= delay <= 60 * 2 ** (failures - 1)


def test_after_the_last_attempt_only_the_servers_wish_is_left() -> None:
    assert retry_delay_seconds(RULES, 5, 0.0) is None
    assert retry_delay_seconds(RULES, 5, 0.0, asked_seconds=100) == 100


def test_the_servers_wish_is_the_least_wait_and_capped() -> None:
    assert retry_delay_seconds(RULES, 1, 0.0, asked_seconds=600) == 600
    assert retry_delay_seconds(RULES, 1, 0.0, asked_seconds=1e9) == 3600
