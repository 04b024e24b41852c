"""When to try a failed fetch again: backoff with jitter, and what the server asks for by Retry-After."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class RetryRules:
    """How failed fetches are tried again; all times in seconds."""

    base_seconds: float = 60
    attempts: int = 4
    max_retry_after_seconds: float = 86_400


def retry_after_seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110 §10.2.3: a number or a date), at least 0.

    None when there is no such header or it cannot be read.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def retry_delay_seconds(
    rules: RetryRules, failures: int, chance: float, asked_seconds: float | None = None
) -> float | None:
    """The wait after the given number of failures in a row (1 or more), or None when retries are used up.

    Doubles each time, with "equal jitter": half of it is fixed and half drawn by `chance` in [0, 1), so that
    documents that failed together do not come back together. A server's own wish is the least wait, up to the
    cap, and holds even when retries are used up.
    """
    asked = None if asked_seconds is None else min(asked_seconds, rules.max_retry_after_seconds)
    if failures > rules.attempts:
        return asked
    backoff = rules.base_seconds * 2.0 ** (failures - 1)
    delay = backoff / 2 + backoff / 2 * chance
    return delay if asked is None else max(delay, asked + chance * rules.base_seconds)
