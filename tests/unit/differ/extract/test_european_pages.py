"""French and German pages read as the same words, whatever the site puts around and between them."""

import pytest

from tests.unit.differ.european_policies import SECTIONS
from tests.unit.differ.extract.pages import read

TITLES = {"fr": "Conditions générales d’utilisation", "de": "Allgemeine Geschäftsbedingungen"}
BETWEEN = {
    "fr": [
        '<p><a href="#">↑ Haut de page</a></p>',
        '<div class="outils"><span>Imprimer</span> <span>Partager</span></div>',
        '<p><a href="/cgu.pdf">Télécharger au format PDF (1,2 Mo)</a></p>',
        "<p>Mis à jour il y a environ 3 jours</p>",
        "<p>Temps de lecture : 5 min</p>",
        '<p>Cette page vous a-t-elle été utile ? <a href="#o">Oui</a> <a href="#n">Non</a></p>',
        '<p>Vous êtes ici : <a href="/">Accueil</a> &gt; <a href="/l">Infos légales</a> &gt; CGU</p>',
        "<div><p>Écrit par <b>Julie</b></p><p>Mis à jour cette semaine</p></div>",
        '<div id="tarteaucitronRoot"><span>Ce site utilise des cookies.</span><button>Tout accepter</button></div>',
        '<div id="didomi-host"><p>Nos 842 partenaires et nous utilisons des cookies pour stocker des données chez vous.'
        "</p><button>Continuer sans accepter</button></div>",
    ],
    "de": [
        '<p><a href="#">Nach oben</a></p>',
        "<p>Seite drucken | Teilen | Merken</p>",
        "<p>War dieser Artikel hilfreich? 12 von 20</p>",
        "<p>Zuletzt aktualisiert: vor etwa 2 Monaten</p>",
        "<p>Geschätzte Lesezeit: ca. 5 Minuten</p>",
        '<p>Sie sind hier: <a href="/">Startseite</a> » AGB</p>',
        '<div><p>Inhaltsverzeichnis</p><ul><li><a href="#1">Eins</a></li><li><a href="#2">Zwei</a></li>'
        '<li><a href="#3">Drei</a></li></ul></div>',
        '<div id="BorlabsCookieBox"><p>Wir nutzen Cookies, von denen einige notwendig sind und andere weniger.'
        '</p><a role="button" href="#">Alle akzeptieren</a></div>',
        '<div id="usercentrics-root"><p>Wir und unsere Partner verwenden Cookies.</p><button>Ablehnen</button></div>',
    ],
}
CASES = [(language, between) for language, found in BETWEEN.items() for between in found]


def page(language: str, before: str = "", between: str = "", after: str = "") -> str:
    sections = [f"<h2>{title}</h2><p>{text.format('x')} {text.format('y')}</p>" for title, text in SECTIONS[language]]
    policy = f"<h1>{TITLES[language]}</h1>{between}{''.join(sections)}{after}"
    title = f"<title>{TITLES[language]}</title>"
    return (
        f'<html lang="{language}"><head>{title}</head><body>{before}<div class="contenu">{policy}</div></body></html>'
    )


@pytest.mark.parametrize("select", [(), (".contenu",)])
@pytest.mark.parametrize(("language", "between"), CASES)
def test_the_sites_own_lines_are_no_part_of_the_text(language: str, between: str, select: tuple[str, ...]) -> None:
    text = read(page(language), select).text
    assert read(page(language, between=between), select).text == text
    assert read(page(language, after=between), select).text == text
    assert read(page(language, before=between), select).text == text


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ('<a href="https://cnil.example">la CNIL<span> (nouvelle fenêtre)</span></a>', "la CNIL"),
        ('<a href="https://cnil.example">la CNIL (<span>ouvre un nouvel onglet</span>)</a>', "la CNIL"),
        ('<a href="https://cnil.example">la CNIL</a> (s’ouvre dans un nouvel onglet)', "la CNIL"),
        ('<a href="https://cnil.example">Externer Link: die Aufsicht</a>', "die Aufsicht"),
    ],
)
def test_where_a_link_opens_is_no_part_of_a_clause(link: str, shown: str) -> None:
    clause = "Consultez {} ou écrivez au délégué à la protection des données de la société, qui répond sous un mois."
    assert read(page("fr", after=f"<p>{clause.format(link)}</p>")).text.endswith(clause.format(shown))
    table = f"<table><tr><th>Qui</th><th>Où</th></tr><tr><td>CNIL</td><td>{link}</td></tr></table>"
    assert "Fenster" not in read(page("fr", after=table)).text
    assert "fenêtre" not in read(page("fr", after=table)).text


def test_what_is_done_with_data_is_kept_as_an_item() -> None:
    items = "<ul><li>Speichern</li><li>Teilen</li><li>Löschen</li></ul>"
    assert read(page("de", between=items)).text.count("\n- ") == 3


def test_a_button_beside_a_headings_words_is_no_part_of_it() -> None:
    text = read(page("fr")).text
    assert read(page("fr").replace("</h2>", "<button>Copier le lien</button></h2>")).text == text
    as_title = page("fr").replace("<h2>", "<h2>1. <button>").replace("</h2>", "</button></h2>")
    assert read(as_title).text == text.replace("## ", "## 1. ")
