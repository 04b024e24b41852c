"""What can become of a capture."""

from enum import StrEnum


class Outcome(StrEnum):
    """One of these is written beside every capture; only `CHANGED` is told to subscribers."""

    BASELINE = "baseline"
    VERIFIED = "verified"
    COSMETIC = "cosmetic"
    QUARANTINED = "quarantined"
    RETURNED = "returned"
    CHANGED = "changed"
    FAILED = "failed"
