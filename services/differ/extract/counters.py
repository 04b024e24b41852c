"""Lines that differ from visit to visit: counters, reading times, relative times, what a server says of itself."""

from __future__ import annotations

import re

from services.differ.extract.visit_times import READING_TIME, RELATIVE_TIME

LONGEST_COUNTER = 80
"""The longest line, in characters, that is taken for one."""

_NUMBER = r"(?:\d[\d.,'’ ]*[kKmM]?\+?|an?|one|no|une?|einem?r?|over|plus|über|keine?|aucune?)"
_COUNTED = (
    r"(?:page )?(?:views?|reads?|likes?|shares?|comments?|votes?|replies|followers?|downloads?|ratings?|reviews?"
    r"|vues?|partages?|commentaires?|avis|téléchargements?|aufrufe|kommentare?|bewertung(?:en)?|antworten)"
)
_PARTS = (
    rf"{_NUMBER}\s*{_COUNTED}(?: so far)?",
    rf"{_COUNTED}\s*:?\s*\(?{_NUMBER}\)?",
    READING_TIME,
    RELATIVE_TIME,
    r"(?:page|article|seite|artikel|beitrag) (?:consultée?|lue?|vue?|\d+ mal)\b.{0,20}\d*.{0,20}",
    rf"{_NUMBER}\s+(?:out of|of|sur|von)\s+{_NUMBER}\s+(?:people |users |members |personnes |personen )?"
    r"(?:found|ont trouvé|fanden|finden).{0,40}",
    r"(?:utilisateurs|personnes)\b.{0,40}\butile\W+\d+ sur \d+",
    r"\d+ (?:sur|von|of|out of) \d+ .{0,20}(?:utile|hilfreich|helpful)",
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
