"""Durations, amounts and shares are read in three languages, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.telling.figures import FigureKind, figures


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("within thirty (30) days of the change", 30),
        ("binnen 14 Tagen nach Erhalt", 14),
        ("sous un délai de 30 jours", 30),
        ("a 5-day trial", 5),
        ("two business days later", 2),
        ("after one year", 365.25),
        ("nach zwölf Monaten", 365.25),
        ("au bout de douze mois", 365.25),
    ],
)
def test_a_duration_is_read_in_days(text: str, days: float) -> None:
    (figure,) = figures(text)
    assert figure.kind is FigureKind.DURATION
    assert figure.value == pytest.approx(days)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a fee of $1,000.50", 1000.5, "USD"),
        ("1.000,00 € im Jahr", 1000, "EUR"),
        ("1 000 € par an", 1000, "EUR"),
        ("EUR 5,50 pro Monat", 5.5, "EUR"),
        ("100 US dollars", 100, "USD"),
        ("£20 a month", 20, "GBP"),
        ("a commission of 2.5%", 2.5, "%"),
        ("10 Prozent", 10, "%"),
        ("5,5 % du montant", 5.5, "%"),
    ],
)
def test_an_amount_or_share_is_read_in_its_unit(text: str, value: float, unit: str) -> None:
    (figure,) = figures(text)
    assert figure.unit == unit
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["version 2.4.1", "section 12", "on 3 May 2026", "ISO 27001", "call 0800 123 456"])
def test_other_numbers_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text", ["13 years of age", "18 years old", "16 years or older", "18 Jahre alt", "16 ans ou plus"]
)
def test_an_age_is_no_duration(text: str) -> None:
    assert list(figures(text)) == []


@given(st.text(max_size=300))
def test_any_text_is_read_and_figures_stand_where_they_say(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
