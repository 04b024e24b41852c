"""Invented French and German terms, as canonical text, for the tests of the pure modules."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from services.differ.align import align
from services.differ.clauses import split
from services.differ.substance import Substance, judge

Section = tuple[str, str]

FRENCH: tuple[Section, ...] = (
    ("Objet", "Les présentes conditions régissent l'accès au site et aux services proposés par la société."),
    ("Inscription", "L'inscription est ouverte aux personnes majeures, sous réserve des exceptions de {} ci-après."),
    (
        "Prix",
        "Les prix sont indiqués toutes taxes comprises ; les retards donnent lieu aux pénalités de {} du contrat.",
    ),
    ("Responsabilité", "La société répond des dommages directs dans la limite fixée par {}, sauf faute lourde."),
    ("Résiliation", "Chaque partie peut résilier le contrat moyennant un préavis de trente jours."),
    ("Droit applicable", "Le droit français s'applique, sans préjudice de l'article 6 du RGPD."),
)
GERMAN: tuple[Section, ...] = (
    ("Geltungsbereich", "Diese Bedingungen regeln den Zugang zur Plattform und zu den Diensten der Gesellschaft."),
    ("Registrierung", "Die Registrierung steht Volljährigen offen, vorbehaltlich der Ausnahmen gemäß {} weiter unten."),
    ("Preise", "Die Preise verstehen sich inklusive Umsatzsteuer; bei Verzug gelten die Folgen nach {} des Vertrages."),
    ("Haftung", "Die Gesellschaft haftet für unmittelbare Schäden in den Grenzen von {}, außer bei Vorsatz."),
    ("Kündigung", "Jede Partei kann den Vertrag mit einer Frist von dreißig Tagen kündigen."),
    ("Anwendbares Recht", "Es gilt deutsches Recht, unbeschadet von Art. 6 Abs. 1 lit. f DSGVO und § 312g BGB."),
)
SECTIONS = {"fr": FRENCH, "de": GERMAN}
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Numbering:
    """How sections are numbered and named: formats with `{n}` or `{roman}`, and `{title}` in the heading."""

    heading: str
    reference: str = ""

    def titled(self, number: int, title: str) -> str:
        return self.heading.format(n=number, roman=ROMAN[number], title=title)

    def naming(self, number: int) -> str:
        return self.reference.format(n=number, roman=ROMAN[number])


def numbered(language: str, numbering: Numbering, first: int = 1, referred: int = 5) -> str:
    """Terms whose sections count from `first`, with references to the section `referred`."""
    parts = ["# Conditions" if language == "fr" else "# Bedingungen"]
    for number, (title, text) in enumerate(SECTIONS[language], start=first):
        parts += [numbering.titled(number, title), text.format(numbering.naming(referred))]
    return "\n\n".join(parts)


def with_clause(language: str, clause: str) -> str:
    """Terms with this clause between two others, far from where documents say their dates."""
    sections = [f"## {title}\n\n{text.format('x')}" for title, text in SECTIONS[language]]
    return "\n\n".join(["# T", *sections, clause, *(section.replace("## ", "## Plus ") for section in sections)])


def judged(before: str, after: str) -> Substance:
    """The verdict on the change from one text to the next."""
    older, newer = split(before), split(after)
    return judge(before, after, older, newer, align(older, newer))


def edited(language: str, old: str, new: str, place: Callable[[str, str], str] = with_clause) -> Substance:
    """The verdict on the change of one clause from `old` to `new`."""
    return judged(place(language, old), place(language, new))


_OPENINGS = {
    "fr": (
        "L'utilisateur",
        "Chaque abonné, p. ex. un mineur,",
        "Le site « Boutique »",
        "D'une part, la société (art. 5)",
    ),
    "de": (
        "Der Nutzer",
        "Jeder Kunde, z. B. ein Händler,",
        "Der „Dienst“ bzw. Anbieter",
        "Gemäß Art. 6 Abs. 1 lit. f DSGVO",
    ),
}
_MIDDLES = {
    "fr": ("conserve l'accès", "n'a qu'un compte", "paye 1 000 € d'avance", "résilie sous 30 jours", "cède ses droits"),
    "de": (
        "behält den Zugang",
        "haftet i. d. R. nicht",
        "zahlt 1.000 € vorab",
        "kündigt binnen 30 Tagen",
        "prüft d. h. liest",
    ),
}
_ENDS = {
    "fr": ("à compter du 1er mai 2025", "dès réception du n° {}", "selon l’annexe", "s'il y a lieu : sans frais"),
    "de": ("ab dem 1. Mai 2025", "nach Erhalt der Nr. {}", "laut Anlage ggf. Kopie", "soweit möglich – kostenfrei"),
}


def sentences(language: str) -> st.SearchStrategy[str]:
    """Sentences of a language, each with a name of its own that makes it unlike any other that was drawn."""
    names = st.integers(10_000, 99_999_999).map(
        lambda serial: "".join(chr(ord("a") + int(digit)) for digit in str(serial))
    )
    parts = st.tuples(*(st.sampled_from(words[language]) for words in (_OPENINGS, _MIDDLES, _MIDDLES, _ENDS)), names)
    joint = {"fr": "et", "de": "und"}[language]
    return parts.map(lambda p: f"{p[0]} {p[4]} {p[1]} {joint} {p[2]} {p[3].format(p[4])}.")


def paragraphs(language: str) -> st.SearchStrategy[list[str]]:
    """Paragraphs of one to three sentences each."""
    return st.lists(st.lists(sentences(language), min_size=1, max_size=3).map(" ".join), min_size=2, max_size=9)
