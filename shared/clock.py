"""The one clock of a process. Time is passed in, never read inside pure code or SQL."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the current time, in UTC and time-zone aware."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock, moved by a fixed offset so that a test or a rehearsal can live next week."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self._offset = offset

    def now(self) -> datetime:
        """The machine's time in UTC plus the offset."""
        return datetime.now(UTC) + self._offset


class ManualClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The time it was last set to."""
        return self._now

    def move(self, by: timedelta) -> None:
        """Moves the clock forward (or back, for a test of a clock that jumped)."""
        self._now += by

    def set(self, now: datetime) -> None:
        """Sets the clock, as a replay does before each capture."""
        self._now = now
