"""What a page calls itself: the name of a legal document, of which kind, or of an error; in the web's languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_ALIKE = 0.5
_WORD = re.compile(r"\w+")
_LONGEST_NAME = 160
_TEXT_THAT_NAMES = 200

_KINDS = {
    "privacy": (
        r"privacy|privacid|data (?:protection|policy|processing|privacy)|personal (?:data|information)"
        r"|confidentialit|vie privée|données|datenschutz|daten(?:richtlinie|verarbeitung)|privatsphäre"
        r"|protección de datos|riservatezza|dati personali|persoonsgegevens|integritet|persondata|personvern"
        r"|personuppgift|prywatno|danych osobowych|tietosuoj|osobních údajů|adatvéd|gizlilik|конфиденциальн"
        r"|プライバシー|隐私|隱私|개인정보"
    ),
    "cookies": r"cookie|trackers?\b|tracking|traceurs?\b|témoins de connexion|クッキー|쿠키",
    "terms": (
        r"\bterms\b|conditions|\bagreement|\btos\b|\beula\b|licen[cs]e|contract\b|contrat\b|\bcg[uvs]\b|\bagb\b"
        r"|bedingungen|vertrag|lizenz|términos|condiciones|contrato|termos|condições|termini|condizioni|voorwaarden"
        r"|overeenkomst|villkor|vilkår|betingelser|regulamin|warunki|podmínky|käyttöehdot|feltételek|koşullar"
        r"|услови|соглашени|規約|条款|服務條款|약관"
    ),
    "conduct": (
        r"guidelines|community|code of conduct|acceptable use|prohibited|\brules\b|standards|richtlinien|leitlinien"
        r"|verhaltens|regeln|gemeinschaft|communauté|règles|charte|lignes directrices|code de conduite"
        r"|normas|directrices|diretrizes|linee guida|richtlijnen|riktlinjer|retningslinj|ガイドライン|가이드라인"
    ),
    "imprint": (
        r"imprint|legal (?:notice|disclosure)|impressum|anbieterkennzeichnung|mentions légales|aviso legal|colophon"
    ),
    "copyright": (
        r"copyright|\bdmca\b|intellectual property|droits? d['’]auteur|urheberrecht|geistiges eigentum|trademark"
    ),
}
_KIND = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()), re.IGNORECASE)
_DOCUMENT = re.compile(
    r"polic(?:y|ies)|politique|política|policy|notice\b|statement|declaration|déclaration|erklärung|hinweise|disclaimer"
    r"|\blegal\b|juridi|légale|rechtlich|accessib|barrierefrei|transparen|law enforcement|disclosure|refund|security"
    r"|polityka|beleid|verklaring|политика|ポリシー|政策|정책",
    re.IGNORECASE,
)
_ERROR_NUMBER = re.compile(r"(?<!\d)(?:40[0134]|410|429|451|50[0234]|52\d)(?!\d)")
_ERROR = re.compile(
    r"not found|page not|isn['’]t available|not available|unavailable|does(?:n['’]t| not) exist|went wrong"
    r"|access denied|has been denied|forbidden|error|oops|whoops|sorry|just a moment|too many requests|maintenance"
    r"|could(?:n['’]t| not) (?:be found|find)|no longer (?:here|exists?|available)|are you (?:a )?(?:human|robot)"
    r"|verify(?:ing)? you|bad gateway|be (?:right )?back|security check|introuvable|n['’]existe (?:pas|plus)"
    r"|n['’]est (?:pas|plus) (?:disponible|accessible)|pas disponible|indisponible|erreur|accès (?:refusé|interdit)"
    r"|désolé|oups|nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|erreichbar)|existiert nicht|fehler"
    r"|zugriff verweigert|wartung|hoppla|entschuldigung"
    r"|no encontrad|no existe|no disponible|non trovat|não encontrad|niet gevonden|hittades inte|ikke funnet"
    r"|ikke fundet|nie znaleziono|nenalezen|не найден|見つかりません|找不到|찾을 수 없",
    re.IGNORECASE,
)


def kinds_named(names: Iterable[str]) -> frozenset[str]:
    """The kinds of legal document that a page's names speak of (`privacy`, `terms`, …)."""
    return frozenset(str(match.lastgroup) for name in names for match in _KIND.finditer(name))


def names_a_document(names: Iterable[str]) -> bool:
    """Whether any name is one that legal documents go by."""
    return any(_KIND.search(name) or _DOCUMENT.search(name) for name in names)


def names_an_error(title: str, heading: str, text: str) -> bool:
    """Whether a page's title, its heading or its first words speak of an error."""
    words = f"{title} {heading} {text[:_TEXT_THAT_NAMES]}"
    return bool(_ERROR.search(words) or _ERROR_NUMBER.search(f"{title} {heading}"))


def names_of(title: str, heading: str, text: str) -> tuple[str, ...]:
    """What a page is called: its title, its heading, and its text's first line where that is short."""
    first = text.split("\n", 1)[0].lstrip("# ")
    return tuple(name for name in (title, heading, first if len(first) <= _LONGEST_NAME else "") if name)


def are_named_alike(before: tuple[str, str], now: tuple[str, str], address: str) -> bool:
    """Whether a page's title and heading are much what they were.

    Words of the site's own name, by its `address`, do not count: every page of the site has them. A title that stayed
    says nothing where the heading became another.
    """
    site = urlsplit(address).netloc.casefold()
    words = [[_words(name, site) for name in names] for names in (before, now)]
    pairs = [(one, other) for one, other in zip(*words, strict=True) if one and other]
    if any(not one & other for one, other in pairs):
        return False
    return any(len(one & other) >= len(one | other) * _ALIKE for one, other in pairs)


def _words(name: str, site: str) -> set[str]:
    return {word for word in _WORD.findall(name.casefold()) if len(word) < 3 or word not in site}
