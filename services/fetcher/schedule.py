"""When a document is fetched next, and what state it is in. Pure: time and chance come in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.fetcher.retry import RetryRules, retry_delay_seconds

# Documents imported together would stay in step for ever: each regular wait is shortened by up to this share.
SPREAD = 0.05


class DocumentState(StrEnum):
    """How the last days of fetching a document went."""

    ACTIVE = "active"
    FAILING = "failing"
    GONE = "gone"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class ScheduleRules:
    """What the operator set about time; all in seconds."""

    default_interval_seconds: float
    min_interval_seconds: float
    look_again_seconds: tuple[float, ...]
    failing_after_seconds: float
    gone_after_seconds: float
    retry: RetryRules


@dataclass(frozen=True, slots=True)
class Schedule:
    """One document's place in time.

    `failures` counts failed fetches in a row and `failing_since` is when they began; `gone_since` is when the
    server began to say 404 or 410 and nothing else. `looks` counts the extra looks of the present quarantine,
    `captures_since_quarantine` the captures since its last one.
    """

    due_at: datetime
    interval_seconds: float | None = None
    state: DocumentState = DocumentState.ACTIVE
    failures: int = 0
    failing_since: datetime | None = None
    gone_since: datetime | None = None
    looks: int = 0
    captures_since_quarantine: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed fetch: whether trying soon may help, whether the page is gone, what the server asked for."""

    is_retryable: bool
    is_gone: bool = False
    retry_after_seconds: float | None = None


def interval_seconds(rules: ScheduleRules, schedule: Schedule) -> float:
    """The document's own cadence, or the default one; never under the least interval."""
    return max(rules.min_interval_seconds, schedule.interval_seconds or rules.default_interval_seconds)


def after_capture(rules: ScheduleRules, schedule: Schedule, now: datetime, chance: float, has_moved: bool) -> Schedule:
    """The schedule once the document was captured; `has_moved` says that every source redirects for good."""
    wait = interval_seconds(rules, schedule) * (1 - SPREAD * chance)
    return replace(
        schedule,
        due_at=now + timedelta(seconds=wait),
        state=DocumentState.MOVED if has_moved else DocumentState.ACTIVE,
        failures=0,
        failing_since=None,
        gone_since=None,
        captures_since_quarantine=schedule.captures_since_quarantine + 1,
    )


def after_failure(rules: ScheduleRules, schedule: Schedule, now: datetime, chance: float, failure: Failure) -> Schedule:
    """The schedule once a fetch failed: a retry soon where that may help, else the next regular time."""
    failures = schedule.failures + 1
    regular = interval_seconds(rules, schedule) * (1 - SPREAD * chance)
    retry = (
        retry_delay_seconds(rules.retry, failures, chance, failure.retry_after_seconds)
        if failure.is_retryable
        else None
    )
    wait = regular if retry is None else retry
    if failure.retry_after_seconds is None:
        wait = min(wait, regular)
    failed = replace(
        schedule,
        due_at=now + timedelta(seconds=wait),
        failures=failures,
        failing_since=schedule.failing_since or now,
        gone_since=(schedule.gone_since or now) if failure.is_gone else None,
    )
    return replace(failed, state=_state_of_failing(rules, failed, now))


def after_quarantine(rules: ScheduleRules, schedule: Schedule, quarantined_at: datetime, now: datetime) -> Schedule:
    """The schedule once a capture went to quarantine: the next rung of the ladder, past it the regular time.

    The ladder begins anew when a capture in between was not quarantined. Never later than it was due before.
    """
    looks = 0 if schedule.captures_since_quarantine > 1 else schedule.looks
    if looks >= len(rules.look_again_seconds):
        return replace(schedule, captures_since_quarantine=0)
    look_at = max(now, quarantined_at + timedelta(seconds=rules.look_again_seconds[looks]))
    return replace(schedule, due_at=min(schedule.due_at, look_at), looks=looks + 1, captures_since_quarantine=0)


def _state_of_failing(rules: ScheduleRules, schedule: Schedule, now: datetime) -> DocumentState:
    if _lasts(schedule.gone_since, now, rules.gone_after_seconds):
        return DocumentState.GONE
    if schedule.state is DocumentState.GONE and schedule.gone_since is not None:
        return DocumentState.GONE
    if _lasts(schedule.failing_since, now, rules.failing_after_seconds):
        return DocumentState.FAILING
    return schedule.state


def _lasts(since: datetime | None, now: datetime, seconds: float) -> bool:
    return since is not None and (now - since).total_seconds() >= seconds
