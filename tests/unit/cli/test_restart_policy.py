"""The rule for starting a child again."""

from hypothesis import given
from hypothesis import strategies as st

from services.cli.restart_policy import RestartPolicy, restart_after

POLICY = RestartPolicy()
FAILURES = st.integers(min_value=0, max_value=100_000)
SECONDS = st.floats(min_value=0, max_value=1e9)


@given(FAILURES, SECONDS)
def test_a_restart_waits_at_least_the_first_delay_and_at_most_the_longest(failures: int, ran_seconds: float) -> None:
    restart = restart_after(POLICY, failures, ran_seconds)

    assert POLICY.first_delay_seconds <= restart.delay_seconds <= POLICY.longest_delay_seconds


@given(FAILURES)
def test_each_failure_in_a_row_waits_as_long_as_the_one_before_or_longer(failures: int) -> None:
    earlier = restart_after(POLICY, failures, 0)
    later = restart_after(POLICY, earlier.failures, 0)

    assert later.failures == earlier.failures + 1
    assert later.delay_seconds >= earlier.delay_seconds


@given(FAILURES, st.floats(min_value=POLICY.steady_after_seconds, max_value=1e9))
def test_a_child_that_ran_steadily_is_started_again_as_after_a_first_failure(failures: int, ran_seconds: float) -> None:
    assert restart_after(POLICY, failures, ran_seconds) == restart_after(POLICY, 0, 0)


@given(FAILURES)
def test_a_child_is_failing_from_the_policys_count_of_failures_on(failures: int) -> None:
    restart = restart_after(POLICY, failures, 0)

    assert restart.is_failing == (restart.failures >= POLICY.failing_after)


def test_the_delays_of_failures_in_a_row_double() -> None:
    delays = [restart_after(POLICY, failures, 0).delay_seconds for failures in range(8)]

    assert delays == [0.5, 1, 2, 4, 8, 16, 30, 30]
