"""When a digest is due, and when a mail that was put off is tried again."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FIRST_RETRY = timedelta(seconds=10)
_LONGEST_RETRY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DigestSchedule:
    """A subscriber's choice: `weekday` (0 is Monday) and `hour` (0 to 23) of the clock in `time_zone` (IANA name)."""

    weekday: int
    hour: int
    time_zone: str

    def __str__(self) -> str:
        """The schedule as it is stored with a digest."""
        return f"{self.weekday} {self.hour} {self.time_zone}"


def zone(name: str) -> ZoneInfo:
    """The time zone called `name`; UTC where this machine knows none of that name."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")


def next_digest(after: datetime, schedule: DigestSchedule) -> datetime:
    """The first instant of `schedule` later than `after`, in UTC.

    An hour that a clock change skips is the moment after the gap; an hour that comes twice is the first of the two.
    """
    here = zone(schedule.time_zone)
    local = after.astimezone(here)
    ahead = local.date() + timedelta(days=(schedule.weekday - local.weekday()) % 7)
    # A zone that skips a whole day moves that day's digest into the next, so the week before is looked at too.
    weeks = (
        datetime.combine(ahead + timedelta(weeks=number), time(schedule.hour), tzinfo=here).astimezone(UTC)
        for number in (-1, 0, 1)
    )
    return next(instant for instant in weeks if instant > after)


def retry_delay(attempts: int) -> timedelta:
    """How long to wait after `attempts` attempts (1 or more) that the server put off: ten seconds, doubling to an hour.

    RFC 5321 §4.5.4.1 asks for 30 minutes in the long run and sees value in quick first tries.
    """
    doubled: timedelta = _FIRST_RETRY * (1 << min(attempts - 1, 12))
    return min(doubled, _LONGEST_RETRY)


def has_failed(attempts: int, patience: timedelta) -> bool:
    """Whether the waits after `attempts` attempts add up to more than `patience`.

    Waits are counted and not days, so that a time in which the server was away takes none of it.
    """
    waited = timedelta()
    for attempt in range(1, attempts + 1):
        waited += retry_delay(attempt)
        if waited > patience:
            return True
    return False
