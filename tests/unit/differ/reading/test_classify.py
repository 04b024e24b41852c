"""What the reader makes of clauses: types, evidence, reasons."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.differ.reading.classify import ReadableClause, Reader, Reading
from services.differ.reading.linear_model import shipped_model
from services.differ.reading.weighing import LIKELIEST_FROM
from services.differ.taxonomy.loader import load_taxonomy


@pytest.fixture(scope="module")
def reader() -> Reader:
    return _READER


def read(reader: Reader, *texts: str, heading: str | None = None) -> tuple[Reading, ...]:
    return reader.classify([ReadableClause(text, (heading,) if heading else ()) for text in texts])


def types(reading: Reading) -> set[str]:
    return {label.clause_type for label in reading.labels}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("These Terms are governed by the laws of Ireland, without regard to conflict of laws rules.", "governing_law"),
        ("Any dispute shall be finally settled by binding arbitration.", "arbitration"),
        ("We may suspend or terminate your account at any time without notice.", "account_termination"),
        ("We reserve the right to remove any content at our sole discretion.", "content_moderation"),
        ("We may change these terms at any time in our sole discretion.", "unilateral_modification"),
        ("By using the Service you agree to be bound by these Terms.", "contract_by_use"),
        ("We keep your personal data for as long as your account exists.", "data_retention"),
        ("We share your personal information with advertisers and other third parties.", "data_sharing"),
        ("We use your posts to train artificial intelligence models.", "ai_training"),
        ("Es gilt das Recht der Bundesrepublik Deutschland unter Ausschluss des UN-Kaufrechts.", "governing_law"),
        ("Wir haften nicht für indirekte Schäden und Folgeschäden.", "limitation_of_liability"),
        ("Wir behalten uns das Recht vor, diese Bedingungen jederzeit zu ändern.", "unilateral_modification"),
        ("Les présentes conditions sont régies par le droit français.", "governing_law"),
        ("Nous conservons vos données personnelles pendant une durée de trois ans.", "data_retention"),
    ],
)
def test_a_clause_is_given_the_type_that_it_states(reader: Reader, text: str, expected: str) -> None:
    assert expected in types(read(reader, text)[0])


def test_people_who_develop_improve_no_model(reader: Reader) -> None:
    rules = [
        {label.rule for label in reading.labels}
        for reading in read(
            reader,
            "The interface gives developers access to powerful models like our language models.",
            "We develop and improve our language models with what you write.",
        )
    ]
    assert "ai_training.en.improve_models" not in rules[0]
    assert "ai_training.en.improve_models" in rules[1]


@pytest.mark.parametrize(
    ("text", "is_penalty"),
    [
        ("You agree that USD 1,500 per violation is a fair price of the harm that spam does to us.", True),
        ("Sellers who swap goods after the sale pay us 200 euros for each breach, whatever the damage was.", True),
        ("We may deduct a penalty from your balance when a parcel is late.", True),
        ("Bei Weitergabe der Zugangsdaten wird eine Vertragsstrafe von 5.000 Euro fällig.", True),
        ("Toute revente de billets entraîne une indemnité forfaitaire de 300 euros.", True),
        ("Authorities may impose fines or other penalties on hosts who have no permit.", False),
        ("You may leave the programme at any time and without any penalty.", False),
        ("You state under penalty of perjury that you own the work.", False),
        ("Our fee is $3.50 per message that you send through the interface.", False),
    ],
)
def test_a_sum_for_a_breach_is_a_penalty_and_what_an_authority_imposes_is_none(
    reader: Reader, text: str, is_penalty: bool
) -> None:
    assert ("contractual_penalty" in types(read(reader, text)[0])) is is_penalty


def test_an_item_is_read_as_what_its_lead_in_begins(reader: Reader) -> None:
    item = "(b) train artificial intelligence models on what the service gives you;"
    alone, led = reader.classify([ReadableClause(item), ReadableClause(item, lead_in="You agree that you will not:")])
    assert "ai_restrictions" in types(led) - types(alone)
    for label in led.labels:
        assert item[label.start : label.end].strip()


def test_a_strong_cue_stands_beside_a_type_that_the_model_is_much_surer_of(reader: Reader) -> None:
    advertising = (
        "We use cookies and pixels so that advertisers can show you targeted ads on other sites and apps. " * 3
    )
    (reading,) = read(reader, advertising + "You can withdraw your consent at any time.")
    likelihoods = {label.clause_type: label.likelihood for label in reading.labels}
    assert "consent_withdrawal" in likelihoods
    assert max(likelihoods.values()) > 0.999


@pytest.mark.parametrize("text", ["Welcome!", "Table of contents", "", "   ", "1.", "¿?", "Kontakt"])
def test_a_text_that_says_nothing_has_no_type(reader: Reader, text: str) -> None:
    assert read(reader, text)[0].labels == ()


def test_the_language_of_each_clause_is_said(reader: Reader) -> None:
    readings = read(
        reader,
        "You agree that we may change the terms of the service.",
        "Wir können die Bedingungen für die Nutzung jederzeit ändern.",
        "Nous pouvons modifier les conditions de nos services et vous informer.",
    )
    assert [reading.language for reading in readings] == ["en", "de", "fr"]


def test_a_clause_too_short_to_tell_its_language_is_read_in_its_neighbours(reader: Reader) -> None:
    readings = read(reader, "Wir haften nicht für die Schäden der Nutzer.", "Haftungsausschluss")
    assert [reading.language for reading in readings] == ["de", "de"]


def test_a_reason_names_the_cue_and_quotes_its_words(reader: Reader) -> None:
    text = "Any dispute shall be finally settled by binding arbitration."
    label = next(label for label in read(reader, text)[0].labels if label.clause_type == "arbitration")
    assert label.rule.startswith("arbitration.en.")
    assert label.basis == "explicit"
    assert "arbitration" in text[label.start : label.end]


def test_evidence_from_the_model_is_the_sentence_that_speaks_most_for_the_type(reader: Reader) -> None:
    text = (
        "The weather was fine today. Your pictures remain on our backup machines for a while after you erase them. "
        "Thanks for reading."
    )
    labels = [label for label in read(reader, text)[0].labels if label.rule == "model"]
    assert labels
    assert all("pictures" in text[label.start : label.end] for label in labels)
    assert all("the model's weights" in label.because() for label in labels)


def test_a_type_that_is_the_likeliest_needs_less_than_its_threshold(reader: Reader) -> None:
    (reading,) = read(reader, "The couriers whom we send your parcel with are independent contractors of their own.")
    (label,) = reading.labels
    assert label.likelihood < shipped_model().calibrations[label.clause_type].threshold
    assert label.confidence == "low"


def test_typographic_quotes_change_no_type(reader: Reader) -> None:
    plain, typographic = read(
        reader, "We don't sell users' personal data - never.", "We don’t sell users’ personal data – never."
    )
    assert types(plain) == types(typographic) != set()


def test_no_clauses_give_no_readings(reader: Reader) -> None:
    assert reader.classify([]) == ()


_WORDS = (
    *("we", "may", "you", "shall", "not", "share", "sell", "personal", "data", "account", "terminate", "terms", "law"),
    *("court", "liable", "damages", "arbitration", "cookies", "retain", "delete", "consent", "30", "days", ".", ";"),
    *("Wir", "können", "Daten", "löschen", "Haftung", "nous", "données", "droit", "“", "”", "(", "É", "ß", "’"),
)
_CLAUSES = st.lists(
    st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join) | st.text(max_size=80), min_size=1, max_size=6
)


@settings(max_examples=60, deadline=None)
@given(_CLAUSES)
def test_every_label_quotes_its_clause_and_says_why(texts: list[str]) -> None:
    readings = _READER.classify([ReadableClause(text) for text in texts])
    assert len(readings) == len(texts)
    for text, reading in zip(texts, readings, strict=True):
        for label in reading.labels:
            assert 0 <= label.start < label.end <= len(text)
            assert label.because()
            assert 0 < label.likelihood <= 1


@settings(max_examples=60, deadline=None)
@given(_CLAUSES)
def test_only_the_two_likeliest_types_may_stay_under_their_threshold(texts: list[str]) -> None:
    calibrations = shipped_model().calibrations
    for reading in _READER.classify([ReadableClause(text) for text in texts]):
        likelihoods = sorted((label.likelihood for label in reading.labels), reverse=True)
        under = [
            label
            for label in reading.labels
            if label.clause_type in calibrations and label.likelihood < calibrations[label.clause_type].threshold
        ]
        assert all(label.likelihood >= likelihoods[:2][-1] for label in under)
        assert all(log(label.likelihood / (1 - label.likelihood)) >= LIKELIEST_FROM - 1e-6 for label in under)


@settings(max_examples=30, deadline=None)
@given(_CLAUSES)
def test_the_same_clauses_are_read_the_same_way(texts: list[str]) -> None:
    clauses = [ReadableClause(text) for text in texts]
    assert _READER.classify(clauses) == _OTHER_READER.classify(clauses)


@settings(max_examples=30, deadline=None)
@given(_CLAUSES)
def test_the_order_of_clauses_of_one_language_changes_no_types(texts: list[str]) -> None:
    english = [
        f"You agree that we will do this for you. {text}" for text in texts if not text.strip() or text.isascii()
    ]
    turned = english[::-1]
    forward = [types(reading) for reading in _READER.classify([ReadableClause(text) for text in english])]
    backward = [types(reading) for reading in _READER.classify([ReadableClause(text) for text in turned])]
    assert forward == backward[::-1]


_READER = Reader(load_taxonomy(), shipped_model())
_OTHER_READER = Reader(load_taxonomy(), shipped_model())
