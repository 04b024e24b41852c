"""Retries back off, within bounds, and end."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.retrying import RetryPolicy


@given(st.integers(1, 50), st.integers(1, 60))
def test_waits_never_shrink_and_stay_below_the_cap(attempts: int, attempt: int) -> None:
    policy = RetryPolicy(attempts=attempts, first_seconds=0.5, cap_seconds=300)
    wait, following = policy.delay(attempt), policy.delay(attempt + 1)
    if wait is None:
        assert attempt >= attempts
        assert following is None
    else:
        assert timedelta() < wait <= timedelta(seconds=300)
        assert following is None or following >= wait
