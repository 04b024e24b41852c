"""What follows from a decision, in words. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.differ.decide import CAPTURES_OF_A_ROLLBACK, TIME_OF_A_ROLLBACK
from services.differ.explanation import ExplainedCapture, ExplainedChange, ExplainedStreak, ExplainedWait
from services.differ.gate import OTHER_LANGUAGE
from services.differ.sightings import Stay, stays

_DAYS_OF_A_ROLLBACK = TIME_OF_A_ROLLBACK // timedelta(days=1)


def next_steps(
    outcome: str,
    reason: str,
    capture: ExplainedCapture,
    change: ExplainedChange | None,
    waits: Sequence[ExplainedWait],
    streak: ExplainedStreak | None,
    due_at: datetime | None,
) -> tuple[str, ...]:
    """What was done about a decision and what is done next, a sentence each."""
    steps = [_told(outcome, capture, change)]
    if outcome == "returned" and reason in ("return", "known_variant"):
        steps.append(_of_a_return(reason, streak))
    if outcome == "failed":
        steps.append("Nothing else is held up; `clausewatch quarantine` does not list it, for it gave no text.")
    steps.extend(_of_a_wait(wait) for wait in waits)
    if due_at is not None:
        steps.append(f"The document is captured next at {due_at:%Y-%m-%d %H:%M} UTC.")
    return tuple(steps)


def _told(outcome: str, capture: ExplainedCapture, change: ExplainedChange | None) -> str:
    if outcome != "changed" or change is None or not change.is_substantive:
        return "Nobody is told."
    if capture.origin == "import":
        return "Nobody is told: it was imported as history."
    return "Told to those who subscribed to it, as an alert or in their next digest."


def _of_a_return(reason: str, streak: ExplainedStreak | None) -> str:
    if reason == "known_variant":
        return "The two texts alternate: neither is told again."
    seen = f" (now {streak.captures}, since {streak.since:%Y-%m-%d %H:%M} UTC)" if streak else " (it has ended)"
    return f"It is {of_a_stay(is_variant=False)}{seen}; the version in force, seen again, makes it a variant."


def of_a_stay(*, is_variant: bool) -> str:
    """What comes of an earlier text that stays."""
    if is_variant:
        return "never told: the two texts alternate, and both are known"
    return f"told as a rollback once {CAPTURES_OF_A_ROLLBACK} captures in a row over {_DAYS_OF_A_ROLLBACK} days show it"


def _of_a_wait(wait: ExplainedWait) -> str:
    subject = f"What {wait.capture_id} showed"
    if wait.state != "waiting":
        return f"{subject} waits no longer: {wait.state}."
    by_hand = f"`clausewatch quarantine accept {wait.capture_id}` or `reject` decides it by hand."
    if not wait.is_confirmable:
        return f"{subject} is looked at again, and stays out however often it is seen; {by_hand}"
    return f"{subject} is looked at again soon: it goes in force by {confirmation(wait.rule)}; {by_hand}"


def confirmation(rule: str) -> str:
    """Which capture confirms what `rule` held back."""
    return ", or ".join(map(_of_confirmation, stays(rule))) + (", and tells nobody" if rule == OTHER_LANGUAGE else "")


def _of_confirmation(stay: Stay) -> str:
    if not stay.time:
        return f"capture number {stay.captures} that shows the same"
    days, hours = divmod(stay.time // timedelta(hours=1), 24)
    after = f"{days} days" if days else f"{hours} hours"
    return f"capture number {stay.captures} that shows the same, at least {after} after the first"
