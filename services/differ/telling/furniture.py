"""What of a page is around a document and not of it: buttons, prompts, counts of votes, styles, masked addresses.

Told by closed phrases that are a whole line, in English, German and French: a sentence that binds anybody is none.
"""

from __future__ import annotations

import re

from services.differ.reading import grammar
from services.differ.reading.texts import plain_of
from services.differ.telling.places import ADDRESS

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = " \t|#>*•·_-–"
_LONGEST_WORDS = 14
_THING = r"(?:article|page|information|answer|content|topic|section|post|document|site|help)"
_FEEDBACK = (
    rf"(?:was|is) (?:this|the) {_THING} (?:helpful|useful)|did (?:this|the|our) {_THING} (?:help|answer)\b.*"
    rf"|did you (?:find (?:this|the|what)|get the (?:help|answer|information))\b.*|how helpful was this\b.*"
    rf"|\d+ (?:out )?of \d+ (?:people )?found this (?:{_THING} )?helpful|(?:have|got) more questions|submit a request"
    r"|(?:have more questions\? )?submit a request|(?:thank you|thanks) for your (?:feedback|vote)"
    r"|(?:give|send|leave|provide) (?:us )?feedback|rate this (?:page|article)|report an issue with this page"
    r"|war (?:dieser|diese|dieses|der|die) (?:artikel|seite|beitrag|antwort|information) (?:hilfreich|nützlich)"
    r"|haben sie gefunden, (?:was|wonach) sie (?:ge)?such\w*(?: haben)?|danke für ihr feedback"
    r"|\d+ von \d+ (?:personen )?fanden dies(?:en beitrag|en artikel)? hilfreich"
    r"|(?:cet article|cette page|cette réponse) (?:vous )?(?:a-t-(?:il|elle)|est-(?:il|elle)) (?:été )?utile"
    r"|cet article vous a été utile|merci (?:pour|de) votre (?:avis|retour|commentaire)"
    r"|utilisateurs qui ont trouvé cela utile : \d+ sur \d+|vous avez d'autres questions"
)
_MOVING = (
    r"(?:back|return|go|scroll) to (?:the )?(?:top|start)(?: of (?:the )?page)?"
    r"|skip to (?:the )?(?:main )?(?:content|navigation)"
    r"|(?:zurück )?nach oben|zum seitenanfang|zum (?:haupt)?inhalt springen"
    r"|(?:retour en )?haut de (?:la )?page|retour en haut"
    r"|aller au contenu(?: principal)?|(?:previous|next) (?:article|page|post)|related articles"
    r"|recently viewed articles"
    r"|ähnliche (?:artikel|beiträge)|verwandte artikel|articles (?:associés|connexes|similaires)"
)
_SHARING = (
    rf"share(?: this(?: {_THING})?)?(?: (?:on|via|to|with) [\w ,/&]+)?|copy (?:the )?link|link copied"
    rf"|print(?: this (?:page|article))?"
    r"|follow(?: us)?(?: on [\w ,/&]+)?|not yet followed by anyone|followed by \w+(?: people)?|tweet(?: this)?"
    r"|(?:artikel |seite |diesen artikel )?teilen(?: auf [\w ]+)?|link kopieren|(?:seite )?drucken"
    r"|partager(?: (?:cet article|cette page|sur [\w ]+))?|copier le lien|imprimer(?: cette page)?"
)
_COOKIE_BUTTONS = (
    r"(?:accept|allow|reject|decline|refuse|deny) (?:all|optional|non-essential|only necessary|necessary)"
    r"(?: cookies)?(?: only)?"
    r"|(?:accept|reject) cookies"
    r"|(?:manage|customi[sz]e) (?:cookies|cookie (?:settings|preferences)|preferences|my choices)"
    r"|save (?:my )?(?:preferences|choices|settings)(?: and close)?|(?:alle )?(?:cookies )?(?:akzeptieren|ablehnen)"
    r"|nur notwendige(?: cookies)?(?: akzeptieren| zulassen)?|auswahl (?:speichern|bestätigen)"
    r"|tout (?:accepter|refuser)|(?:accepter|refuser) tout|continuer sans accepter"
    r"|enregistrer mes (?:choix|préférences)"
)
_BYLINES = (
    r"(?:last )?(?:updated|edited|modified|reviewed) by [\w .,'’-]+"
    r"|(?:updated|edited|modified|published) (?:over |about )?"
    r"(?:an?|\d+) (?:second|minute|hour|day|week|month|year)s? ago|written by [\w .'’-]+"
    r"|zuletzt (?:bearbeitet|geändert|aktualisiert) von [\w .,'’-]+|dernière modification par [\w .,'’-]+"
    r"|(?:(?:approx(?:imately)?\.?|about) )?\d+[ -]?min(?:ute)?s?\.?[ -](?:read(?:ing time)?|to read)"
    r"|(?:estimated )?reading time ?:? ?\d+ ?min(?:ute)?s?\.?|lesezeit ?:? ?(?:ca\. )?\d+ ?min(?:ute)?n?\.?"
    r"|\d+ ?min(?:ute)?n?\.? (?:lesezeit|lesedauer)|temps de lecture ?:? ?\d+ ?min(?:ute)?s?\.?"
    r"|\d+ ?min(?:ute)?s? de lecture"
)
_PICKERS = (
    r"(?:select|choose|change) (?:a |your |the )?(?:language|country|region|country or region)|language ?: ?[^\W\d_]+"
    r"|sprache (?:wählen|auswählen|ändern)|choisir (?:la|une|votre) langue|(?:changer|changez) (?:de|la) langue"
)
_PROMPTS = (
    r"(?:please )?(?:log|sign) ?in(?: (?:or|/) (?:sign up|register|create an account))?"
    r"(?: to (?:your account|continue|view (?:this|the) (?:page|article|content)|leave a comment|comment))?"
    r"|(?:already|don't) have an account(?:\?.{0,30})?|create an account|register now"
    r"|(?:jetzt )?(?:anmelden|einloggen|registrieren)|se connecter|s'inscrire|créer un compte"
    r"|vous avez déjà un compte(?: \?.{0,30})?"
)
_LEFTOVERS = r"false|true|null|undefined|nan|\[object object\]|loading(?: more)?(?:\.{3}|…)?"
_LINE = re.compile(
    rf"(?:{_FEEDBACK}|{_MOVING}|{_SHARING}|{_COOKIE_BUTTONS}|{_BYLINES}|{_PICKERS}|{_PROMPTS}|{_LEFTOVERS})[\s?!.:]*",
    re.IGNORECASE,
)
_LANGUAGE = (
    r"(?:english|deutsch|français|español|italiano|português|nederlands|polski|svenska|dansk|norsk|suomi|čeština|magyar"
    r"|română|türkçe|ελληνικά|русский|українська|български|slovenčina|hrvatski|日本語|한국어|中文|简体中文|繁體中文|العربية"
    r"|עברית|ไทย|tiếng việt|bahasa indonesia|german|french|spanish|italian|portuguese|dutch)(?: \([^)]{1,30}\))?"
)
_LANGUAGES = re.compile(rf"{_LANGUAGE}(?:[\s|/,·•-]+{_LANGUAGE}){{2,}}\s*", re.IGNORECASE)
_ROOT = r"(?:home|help cent(?:er|re)|help|support|legal|all collections|startseite|hilfe|rechtliches|accueil|aide)"
_BREADCRUMBS = re.compile(rf"{_ROOT}(?:\s*[>›»/]\s*[^>›»/.;:]{{1,60}}){{1,5}}", re.IGNORECASE)
_STYLES = re.compile(r"(?:\s*[\w.#:, >*-]+\s*\{[^{}]*:[^{}]*\}?)+\s*")
_BINDS = re.compile(
    r"(?<!\w)(?:must|shall|agree|required?|may not|responsible|liable|entitled|binding|muss|müssen|verpflichtet"
    r"|doit|devez|responsable)(?!\w)",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:(?:yes|no|ja|nein|oui|non)\s*){1,2}", re.IGNORECASE)
_MASK = re.compile(
    r"\[?\s*(?:e-?mail|adresse e-?mail|e-?mail-adresse)(?:\s|&#160;|\xa0)*(?:protected|geschützt|protégé\w*)\s*\]?"
    r"|/cdn-cgi/l/email-protection(?:#[0-9a-f]*)?",
    re.IGNORECASE,
)
_AROUND_AN_ADDRESS = re.compile(r"mailto:|[\[\]()<>|]", re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Whether each line of a passage is a button, a prompt or the like of the page that a document stands on."""
    plain = _LINK.sub(r"\1", plain_of(text)).strip()
    if _STYLES.fullmatch(plain):
        return True
    lines = [line for line in (line.strip(_MARKS) for line in plain.split("\n")) if line]
    if _LANGUAGES.fullmatch(" ".join(lines)):
        return True
    return bool(lines) and all(map(_is_line_of_the_page, lines))


def is_answer(text: str) -> bool:
    """Whether a passage is `Yes` or `No` alone."""
    return _ANSWER.fullmatch(text.strip(_MARKS + "\n")) is not None


def is_masked(before: str, after: str) -> bool:
    """Whether two wordings of a place are an address of mail and a mask in its place, or two masks of one."""
    sides = before, after
    return any(map(_MASK.search, sides)) and not any(any(map(str.isalnum, _beside_an_address(side))) for side in sides)


def _beside_an_address(side: str) -> str:
    return ADDRESS.sub("", _AROUND_AN_ADDRESS.sub(" ", _MASK.sub(" ", side)))


def _is_line_of_the_page(line: str) -> bool:
    if len(line.split()) > _LONGEST_WORDS or _BINDS.search(line) or grammar.modals(line):
        return False
    return any(pattern.fullmatch(line) for pattern in (_LINE, _BREADCRUMBS)) or not _MASK.sub("", line).strip()
