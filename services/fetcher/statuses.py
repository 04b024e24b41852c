"""What an HTTP status means for a capture."""

from collections.abc import Mapping
from datetime import datetime

from services.fetcher.errors import PageGone, ServerFailed, StatusRefused
from services.fetcher.retry import retry_after_seconds

GONE_STATUSES = frozenset({404, 410})
RETRYABLE_STATUSES = frozenset({408, 425, 429})
PAGE_STATUSES = frozenset({200, 203})


def require_page_status(url: str, status: int, headers: Mapping[str, str], now: datetime) -> None:
    """Raises PageGone, ServerFailed or StatusRefused for a status that is no page; `headers` in lower case."""
    if status in GONE_STATUSES:
        raise PageGone(url, f"the server says there is no such page ({status})")
    if status >= 500 or status in RETRYABLE_STATUSES:
        raise ServerFailed(url, f"the server answered {status}", retry_after_seconds(headers, now))
    if status not in PAGE_STATUSES:
        raise StatusRefused(url, f"the server answered {status}, which is no page")
