"""Figures beside their limits, and every rule in words."""

import pytest

from services.differ import gate
from services.differ.clauses import split
from services.differ.document_state import KnownVersion
from services.differ.explained_gate import explained_gate
from services.differ.gate_limits import LIMITS
from services.differ.likeness import likeness
from services.differ.reasons import outcome_in_words, rule_in_words
from tests.unit.differ.captures import START, document, policy


@pytest.mark.parametrize("rule", LIMITS)
def test_every_rule_with_limits_is_told_in_words(rule: str) -> None:
    assert rule_in_words(rule) != rule.replace("_", " ")
    assert outcome_in_words("quarantined", rule).startswith("held back: ")


def test_a_reason_without_words_is_told_by_its_code() -> None:
    assert outcome_in_words("failed", "some_new_reason") == "some new reason"


def test_the_rule_that_fired_has_a_figure_beyond_its_limit() -> None:
    known = KnownVersion.of(document(policy(12)), 1, START)
    page = document(policy(4).replace("unless", "except if"))
    verdict = gate.judge(page, known, likeness(known.text, page.text, split(known.text), split(page.text)))
    explained = explained_gate("quarantined", verdict.rule, verdict.evidence)
    assert explained.rule == "collapse"
    beyond = [
        figure.name for figure in explained.figures for one in figure.limits if one.rule == "collapse" and one.is_passed
    ]
    assert beyond == ["length_ratio"]
