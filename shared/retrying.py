"""When a failed event is tried again, and when it is given up."""

from dataclasses import dataclass
from datetime import timedelta


class GiveUpError(Exception):
    """Trying again cannot help: the event is malformed or asks for what is not there. The message says what to do."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential backoff: `attempts` in all, waits doubling from `first_seconds` up to `cap_seconds`."""

    attempts: int = 8
    first_seconds: float = 0.5
    cap_seconds: float = 300

    def delay(self, attempt: int) -> timedelta | None:
        """How long to wait after the failed `attempt` (1 is the first), or None to give up."""
        if attempt >= self.attempts:
            return None
        return timedelta(seconds=min(self.first_seconds * 2.0 ** (attempt - 1), self.cap_seconds))
