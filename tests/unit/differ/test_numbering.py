import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.normal import normal_form, numbering_of
from services.differ.numbering import split_numbering
from services.differ.references import is_reference
from services.differ.section_words import SECTION_WORDS
from tests.unit.differ.european_policies import Numbering, edited, judged, numbered

NUMBERINGS = [
    ("fr", Numbering("## Article {n} – {title}", "l'article {n}")),
    ("fr", Numbering("## ARTICLE {n}. {title}", "l’Article {n}")),
    ("fr", Numbering("## Article {n} {title}", "l'art. {n}")),
    ("fr", Numbering("## Article {n}\n\n## {title}", "l'article {n}")),
    ("fr", Numbering("## {roman}. {title}", "la partie {roman}")),
    ("fr", Numbering("## Titre {roman} : {title}", "titre {roman}")),
    ("fr", Numbering("## Chapitre {n} : {title}", "chapitre {n}")),
    ("fr", Numbering("## Annexe {n} : {title}", "annexe {n}")),
    ("fr", Numbering("## {n}) {title}", "point {n}")),
    ("fr", Numbering("{n}. {title}", "paragraphe {n}")),
    ("de", Numbering("## § {n} {title}", "§ {n} Abs. 2 S. 1")),
    ("de", Numbering("§ {n} {title}", "§§ 2 und {n}")),
    ("de", Numbering("## § {n}\n\n## {title}", "§ {n}")),
    ("de", Numbering("## {n}. {title}", "Ziff. {n}")),
    ("de", Numbering("## {n}.1 {title}", "Ziffer {n}.1")),
    ("de", Numbering("## {roman}. {title}", "Abschnitt {roman}")),
    ("de", Numbering("## Artikel {n} – {title}", "Artikel {n}")),
    ("de", Numbering("## Nr. {n} {title}", "Nr. {n}")),
    ("de", Numbering("## Anlage {n}: {title}", "Anlage {n}")),
    ("de", Numbering("## {n}.) {title}", "Punkt {n}")),
]


@pytest.mark.parametrize(
    "line",
    [
        *("## Article 1er – Objet", "## Article premier : Objet", "## Article 7 bis – Objet", "## 1°) Objet"),
        *("## A/ Objet", "## I.1. Objet", "## 1-1 Objet", "## 1.A. Objet", "## 1. a) Objet", "## Annexe A – Objet"),
        *("§ 1a Objet", "## §§ 1 Objet", "## n° 2 Objet", "## Ziff. 3 Objet", "## TEIL 1: Objet", "aa) Objet"),
    ],
)
def test_french_and_german_numbering_is_no_part_of_the_normal_form(line: str) -> None:
    assert normal_form(line) == "Objet"
    assert numbering_of(line)


@pytest.mark.parametrize(
    "line",
    [
        *("§ 312g BGB gilt entsprechend.", "§ 5 TMG", "Art. 6 Abs. 1 lit. f DSGVO", "Article 6 du RGPD: base légale"),
        *("Article L. 221-18 du Code", "1. Januar 2025: neue Fassung", "1.000 Euro Kaution", "01.01.25 Neue Fassung"),
        *("z. B. Cookies", "d. h. Daten", "p. ex. des cookies", "10 - 20 jours", "2. Werktage", "Teile: a und b"),
        *("2 comptes par foyer", "1.5 Millionen Nutzer", "10:30 Uhr", "c/o Muster", "Il: vous"),
    ],
)
def test_what_counts_dates_or_cites_is_no_numbering(line: str) -> None:
    assert (numbering_of(line), normal_form(line)) == ("", line)


@pytest.mark.parametrize("said", ["An account can be closed.", "Mes données sont effacées."])
def test_a_word_that_is_a_unit_elsewhere_begins_a_numbered_passage(said: str) -> None:
    assert normal_form(f"1. {said}") == normal_form(f"2. {said}") == said


@pytest.mark.parametrize("said", ["1. mes", "12. ans", "3 days", "12 ans", "3 segundos"])
def test_a_unit_of_time_after_a_number_is_what_it_counts(said: str) -> None:
    assert normal_form(f"## {said}") == said


@given(st.sampled_from(NUMBERINGS), st.integers(1, 5))
def test_renumbering_french_and_german_terms_is_never_substance(case: tuple[str, Numbering], shift: int) -> None:
    language, numbering = case
    renumbered = numbered(language, numbering, 1 + shift, 5 + shift)
    assert not judged(numbered(language, numbering), renumbered).is_substantive


@given(st.sampled_from(NUMBERINGS), st.sampled_from([1, 3, 4, 6]))
def test_a_reference_to_another_section_is_substance(case: tuple[str, Numbering], other: int) -> None:
    language, numbering = case
    assert judged(numbered(language, numbering), numbered(language, numbering, referred=other)).is_substantive


@pytest.mark.parametrize("language", ["fr", "de"])
def test_numbers_gained_by_every_heading_are_cosmetic(language: str) -> None:
    bare = numbered(language, Numbering("## {title}"))
    for _, numbering in (case for case in NUMBERINGS if case[0] == language and "\n" not in case[1].heading):
        given_numbers = Numbering(numbering.heading.replace("## ", ""))
        assert not judged(bare, numbered(language, Numbering(f"## {given_numbers.heading}"))).is_substantive


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("de", "Es gilt § 312g BGB für jeden Vertrag.", "Es gilt § 312d BGB für jeden Vertrag."),
        ("de", "Art. 6 DSGVO ist die Grundlage.", "Art. 9 DSGVO ist die Grundlage."),
        ("fr", "L'article L. 221-18 du code s'applique.", "L'article L. 221-28 du code s'applique."),
        ("fr", "- 10 % du prix en cas de retard\n- rien sinon", "- 15 % du prix en cas de retard\n- rien sinon"),
        ("de", "1.000 Euro Kaution sind fällig.", "2.000 Euro Kaution sind fällig."),
        ("de", "1. Januar 2025 ist der Beginn der Laufzeit.", "1. März 2025 ist der Beginn der Laufzeit."),
    ],
)
def test_another_law_amount_or_day_is_substance_wherever_it_stands(language: str, old: str, new: str) -> None:
    assert edited(language, old, new).is_substantive


def test_a_law_that_is_cited_does_not_follow_the_documents_numbering() -> None:
    before = numbered("de", Numbering("## {n}. {title}"))
    after = numbered("de", Numbering("## {n}. {title}"), first=2).replace("Art. 6 Abs.", "Art. 7 Abs.")
    assert judged(before, after).is_substantive


@pytest.mark.parametrize("word", sorted(SECTION_WORDS))
def test_what_is_the_word_of_a_number_is_that_of_a_reference_to_it(word: str) -> None:
    assert split_numbering(f"{word.capitalize()} 3. Scope") == ("3", "Scope")
    text = f"as said under {word} 3"
    assert is_reference(text, len(text) - 1, len(text))
