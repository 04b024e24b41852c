"""When digests are due and mails are tried again."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.notifier.timing import DigestSchedule, has_failed, next_digest, retry_delay, zone

ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Africa/Casablanca",
        "America/Havana",
    ]
)
SCHEDULES = st.builds(DigestSchedule, weekday=st.integers(0, 6), hour=st.integers(0, 23), time_zone=ZONES)
INSTANTS = st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(INSTANTS, SCHEDULES)
def test_the_next_digest_is_later_and_within_a_week_and_a_clock_change(
    after: datetime, schedule: DigestSchedule
) -> None:
    due = next_digest(after, schedule)
    assert after < due <= after + timedelta(days=8)


@given(INSTANTS, SCHEDULES)
def test_a_digest_comes_at_the_chosen_weekday_and_hour_unless_the_clock_skips_it(
    after: datetime, schedule: DigestSchedule
) -> None:
    local = next_digest(after, schedule).astimezone(zone(schedule.time_zone))
    if (local.weekday(), local.hour) == (schedule.weekday, schedule.hour):
        assert (local.minute, local.second) == (0, 0)
    else:
        wanted = local.replace(tzinfo=None) - timedelta(hours=local.hour - schedule.hour)
        there = wanted.replace(tzinfo=UTC).replace(tzinfo=zone(schedule.time_zone))
        skipped = there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != there.replace(tzinfo=None)
        assert skipped or (local.weekday() - schedule.weekday) % 7 == 1


@given(INSTANTS, SCHEDULES, st.timedeltas(timedelta(), timedelta(days=20)))
def test_no_later_moment_has_an_earlier_digest(after: datetime, schedule: DigestSchedule, passed: timedelta) -> None:
    assert next_digest(after, schedule) <= next_digest(after + passed, schedule)


@given(INSTANTS, SCHEDULES)
def test_the_digest_is_the_same_until_it_is_due(after: datetime, schedule: DigestSchedule) -> None:
    due = next_digest(after, schedule)
    assert next_digest(due - timedelta(microseconds=1), schedule) == due


def test_an_hour_that_the_clock_skips_is_the_moment_after_the_gap() -> None:
    sunday_at_two = DigestSchedule(6, 2, "Europe/Berlin")
    assert next_digest(datetime(2026, 3, 28, tzinfo=UTC), sunday_at_two) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert datetime(2026, 3, 29, 1, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin")).hour == 3


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    sunday_at_two = DigestSchedule(6, 2, "Europe/Berlin")
    first = datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert next_digest(datetime(2026, 10, 24, tzinfo=UTC), sunday_at_two) == first
    assert next_digest(first, sunday_at_two) == datetime(2026, 11, 1, 1, tzinfo=UTC)


def test_a_day_that_a_zone_skips_has_its_digest_a_day_later() -> None:
    friday_at_eight = DigestSchedule(4, 8, "Pacific/Apia")
    assert next_digest(datetime(2011, 12, 29, tzinfo=UTC), friday_at_eight) == datetime(2011, 12, 30, 18, tzinfo=UTC)
    assert next_digest(datetime(2011, 12, 30, 11, tzinfo=UTC), friday_at_eight) == datetime(
        2011, 12, 30, 18, tzinfo=UTC
    )


def test_a_time_zone_that_this_machine_does_not_know_counts_as_utc() -> None:
    due = next_digest(datetime(2026, 3, 4, 12, tzinfo=UTC), DigestSchedule(0, 8, "Mars/Olympus"))
    assert due == datetime(2026, 3, 9, 8, tzinfo=UTC)
    assert zone("../../etc/passwd").key == "UTC"
    assert zone("").key == "UTC"


@given(st.integers(1, 10_000))
def test_waits_grow_from_seconds_to_an_hour(attempts: int) -> None:
    assert timedelta(seconds=10) <= retry_delay(attempts) <= retry_delay(attempts + 1) <= timedelta(hours=1)


def test_a_mail_has_failed_when_its_waits_add_up_to_the_patience() -> None:
    assert not has_failed(1, timedelta(days=5))
    assert not has_failed(100, timedelta(days=5))
    assert has_failed(140, timedelta(days=5))
