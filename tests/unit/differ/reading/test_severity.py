"""Severity comes from the taxonomy's rules, and says which."""

import pytest

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


@pytest.mark.parametrize(
    ("text", "clause_type"),
    [
        ("We create no voiceprints from your calls.", "biometric_data"),
        ("We never derive face templates from pictures.", "biometric_data"),
        ("No voiceprint is made.", "biometric_data"),
        ("Wir erstellen keine Stimmabdrücke.", "biometric_data"),
        ("We don't sell what you tell us.", "data_sale"),
        ("We won’t share it with anybody.", "data_sharing"),
        ("No sale, sharing, or targeted advertising.", "advertising_tracking"),
        (
            "Harbour does not disclose personal information to third parties for direct marketing.",
            "advertising_tracking",
        ),
        (
            "The tool is not designed to make decisions with legal or similarly significant effects.",
            "automated_decision",
        ),
        ("We don’t collect your position.", "data_collection"),
    ],
)
def test_what_is_not_done_is_of_low_severity(text: str, clause_type: str) -> None:
    assert _READER.severity_of(text, clause_type, "de" if text.startswith("Wir") else "en").level == "low"


def test_a_denial_of_something_else_lowers_nothing() -> None:
    text = "We do not sell your data. We show targeted ads."
    assert _READER.severity_of(text, "advertising_tracking", "en").level == "high"
