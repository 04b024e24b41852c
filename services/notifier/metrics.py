"""The notifier's figures."""

from prometheus_client import Counter, Gauge, Histogram

DELIVERIES = Counter(
    "clausewatch_deliveries_total",
    "Attempts to deliver, by kind and result: sent, put_off, unknown, failed, withdrawn",
    ["kind", "result"],
)
REPEATS = Counter(
    "clausewatch_delivery_repeats_total", "Mails sent again because it was unknown whether the server had taken them"
)
CAPTURE_TO_ACCEPTED_SECONDS = Histogram(
    "clausewatch_capture_to_accepted_seconds",
    "Seconds from the capture that showed a change to the mail server's acceptance of an alert, its window included",
    buckets=(0.5, 1, 2.5, 5, 10, 20, 30, 45, 60, 120, 300, 900, 3600, 14400, 86400),
)
DELIVERIES_WAITING = Gauge("clausewatch_deliveries_waiting", "Mails that are due and not yet accepted")
SERVER_AVAILABLE = Gauge("clausewatch_mail_server_available", "0 while the mail server cannot be used")
