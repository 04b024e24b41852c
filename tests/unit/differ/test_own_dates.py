import pytest

from services.differ.own_dates import OwnDates, labelled_dates, own_dates
from services.differ.substance import Why
from tests.unit.differ.european_policies import SECTIONS, edited, judged

LINES = [
    ("Dernière mise à jour : 1er janvier {}", "2024", "2025"),
    ("En vigueur au 01/09/{}", "2024", "2025"),
    ("Version en date du 3 {}", "juin 2024", "novembre 2025"),
    ("Date de dernière modification : 2 {}", "févr. 2024", "sept. 2025"),
    ("Mise à jour : {}", "05/2024", "06/2025"),
    ("Mis à jour le {}", "03/05/24", "04/06/25"),
    ("CGU – Version n° {}", "4 – 12 mars 2024", "5 – 13 décembre 2025"),
    ("Dernière mise à jour : {}", "mardi 12 mars 2024 à 10h30", "vendredi 13 avril 2025 à 9h05"),
    ("Version {} (PDF)", "du 12 mars 2024", "du 13 avril 2025"),
    ("Fait à Paris, le {}", "12 mars 2024", "13 avril 2025"),
    ("Dernière mise à jour : {}", "2024", "2025"),
    ("Stand: {}", "Januar 2025", "März 2025"),
    ("Stand {}", "01/2025", "03/2025"),
    ("Stand: KW {}", "12/2025", "20/2025"),
    ("Letzte Änderung: {}", "01.01.25", "15.03.25"),
    ("Gültig ab {}", "1. Jänner 2025", "1. Feber 2026"),
    ("Version {}", "3.2, Stand Januar 2025", "3.3, Stand März 2025"),
    ("AGB (Stand {})", "Jan. 2025", "Mrz. 2025"),
    ("Stand: {}", "01.01.2025, 10:30 Uhr", "15.12.2025, 09:05 Uhr"),
    ("Stand: {}", "17. Dezember 2025", "8. Januar 2026"),
    ("AGB-Version {}", "2025-01", "2025-03"),
    ("Berlin, den {}", "01.01.2025", "15.03.2025"),
    ("Diese AGB gelten ab dem {}.", "1. Januar 2025", "15. März 2025"),
    ("© {} Exemple SAS – Tous droits réservés", "2024", "2025"),
]


@pytest.mark.parametrize("form", ["{}", "## {}"])
@pytest.mark.parametrize(("line", "old", "new"), LINES)
@pytest.mark.parametrize("is_at_the_end", [False, True])
def test_a_documents_own_date_alone_is_cosmetic(
    line: str, old: str, new: str, form: str, *, is_at_the_end: bool
) -> None:
    def terms(date: str) -> str:
        sections = [f"## {title}\n\n{text}" for title, text in SECTIONS["de"]]
        sections.insert(len(sections) if is_at_the_end else 0, form.format(line.format(date)))
        return "\n\n".join(["# T", *sections])

    substance = judged(terms(old), terms(new))
    assert [reason.why for reason in substance.reasons] == [Why.OWN_DATE]


@pytest.mark.parametrize(
    ("language", "clause", "old", "new"),
    [
        ("fr", "Le service est gratuit jusqu'au {} pour tous.", "31 décembre 2025", "30 juin 2026"),
        ("fr", "Le délai court à compter du {} pour tous.", "03/04/2025", "03/05/2025"),
        ("fr", "Les clients inscrits avant le {} conservent leur tarif.", "1er janvier 2024", "1er mars 2024"),
        ("de", "Die Frist endet am {} um Mitternacht.", "31.12.2025", "30.06.2026"),
        ("de", "Das Angebot gilt bis {}.", "31.12.25", "30.06.26"),
        ("de", "Mahnung: {}", "10 €", "12 €"),
        ("fr", "Prix : {}", "10 €", "12 €"),
    ],
)
def test_a_deadline_or_price_is_substance_even_where_documents_say_their_dates(
    language: str, clause: str, old: str, new: str
) -> None:
    def right_under_a_heading(language: str, line: str) -> str:
        return "\n\n".join(["# T", "## A", line, *(text for _, text in SECTIONS[language])])

    assert edited(language, clause.format(old), clause.format(new), right_under_a_heading).is_substantive


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1. Januar 2025", "1. Jänner 2025"),
        ("17. Dezember 2025", "17.12.2025"),
        ("1. März 2025", "01.03.25"),
    ],
)
def test_another_form_of_a_date_in_a_german_clause_is_cosmetic(old: str, new: str) -> None:
    clause = "Kunden, die vor dem {} bestellt haben, behalten ihren Tarif und müssen dafür nichts unternehmen."
    substance = edited("de", clause.format(old), clause.format(new))
    assert [reason.why for reason in substance.reasons] == [Why.DATE_FORMAT]


def test_a_day_of_december_is_read_with_its_day() -> None:
    for line in ("Updated: 17 December 2025", "Stand: 17. Dezember 2025", "Mise à jour : 17 decembre 2025"):
        dates = own_dates(f"# T\n\n{line}\n\nText.")
        assert dates == OwnDates(dates.updated_on, None)
        assert str(dates.updated_on) == "2025-12-17"


@pytest.mark.parametrize(
    "line",
    [
        "This policy follows Regulation (EU) 2016/679 of 27 April 2016, in force in all member states.",
        "Applicable law: the French Data Protection Act (Loi n° 78-17) of 6 January 1978.",
        "Conformément à la loi n° 78-17 du 6 janvier 1978, en vigueur en France.",
        "Gültig ist das Bundesdatenschutzgesetz vom 30. Juni 2017.",
    ],
)
def test_the_day_of_a_law_is_none_of_the_documents_own(line: str) -> None:
    assert own_dates(f"# Privacy Policy\n\n{line}") == OwnDates(None, None)


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Updated on 1 May 2024, in force from 2 May 2024.", ["updated", "effective"]),
        ("In force for those who joined before 3 May 2024.", []),
        ("This is applicable law by Regulation (EU) 2016/679 of 27 April 2016.", []),
    ],
)
def test_a_date_is_labelled_by_the_words_near_it_however_long_its_line(sentence: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in labelled_dates(sentence)] == kinds
    line = f"{sentence} And so on. " * 50
    assert [kind for kind, _ in labelled_dates(line)] == kinds * 50
