"""Severity comes from the taxonomy's rules, and says which."""

from services.differ.reading.severity import SeverityReader
from services.differ.taxonomy.loader import load_taxonomy

_READER = SeverityReader(load_taxonomy())


def test_a_clause_without_a_modifier_has_its_types_base_severity() -> None:
    severity = _READER.severity_of("We use your posts to train AI models.", "ai_training", "en")
    assert (severity.level, severity.rule, severity.start) == ("high", "ai_training.base", None)
    assert severity.because


def test_a_modifier_gives_another_severity_and_quotes_its_words() -> None:
    text = "We will not use your posts to train AI models."
    severity = _READER.severity_of(text, "ai_training", "en")
    assert severity.level == "low"
    assert severity.rule == "ai_training.severity.refrains"
    assert severity.start is not None
    assert "not" in text[severity.start : severity.end]


def test_a_modifier_of_another_language_does_not_count() -> None:
    text = "We will not use your posts to train AI models."
    assert _READER.severity_of(text, "ai_training", "de").rule == "ai_training.base"
