"""What the gates said of a capture, each figure beside the limits that it is held against. Pure."""

from collections.abc import Mapping

from services.differ.explanation import ExplainedFigure, ExplainedGate, ExplainedLimit, Figure
from services.differ.gate_limits import LIMITS, Limit
from services.differ.reasons import rule_in_words

_WORDS = {"<": "below", ">": "above", ">=": "from"}


def explained_gate(outcome: str, reason: str, evidence: Mapping[str, Figure]) -> ExplainedGate:
    """The rule that fired, if one did, and every figure on record."""
    rule = reason if reason in LIMITS and outcome in ("quarantined", "changed") else None
    if rule is not None:
        in_words = f"{rule}: {rule_in_words(rule)}"
    elif evidence:
        in_words = "no rule fired"
    else:
        in_words = "not asked: what was captured is known"
    figures = tuple(ExplainedFigure(name, value, _limits(name, value)) for name, value in evidence.items())
    return ExplainedGate(rule, in_words, figures)


def _limits(name: str, value: Figure) -> tuple[ExplainedLimit, ...]:
    return tuple(
        ExplainedLimit(rule, _written(limit), limit.is_passed(value))
        for rule, limits in LIMITS.items()
        for limit in limits
        if limit.figure == name
    )


def _written(limit: Limit) -> str:
    if limit.sign == "is":
        return "if true"
    return (
        f"{_WORDS[limit.sign]} {limit.bound:,}"
        if isinstance(limit.bound, int)
        else f"{_WORDS[limit.sign]} {limit.bound:g}"
    )
