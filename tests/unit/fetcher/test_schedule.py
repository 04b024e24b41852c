"""When a document is fetched next, and what state it is in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.fetcher.retry import RetryRules
from services.fetcher.schedule import (
    DocumentState,
    Failure,
    Schedule,
    ScheduleRules,
    after_capture,
    after_failure,
    after_quarantine,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = ScheduleRules(
    default_interval_seconds=86_400,
    min_interval_seconds=900,
    look_again_seconds=(900, 3600, 21_600),
    failing_after_seconds=3 * 86_400,
    gone_after_seconds=3 * 86_400,
    retry=RetryRules(base_seconds=60, attempts=4),
)
FRESH = Schedule(due_at=NOW)
BROKEN = Failure(is_retryable=True)
REFUSED = Failure(is_retryable=False)
MISSING = Failure(is_retryable=False, is_gone=True)


def test_a_captured_document_is_due_again_within_its_interval() -> None:
    assert after_capture(RULES, FRESH, NOW, 0.0, has_moved=False).due_at == NOW + DAY
    assert NOW + 0.95 * DAY <= after_capture(RULES, FRESH, NOW, 0.999, has_moved=False).due_at < NOW + DAY


def test_no_document_is_due_more_often_than_the_least_interval() -> None:
    hasty = replace(FRESH, interval_seconds=1)
    assert after_capture(RULES, hasty, NOW, 0.0, has_moved=False).due_at == NOW + timedelta(minutes=15)


def test_a_failure_that_may_pass_is_retried_soon_and_a_final_one_waits_for_its_time() -> None:
    assert after_failure(RULES, FRESH, NOW, 0.0, BROKEN).due_at == NOW + timedelta(seconds=30)
    assert after_failure(RULES, FRESH, NOW, 0.0, REFUSED).due_at == NOW + DAY


def test_retries_end_and_give_way_to_the_regular_time() -> None:
    tired = replace(FRESH, failures=4)
    assert after_failure(RULES, tired, NOW, 0.0, BROKEN).due_at == NOW + DAY


def test_a_backoff_never_waits_longer_than_the_regular_time() -> None:
    quick = replace(FRESH, interval_seconds=900, failures=3)
    rules = replace(RULES, retry=RetryRules(base_seconds=3600))
    assert after_failure(rules, quick, NOW, 0.0, BROKEN).due_at == NOW + timedelta(minutes=15)


def test_what_the_server_asked_for_is_waited_for_even_past_the_regular_time() -> None:
    asked = Failure(is_retryable=True, retry_after_seconds=7200)
    quick = replace(FRESH, interval_seconds=900)
    assert after_failure(RULES, quick, NOW, 0.0, asked).due_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("failure", "state"),
    [(BROKEN, DocumentState.FAILING), (REFUSED, DocumentState.FAILING), (MISSING, DocumentState.GONE)],
)
def test_a_document_that_fails_for_days_changes_state_and_one_success_brings_it_back(
    failure: Failure, state: DocumentState
) -> None:
    schedule = FRESH
    for day in range(3):
        schedule = after_failure(RULES, schedule, NOW + day * DAY, 0.5, failure)
        assert schedule.state is DocumentState.ACTIVE
    schedule = after_failure(RULES, schedule, NOW + 3 * DAY, 0.5, failure)
    assert schedule.state is state
    back = after_capture(RULES, schedule, NOW + 4 * DAY, 0.5, has_moved=False)
    assert (back.state, back.failures, back.failing_since) == (DocumentState.ACTIVE, 0, None)


def test_a_page_that_is_missing_now_and_then_is_failing_and_not_gone() -> None:
    schedule = FRESH
    for day in range(6):
        schedule = after_failure(RULES, schedule, NOW + day * DAY, 0.5, MISSING if day % 2 else BROKEN)
    assert schedule.state is DocumentState.FAILING


def test_a_page_behind_a_permanent_redirect_has_moved() -> None:
    assert after_capture(RULES, FRESH, NOW, 0.0, has_moved=True).state is DocumentState.MOVED


def test_quarantine_is_looked_at_again_after_a_quarter_an_hour_an_hour_and_six_hours() -> None:
    schedule, now, waits = after_capture(RULES, FRESH, NOW, 0.0, has_moved=False), NOW, []
    for _ in range(4):
        schedule = after_quarantine(RULES, schedule, now, now)
        waits.append(schedule.due_at - now)
        now = schedule.due_at
        schedule = after_capture(RULES, schedule, now, 0.0, has_moved=False)
    assert waits == [timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), DAY]


def test_a_new_quarantine_after_a_good_capture_begins_the_ladder_anew() -> None:
    schedule = replace(FRESH, due_at=NOW + DAY, looks=3, captures_since_quarantine=2)
    assert after_quarantine(RULES, schedule, NOW, NOW).due_at == NOW + timedelta(minutes=15)


def test_quarantine_never_postpones_a_document() -> None:
    soon = replace(FRESH, due_at=NOW + timedelta(minutes=1))
    assert after_quarantine(RULES, soon, NOW, NOW).due_at == soon.due_at
