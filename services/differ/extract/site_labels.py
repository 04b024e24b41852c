"""Lines that a site says of its own page, at every visit and whatever it is about: print, share, to the top, was this
helpful, you are here. English, French and German; each only where it is the whole line.
"""

from __future__ import annotations

import re

LONGEST_SITE_LABEL = 200
"""The longest line, in characters, that is taken for one."""

_PAGE = (
    r"(?:(?:la |cette |l['’]|cet |this |the |diese |diesen |dieser |der |die )?(?:page|article|seite|artikel|beitrag))"
)
_SIZE = r"(?:\W*(?:pdf\W*)?\d[\d.,]*\s*(?:ko|mo|kio|kb|mb|kib|mib)\W*)"
_ACTIONS = (
    rf"(?:print|save|share|bookmark|listen to|download|e-?mail)(?: {_PAGE})?(?: as)?(?: pdf)?|copy link",
    rf"(?:imprimer|partager|enregistrer|écouter|télécharger|envoyer)(?: {_PAGE})?(?: (?:en|au format) pdf)?{_SIZE}?",
    r"(?:envoyer|partager) par (?:e-?mail|courriel|mail)|copier le lien|ajouter aux favoris|version imprimable",
    rf"(?:{_PAGE} )?(?:aus)?(?:drucken|teilen|weiterempfehlen|merken|versenden|vorlesen|speichern)|druckversion",
    rf"(?:als )?pdf(?: |-)?(?:herunterladen|download|ausgabe)?{_SIZE}?|link kopieren",
    r"(?:back |return |scroll )?to (?:the )?top(?: of (?:the )?page)?|top of (?:the )?page|skip to (?:main )?content",
    r"(?:(?:retour|revenir|remonter) (?:en |vers le |au )?)?haut(?: de (?:la )?page)?|retour au (?:sommaire|menu)",
    r"(?:aller|accéder|passer)(?: directement)? au (?:contenu|menu)(?: principal)?|(?:zurück )?nach oben",
    r"zum (?:seiten)?anfang(?: der seite)?|(?:direkt )?zum (?:haupt)?inhalt(?: springen| wechseln)?",
    r"(?:expand|collapse|open|close|show|hide) all|show (?:more|less)|read more|(?:table of )?contents|on this page",
    r"tout (?:déplier|replier|afficher|masquer|ouvrir|fermer|développer|réduire)",
    r"(?:lire|voir|afficher) (?:plus|moins|la suite)|alles? (?:auf|zu|ein|aus)(?:klappen|blenden)",
    r"alles? (?:öffnen|schließen)|(?:mehr|weniger) anzeigen|weiterlesen|mehr lesen",
    r"sommaire|table des matières|(?:dans|sur) (?:cet article|cette page)",
    r"inhalts?(?:verzeichnis|übersicht)|auf dieser seite|in diesem (?:artikel|beitrag)",
    r"gérer (?:mes|les) cookies|param(?:ètres|étrer)(?: (?:des|les))? cookies|cookies? (?:settings|preferences)",
    r"cookie-?einstellungen(?: ändern| öffnen)?",
)
_ANSWERS = r"(?:\W*(?:yes|no|oui|non|ja|nein|\d+|of|out of|sur|von))*\W*"
_QUESTIONS = (
    r"(?:was|were|did|is) (?:this|these) .{0,40}\b(?:helpful|useful)\W.{0,10}?",
    r"(?:cet|cette|ce|ces|l['’]|la|avez-vous) ?.{0,40}\b(?:utiles?|aidée?)\b.{0,15}\?",
    r"(?:war|waren|hat|haben|fanden) .{0,50}\b(?:hilfreich|nützlich|geholfen|weitergeholfen)\b.{0,15}\?",
)
_WHOLE_LINES = (
    rf"(?:{'|'.join(_QUESTIONS)}){_ANSWERS}",
    r"(?:merci|vielen dank|danke|thank you|thanks) (?:pour|für|for) (?:votre|vos|ihre?|your)"
    r" (?:avis|retour|commentaire|feedback|rückmeldung)",
    r"(?:vous êtes (?:actuellement )?ici|sie (?:befinden sich|sind) hier|you are here)\b.{0,150}",
    r"(?:accueil|startseite|home|homepage)\s*[>›»/→|].{1,150}",
    r"(?:écrit|rédigé|verfasst|geschrieben|written) (?:par|von|by) .{2,40}",
    r"(?:suivez|folgen|follow)[- ](?:nous|sie uns|us)\b.{0,40}",
)
_ACTION = f"(?:{'|'.join(_ACTIONS)})"
_LABEL = re.compile(rf"\W*(?:{_ACTION}(?:\W+{_ACTION}){{0,5}}|{'|'.join(_WHOLE_LINES)})\W*", re.IGNORECASE)


def is_site_label(text: str) -> bool:
    """Whether a line is nothing but what a site says of its own page."""
    return _LABEL.fullmatch(text) is not None
