import pytest

from services.differ.extract.link_notes import without_bracketed_notes, without_notes
from services.differ.extract.site_labels import is_site_label


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Imprimer",
            "Imprimer Partager Envoyer par e-mail",
            "Télécharger en PDF (245 Ko)",
            "↑ Retour en haut de page",
        ),
        *("Accéder au contenu", "Sommaire", "Tout déplier", "Cet article vous a-t-il été utile ? Oui Non", "Écouter"),
        *(
            "Vous êtes ici : Accueil > Infos légales > CGU",
            "Accueil › CGU",
            "Écrit par Julie",
        ),
        *(
            "Seite drucken",
            "Drucken Teilen Merken",
            "Nach oben",
            "Zum Inhalt springen",
            "Inhaltsverzeichnis",
            "Vorlesen",
        ),
        "War dieser Artikel hilfreich? 12 von 20",
        *("Sie sind hier: Startseite » AGB", "Vielen Dank für Ihr Feedback!"),
    ],
)
def test_what_a_site_says_of_its_own_page_is_a_label(line: str) -> None:
    assert is_site_label(line)


@pytest.mark.parametrize(
    "line",
    [
        *("Nous pouvons partager vos données.", "Imprimer vos données", "Mise à jour", "Le partage"),
        *(
            "Wir teilen Ihre Daten.",
            "Speichern und Löschen von Daten",
            "Drucken Sie das Formular aus",
        ),
        "Startseite der Gesellschaft",
    ],
)
def test_what_a_policy_says_is_no_label(line: str) -> None:
    assert not is_site_label(line)


@pytest.mark.parametrize(
    "note",
    [
        *(
            " (nouvelle fenêtre)",
            " (s’ouvre dans un nouvel onglet)",
            " [nouvelle fenêtre]",
            " (lien externe, nouvelle fenêtre)",
        ),
        *(
            " (öffnet in neuem Fenster)",
            " (externer Link)",
            " (Link öffnet ein neues Fenster)",
            " (opens in a new tab)",
        ),
        " (externer Link, öffnet neues Fenster)",
    ],
)
def test_a_bracketed_note_on_where_a_link_opens_is_left_out(note: str) -> None:
    assert without_bracketed_notes(f"le site{note}, puis écrivez") == "le site, puis écrivez"


@pytest.mark.parametrize(
    "note",
    [
        *(
            ", nouvelle fenêtre",
            " - Ouvre une nouvelle fenêtre",
            " Lien s’ouvrant dans un nouvel onglet",
            " – lien externe",
        ),
        *(", öffnet neues Fenster", " - Dieser Link öffnet sich in einem neuen Fenster", " wird in neuem Tab geöffnet"),
    ],
)
def test_a_note_at_the_end_of_a_links_text_is_left_out(note: str) -> None:
    assert without_notes(f" la CNIL{note}") == " la CNIL"


def test_a_note_before_a_links_text_is_left_out_and_a_note_alone_kept() -> None:
    assert without_notes(" Externer Link: die Aufsicht") == " die Aufsicht"
    assert without_notes("lien externe") == "lien externe"
    for text in ("ein Fenster (aus Glas)", "auditors (internal or external)", "advisers (external)"):
        assert without_bracketed_notes(text) == text
