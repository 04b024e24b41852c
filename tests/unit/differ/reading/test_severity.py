"""Severity comes from the taxonomy's rules, and says which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.reading.severity import Severity, SeverityReader
from services.differ.taxonomy.loader import load_taxonomy

_READER = SeverityReader(load_taxonomy())


def severity_of(text: str, clause_type: str, language: str) -> Severity:
    """That of a clause whose evidence is all of it."""
    return _READER.severity_of(text, clause_type, language, (0, len(text)))


def test_a_clause_without_a_modifier_has_its_types_base_severity() -> None:
    severity = severity_of("We use your posts to train AI models.", "ai_training", "en")
    assert (severity.level, severity.rule, severity.start) == ("high", "ai_training.base", None)
    assert severity.because


def test_a_modifier_gives_another_severity_and_quotes_its_words() -> None:
    text = "We will not use your posts to train AI models."
    severity = severity_of(text, "ai_training", "en")
    assert severity.level == "low"
    assert severity.rule == "ai_training.severity.refrains"
    assert severity.start is not None
    assert "not" in text[severity.start : severity.end]


def test_a_modifier_of_another_language_does_not_count() -> None:
    text = "We will not use your posts to train AI models."
    assert severity_of(text, "ai_training", "de").rule == "ai_training.base"


@pytest.mark.parametrize(
    ("text", "clause_type"),
    [
        ("We create no voiceprints from your calls.", "biometric_data"),
        ("We never derive face templates from pictures.", "biometric_data"),
        ("No voiceprint is made.", "biometric_data"),
        ("Wir erstellen keine Stimmabdrücke.", "biometric_data"),
        ("Wir erheben keine Gesundheitsdaten.", "sensitive_data"),
        ("Wir geben Logbücher nicht an Werbetreibende weiter.", "advertising_tracking"),
        ("Nous ne partageons pas vos cartes avec des annonceurs.", "advertising_tracking"),
        ("Nous n’utilisons pas vos cartes à des fins publicitaires.", "advertising_tracking"),
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
        ("Your health records are never processed.", "sensitive_data"),
        ("Your log is never used for marketing.", "advertising_tracking"),
        ("Your log is not shared with other harbours.", "data_sharing"),
        ("Your location is not tracked.", "location_data"),
    ],
)
def test_what_is_not_done_is_of_low_severity(text: str, clause_type: str) -> None:
    language = {"Wir": "de", "Nous": "fr"}.get(text.split()[0], "en")
    assert severity_of(text, clause_type, language).level == "low"


def test_a_denial_of_something_else_lowers_nothing() -> None:
    text = "We do not sell your data. We show targeted ads."
    assert severity_of(text, "advertising_tracking", "en").level == "high"


def _level(text: str, evidence: str, clause_type: str, language: str = "en") -> str:
    start = text.index(evidence)
    return _READER.severity_of(text, clause_type, language, (start, start + len(evidence))).level


@pytest.mark.parametrize(
    ("text", "evidence", "clause_type", "language"),
    [
        ("We keep voiceprints to know you again. We create no faceprints.", "voiceprints", "biometric_data", "en"),
        ("We train models on your notes. We do not train on your mail.", "train models", "ai_training", "en"),
        (
            "Wir trainieren unsere Modelle mit Ihren Notizen. Ihre Post wird nicht zum Training genutzt.",
            "trainieren unsere Modelle",
            "ai_training",
            "de",
        ),
        (
            "Nous entraînons nos modèles avec vos notes. Nous n'utilisons pas vos lettres pour l'entraînement.",
            "entraînons nos modèles",
            "ai_training",
            "fr",
        ),
    ],
)
def test_a_denial_in_another_sentence_lowers_nothing(text: str, evidence: str, clause_type: str, language: str) -> None:
    assert _level(text, evidence, clause_type, language) == "high"


def test_a_denial_with_the_evidence_lowers_only_where_no_other_sentence_says_that_it_is_done() -> None:
    denied = "We do not use your mail to train our models."
    assert _level(denied, "train our models", "ai_training") == "low"
    assert _level(f"{denied} You keep your mail.", "train our models", "ai_training") == "low"
    assert _level(f"{denied} We use your notes to train AI models.", "train our models", "ai_training") == "high"


def test_a_denial_leads_in_the_items_that_follow_its_colon() -> None:
    text = "With your mail we do not do this:\nWe use it to train AI models."
    assert _level(text, "train AI models", "ai_training") == "low"


def test_evidence_of_several_sentences_is_denied_where_each_of_them_is() -> None:
    text = "We do not train models on mail. We do not train models on notes."
    assert _level(text, text, "ai_training") == "low"
    assert _level(f"{text} Thank you.", f"{text} Thank you.", "ai_training") == "high"


def test_other_modifiers_count_anywhere_in_the_clause() -> None:
    text = "We train AI models on your notes. We do so only with your consent."
    assert _level(text, "train AI models", "ai_training") == "medium"


@pytest.mark.parametrize(
    ("text", "clause_type", "language", "level"),
    [
        ("We show ads that fit you. You cannot opt out of them.", "advertising_tracking", "en", "high"),
        ("We show ads that fit you. You will not be able to opt out.", "advertising_tracking", "en", "high"),
        ("Wir zeigen Werbung. Sie können ihr nicht widersprechen.", "advertising_tracking", "de", "high"),
        ("Nous affichons des publicités. Vous ne pouvez pas vous y opposer.", "advertising_tracking", "fr", "high"),
        ("We may not be able to remove a copied melody.", "copyright_takedown", "en", "low"),
        ("Wir können eine kopierte Melodie nicht entfernen.", "copyright_takedown", "de", "low"),
        ("Nous ne pouvons pas supprimer une mélodie copiée.", "copyright_takedown", "fr", "low"),
        ("We collect charts. We do not buy any from data brokers.", "data_collection", "en", "medium"),
    ],
)
def test_words_that_are_denied_themselves_modify_nothing(
    text: str, clause_type: str, language: str, level: str
) -> None:
    assert severity_of(text, clause_type, language).level == level


@pytest.mark.parametrize(
    ("text", "clause_type", "language", "level"),
    [
        ("We show ads that fit you. If you do not opt out, we go on.", "advertising_tracking", "en", "medium"),
        ("You cannot opt out of news, but you may opt out of ads.", "advertising_tracking", "en", "medium"),
        ("We may not answer, and we remove copied melodies.", "copyright_takedown", "en", "medium"),
        ("We cannot return it once we removed a copied melody.", "copyright_takedown", "en", "medium"),
        ("You cannot sue us for ending it without notice.", "account_termination", "en", "high"),
        ("Wir zeigen Werbung, wenn Sie nicht widersprechen.", "advertising_tracking", "de", "medium"),
        ("We do not hide that we buy charts from data brokers.", "data_collection", "en", "high"),
        ("Software screens posts in addition to trained moderators.", "automated_decision", "en", "medium"),
        ("Software screens posts in the place of staff.", "automated_decision", "en", "high"),
    ],
)
def test_words_that_something_else_is_denied_beside_modify(
    text: str, clause_type: str, language: str, level: str
) -> None:
    assert severity_of(text, clause_type, language).level == level


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_any_text_and_evidence_has_a_severity_whose_words_stand_in_it(text: str, start: int, length: int) -> None:
    for clause_type in ("ai_training", "limitation_of_liability", "data_sharing"):
        severity = _READER.severity_of(text, clause_type, "en", (start, start + length))
        assert severity.start is None or 0 <= severity.start < (severity.end or 0) <= len(text)


@pytest.mark.parametrize(
    ("text", "clause_type", "language", "level"),
    [
        ("We take any request, including but not limited to refunds.", "refunds", "en", "medium"),
        ("We take no request for refunds.", "refunds", "en", "high"),
        ("Wir nehmen alles an, nicht beschränkt auf Erstattungen.", "refunds", "de", "medium"),
        ("Nous traitons tout, sans s'y limiter, remboursements compris.", "refunds", "fr", "low"),
    ],
)
def test_that_a_list_is_open_excludes_nothing(text: str, clause_type: str, language: str, level: str) -> None:
    assert severity_of(text, clause_type, language).level == level


@pytest.mark.parametrize(
    ("text", "language", "level"),
    [
        ("You authorise us to charge your card each month.", "en", "high"),
        ("We may deduct what you owe.", "en", "high"),
        ("Debts go to a collection agency.", "en", "high"),
        ("Sie ermächtigen uns, den Betrag abzubuchen.", "de", "high"),
        ("Vous nous autorisez à prélever la somme.", "fr", "high"),
        ("The skipper may authorise others to pay for the berth.", "en", "medium"),
        ("Tips are shown at the collection of contributions.", "en", "medium"),
        ("Sie können andere zum Bezahlen ermächtigen.", "de", "medium"),
    ],
)
def test_only_debts_and_charges_make_a_payment_grave(text: str, language: str, level: str) -> None:
    assert severity_of(text, "payment_fees", language).level == level


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We terminate accounts with your consent.", "en"),
        ("We terminate accounts. You may opt out of it.", "en"),
        ("Wir kündigen Konten. Sie können widersprechen.", "de"),
        ("Nous résilions les comptes avec votre accord.", "fr"),
    ],
)
def test_a_clause_that_asks_readers_or_lets_them_refuse_is_not_said_to_soften_nothing(text: str, language: str) -> None:
    assert "softens" not in severity_of(text, "platform_discretion", language).because
    assert "softens" in severity_of("We terminate accounts.", "platform_discretion", "en").because


def test_other_terms_come_first_only_where_a_text_says_so() -> None:
    first = "In a conflict with those terms, the terms of the shop govern."
    assert severity_of(first, "supplemental_terms", "en").rule == "supplemental_terms.severity.prevail"
    governs = "This policy governs the receipt of rewards."
    assert severity_of(governs, "supplemental_terms", "en").rule == "supplemental_terms.base"
