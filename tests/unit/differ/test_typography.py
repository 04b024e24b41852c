import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.substance import Why
from tests.unit.differ.european_policies import SECTIONS, edited, judged

FRENCH = [
    ("Écrivez-nous : nous répondons !", "Écrivez-nous\u00a0: nous répondons\u202f!"),
    ("Le terme « Service » désigne le site.", "Le terme “Service” désigne le site."),
    ("L'abonné n'a qu'un compte.", "L’abonné n’a qu’un compte."),
    ("Il coûte 1 000 € par an.", "Il coûte 1\u202f000\u00a0€ par an."),
    ("Il coûte 1 000 € par an.", "Il coûte 1.000,00 € par an."),
    ("Il coûte 1 000 € par an.", "Il coûte 1000 euros par an."),
    ("La TVA est de 20 % ici.", "La TVA est de 20% ici."),
    ("La loi n° 78-17 s'applique.", "La loi nº 78-17 s’applique."),
    ("Cœur de l'œuvre.", "Coeur de l'oeuvre."),
    ("À défaut, l'État décide.", "A défaut, l'Etat décide."),
    ("Appelez le 01 23 45 67 89 ici.", "Appelez le 01.23.45.67.89 ici."),
    ("- le nom ;\n- le prénom.", "- le nom\n- le prénom"),
    ("Écrivez à dpo@exemple.fr ici.", "Écrivez à dpo [at] exemple.fr ici."),
    ("Les abonnés et/ou clients.", "Les abonnés et / ou clients."),
]
GERMAN = [
    ("Wir nutzen z. B. Cookies, d. h. Dateien.", "Wir nutzen z.B. Cookies, d.h. Dateien."),
    ("Dies heißt „Dienst“ bei uns.", 'Dies heißt "Dienst" bei uns.'),
    ("Es kostet 1.000 € im Jahr.", "Es kostet EUR 1.000,00 im Jahr."),
    ("Es kostet 1.000 € im Jahr.", "Es kostet 1.000,- Euro im Jahr."),
    ("Es kostet CHF 1'000 im Jahr.", "Es kostet CHF 1’000.– im Jahr."),
    ("Es kostet 19 % davon.", "Es kostet 19 Prozent davon."),
    ("Die Daten\u00adschutz\u00aderklärung gilt.", "Die Datenschutzerklärung gilt."),
    ("Es gilt Art. 6 Abs. 1 lit. f DSGVO.", "Es gilt Art.\u00a06 Abs.\u00a01 lit.\u00a0f) DS-GVO."),
    ("Die Straße muss genannt sein.", "Die Strasse muß genannt sein."),
    ("Die E-Mail-Adresse wird geprüft.", "Die Email-Adresse wird geprüft."),
    ("Rufen Sie +49 30 123456 an.", "Rufen Sie +49 (0)30 / 12 34 56 an."),
    ("Nutzer:innen dürfen kündigen.", "Nutzer*innen dürfen kündigen."),
]
PAIRS = [("fr", *pair) for pair in FRENCH] + [("de", *pair) for pair in GERMAN]
TOLD = [
    ("fr", "Un délai de 14 jours court.", "Un délai de 30 jours court."),
    ("fr", "Il coûte 1 000 € par an.", "Il coûte 10 000 € par an."),
    ("fr", "Il coûte 9,99 € par an.", "Il coûte 9,99 $ par an."),
    ("fr", "Il coûte 1,50 € par an.", "Il coûte 150 € par an."),
    ("fr", "Les utilisateurs résilient.", "Les utilisateur·rices résilient."),
    ("fr", "Nous cédons vos données.", "Nous ne cédons pas vos données."),
    ("fr", "Le site applique des frais.", "Le site appliqué des frais."),
    ("fr", "Appelez le 01 23 45 67 89 ici.", "Appelez le 01 23 45 67 98 ici."),
    ("de", "Es kostet 1.500 € im Jahr.", "Es kostet 1.050 € im Jahr."),
    ("de", "Nutzer dürfen kündigen.", "Nutzer:innen dürfen kündigen."),
    ("de", "Wir verkaufen sie nicht.", "Wir verkaufen sie."),
    ("de", "Der Preis fordert uns.", "Der Preis fördert uns."),
    ("de", "Sie müssen 16 Jahre alt sein.", "Sie müssen 18 Jahre alt sein."),
    ("de", "Es kostet 5 % davon.", "Es kostet 5 € davon."),
]


@pytest.mark.parametrize(("language", "old", "new"), PAIRS)
def test_typography_and_spelling_alone_are_cosmetic(language: str, old: str, new: str) -> None:
    assert not edited(language, old, new).is_substantive
    assert not edited(language, new, old).is_substantive


@pytest.mark.parametrize(("language", "old", "new"), TOLD)
def test_another_word_or_figure_is_substance_of_one_clause(language: str, old: str, new: str) -> None:
    assert [reason.is_substantive for reason in edited(language, old, new).reasons] == [True]


@given(st.sampled_from(["fr", "de"]), st.sampled_from(["NFD", "NFKC"]), st.booleans(), st.booleans())
def test_another_typography_throughout_is_never_substance(
    language: str, form: str, has_hard_spaces: bool, has_soft_hyphens: bool
) -> None:
    text = "\n\n".join(f"## {title}\n\n{body}" for title, body in SECTIONS[language])
    other = text.replace("'", "’").replace(" ;", "\u202f;")
    if has_hard_spaces:
        other = other.replace(" de ", "\u00a0de ").replace(" mit ", " mit\u00a0")
    if has_soft_hyphens:
        other = other.replace("tion", "\u00adtion").replace("ung", "\u00adung")
    if form == "NFD":
        other = unicodedata.normalize("NFD", other)
    assert not judged(text, other).is_substantive


def test_a_heading_in_capitals_may_lack_its_accents() -> None:
    before, after = "## CONDITIONS GENERALES", "## Conditions générales"
    assert [reason.why for reason in edited("fr", before, after).reasons] == [Why.LETTER_CASE]


def test_several_words_out_of_capitals_are_style_but_one_may_become_a_defined_term() -> None:
    shouted = "Wir haften in keinem Fall FÜR MITTELBARE SCHÄDEN oder entgangenen Gewinn."
    spoken = shouted.replace("FÜR MITTELBARE SCHÄDEN", "für mittelbare Schäden")
    assert [reason.why for reason in edited("de", shouted, spoken).reasons] == [Why.LETTER_CASE]
    service = "Nous fournissons le service dans la limite des stocks et des forces disponibles."
    assert edited("fr", service, service.replace("service", "Service")).is_substantive
