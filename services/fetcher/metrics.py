"""The fetcher's figures for Prometheus."""

from prometheus_client import Counter, Gauge, Histogram

CAPTURES = Counter(
    "clausewatch_captures_total",
    "Fetches of a document, by how they ended: fetched, not_modified or the error",
    ["outcome"],
)
CAPTURE_SECONDS = Histogram(
    "clausewatch_capture_seconds",
    "Seconds from the claim of a document to the commit of its capture",
    buckets=(0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120),
)
IN_HAND = Gauge("clausewatch_captures_in_hand", "Documents that this process is capturing now")
LEASES_LOST = Counter("clausewatch_leases_lost_total", "Captures thrown away because their lease had run out")
