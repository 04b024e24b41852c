from datetime import date

import pytest

from services.differ.dates import find_dates
from services.differ.own_dates import OwnDates, is_own_date_line, own_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 10 February 2022", date(2022, 2, 10)),
        ("Jan 06, 2026", date(2026, 1, 6)),
        ("December 13th, 2022.", date(2022, 12, 13)),
        ("5th of May, 2024", date(2024, 5, 5)),
        ("vom 1. März 2024 an", date(2024, 3, 1)),
        ("le 1er août 2025", date(2025, 8, 1)),
        ("3 de mayo de 2024", date(2024, 5, 3)),
        ("17 December 2024", date(2024, 12, 17)),
        ("am 1. Dezember 2025", date(2025, 12, 1)),
        ("3 dicembre 2024", date(2024, 12, 3)),
        ("1º de dezembro de 2024", date(2024, 12, 1)),
        ("2024. május 3", date(2024, 5, 3)),
        ("2024年5月3日", date(2024, 5, 3)),
        ("2024-05-03", date(2024, 5, 3)),
        ("03.05.2024", date(2024, 5, 3)),
        ("25/12/2023", date(2023, 12, 25)),
    ],
)
def test_a_date_is_read_in_the_form_in_which_it_is_written(text: str, expected: date) -> None:
    (written,) = find_dates(text)
    assert written.readings == (expected,)


def test_a_numeric_date_whose_day_and_month_can_change_places_has_both_readings() -> None:
    (written,) = find_dates("05/03/2024")
    assert written.readings == (date(2024, 5, 3), date(2024, 3, 5))


def test_a_month_alone_is_a_date_without_a_day() -> None:
    (written,) = find_dates("Stand: Mai 2024")
    assert (written.readings, written.has_day) == ((date(2024, 5, 1),), False)


@pytest.mark.parametrize("text", ["section 1.2.2020.4", "you opted out 2024 times", "in 2024", "99/99/2024"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Effective July 1, 2026. Last Revised May 26, 2026", OwnDates(date(2026, 5, 26), date(2026, 7, 1))),
        ("Stand: 3. Mai 2024", OwnDates(date(2024, 5, 3), None)),
        ("En vigueur au 25 mai 2018", OwnDates(None, date(2018, 5, 25))),
        ("May 3, 2024 (updated)", OwnDates(date(2024, 5, 3), None)),
        ("Last updated: 03/04/2024", OwnDates(date(2024, 3, 4), None)),
        ("Mise à jour : 03/04/2024", OwnDates(date(2024, 4, 3), None)),
    ],
)
def test_a_document_says_when_it_was_updated_and_when_it_applies(line: str, expected: OwnDates) -> None:
    assert own_dates(f"# Privacy Policy\n\n{line}\n\nWe keep data.") == expected
    assert is_own_date_line(line)


def test_a_date_inside_a_clause_is_not_the_documents_own() -> None:
    clause = (
        "You must file any claim that arises before 1 January 2025 with our agent within thirty days of learning of it."
    )
    assert not is_own_date_line(clause)


@pytest.mark.parametrize(
    "line",
    [
        "Accounts created before 1 May 2021",
        "Vouchers issued after May 1, 2024 expire",
        "Gültig bis zum 31. Dezember 2026",
        "Publié avant le 3 mai 2024",
    ],
)
def test_a_date_that_sets_a_limit_is_no_own_date(line: str) -> None:
    assert not is_own_date_line(line)


@pytest.mark.parametrize(
    "line",
    ["Updated March 4, 2024 at 10:31 AM", "Stand: 3. Mai 2024, 14:05 Uhr", "Date de la dernière version : 3 mai 2024"],
)
def test_an_own_date_may_have_its_time_of_day_and_many_labels(line: str) -> None:
    assert is_own_date_line(line)
