"""When a child that ended is started again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """Delays that double from the first to the longest; a child that ran steadily starts over at the first."""

    first_delay_seconds: float = 0.5
    longest_delay_seconds: float = 30.0
    steady_after_seconds: float = 60.0
    failing_after: int = 5


@dataclass(frozen=True, slots=True)
class Restart:
    """What to do about a child that ended: `failures` in a row, this one counted, and the delay before a start."""

    failures: int
    delay_seconds: float
    is_failing: bool


def restart_after(policy: RestartPolicy, earlier_failures: int, ran_seconds: float) -> Restart:
    """The restart of a child that ran for `ran_seconds` after `earlier_failures` in a row.

    `is_failing` says that it needs a person: it failed `failing_after` times without running steadily in
    between. It is started again all the same, since what it lacks may come back.
    """
    failures = 1 if ran_seconds >= policy.steady_after_seconds else earlier_failures + 1
    # The exponent is bounded: 2 to the power of a long night's failures is no float.
    grown_seconds = policy.first_delay_seconds * 2.0 ** min(failures - 1, 60)
    delay_seconds = min(grown_seconds, policy.longest_delay_seconds)
    return Restart(failures, delay_seconds, is_failing=failures >= policy.failing_after)
