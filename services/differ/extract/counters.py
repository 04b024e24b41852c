"""Lines that differ from visit to visit: counters, reading times, relative times, what a server says of itself."""

from __future__ import annotations

import re

LONGEST_COUNTER = 80
"""The longest line, in characters, that is taken for one."""

_NUMBER = r"(?:\d[\d.,'’ ]*[kKmM]?\+?|an?|one|no|une?|einem?r?|over|plus|über|keine?|aucune?)"
_UNITS = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|secondes?|heures?|jours?|semaines?|mois|ans?"
    r"|sekunden?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?)"
)
_COUNTED = (
    r"(?:page )?(?:views?|reads?|likes?|shares?|comments?|votes?|replies|followers?|downloads?|ratings?|reviews?"
    r"|vues?|partages?|commentaires?|avis|téléchargements?|aufrufe|kommentare?|bewertung(?:en)?|antworten)"
)
# Relative times look ahead for their one fixed word first, which spares other lines the search for every number.
_PARTS = (
    rf"{_NUMBER}\s*{_COUNTED}(?: so far)?",
    rf"{_COUNTED}\s*:?\s*\(?{_NUMBER}\)?",
    rf"{_NUMBER}\s*min(?:ute)?[ns]?\.?\s+(?:read|to read|de lecture|lesezeit)",
    rf"(?:estimated )?(?:reading time|read time|temps de lecture|durée de lecture|lesezeit|lesedauer)"
    rf"(?: estimé)?\W+(?:ca\. |env\. |about )?{_NUMBER}\s*min\w*\.?",
    rf"(?=.*\sago)(?:.{{0,50}}\b)?(?:{_NUMBER}\s+)+{_UNITS}\s+ago",
    rf"(?=.*(?:il y a|vor)\s)(?:.{{0,50}}\b)?(?:il y a|vor)\s+(?:{_NUMBER}\s+)+{_UNITS}(?: aktualisiert| geändert)?",
    r"(?:last\s+)?(?:updated|modified|edited|changed|mise?s? à jour|modifiée?|zuletzt (?:aktualisiert|geändert)"
    r"|aktualisiert)\W+(?:today|yesterday|just now|this (?:week|month|year)|last (?:week|month|year)|aujourd['’]hui"
    r"|hier|cette (?:semaine|année)|ce mois(?:-ci)?|heute|gestern|diese[ns]? (?:woche|monat|jahr))",
    rf"{_NUMBER}\s+(?:out of|of|sur|von)\s+{_NUMBER}\s+(?:people |users |members |personnes |personen )?"
    r"(?:found|ont trouvé|fanden|finden).{0,40}",
    rf"{_NUMBER}\s+(?:people|users|readers|members|customers|personnes|personen|nutzer|leser)\s+"
    r"(?:found|ont trouvé|fanden|finden|like).{0,40}",
    rf"(?:rated )?{_NUMBER}\s*(?:/|out of|sur|von)\s*(?:5|10)(?:\s*(?:stars?|étoiles|sternen?))?"
    rf"(?:\W+(?:based on |by )?{_NUMBER}\s*\w+)?",
    rf"{_NUMBER}\s+(?:\w+ )?(?:online|viewing)(?: right)?(?: now)?",
    r"(?:page |seite |cette page )?(?:generated|rendered|served|loaded|générée?|erzeugt|geladen)\b.{0,20}?"
    r"\d[\d.,]*\s*(?:ms|s|sec|seconds?|secondes?|sekunden)\b.{0,30}",
    r"(?:your |votre |ihre? )(?:ip|ip.address|adresse ip|ip-adresse)\W.{0,10}\d+\.\d+\.\d+\.\d+.{0,60}",
    r"(?:request|ray|trace|session|reference)[ -]?id\W+[\w.:-]{6,60}",
    r"v?\d+\.\d+(?:\.\d+)*\s+\(?(?:build|rev)\W*\w+\)?",
    r"(?:loading|chargement|laden|wird geladen|please wait|veuillez patienter|bitte warten)(?:\s*(?:\.{2,3}|…))?",
    r"advertisement|sponsored|anzeige|werbung|publicité|annonce",
)
_COUNTER = re.compile(rf"\W*(?:{'|'.join(_PARTS)})(?:\s*[·•|,–-]\s*(?:{'|'.join(_PARTS)})){{0,2}}\W*", re.IGNORECASE)


def is_counter(text: str) -> bool:
    """Whether a line says nothing but what a counter, a clock or a server says."""
    return _COUNTER.fullmatch(text) is not None
