"""What a site says in times that pass from visit to visit: how long ago its page was changed, and how long it takes to
read. English, French and German.
"""

from __future__ import annotations

from services.differ.time_units import TIME_UNIT

_ABOUT = (
    r"(?:(?:over|under|about|around|almost|nearly|(?:more|less) than|(?:un peu )?(?:plus|moins) (?:de |d['’])|environ"
    r"|près de|presque|quelques?|über|mehr als|etwa|ungefähr|circa|ca\.?|env\.?|rund|fast|knapp|einigen)\s*)"
)
_NUMBER = r"(?:(?:\d[\d., ]*\+?|an?|one|a few|several|une?|einem?r?|wenigen?)\s*)"
_TIME = rf"{_ABOUT}?{_NUMBER}?(?:{TIME_UNIT}|mins?)"
_SINCE = rf"(?:{_TIME} ago|(?:il y a|vor) {_TIME})"
_CHANGED = (
    r"(?:(?:last |dernière |zuletzt |letzte )?(?:updated?|modified|edited|changed|revised|published|posted|written"
    r"|created|reviewed|mise?s? à jour|modifiée?|modification|actualisée?|publiée?|rédigée?|écrite?|aktualisiert"
    r"|aktualisierung|geändert|änderung|bearbeitet|veröffentlicht|verfasst|erstellt)(?: le)?)"
)
_DAY = (
    r"(?:today|yesterday|just now|recently|(?:this|last) (?:week|month|year)|aujourd['’]hui|hier|avant-hier|récemment"
    r"|ce mois(?:-ci)?|cette (?:semaine|année)|heute|gestern|vorgestern|kürzlich|diese[ns]? (?:woche|monat|jahr))"
)
_PAGE = (
    r"(?:(?:this|the|page|article|policy|document|was|has been|la|le|l['’]|cette|cet|ce|contenu|a été|est|diese[rs]?"
    r"|der|die|seite|artikel|beitrag|inhalt|wurde)\s*){0,4}"
)
_BEFORE = rf"(?:.{{0,50}}[.!|·•–-]\s*)?(?:{_PAGE}{_CHANGED}(?: (?:by|par|von) .{{2,40}}?)?\W+)?"
_DAY_OF_A_CHANGE = rf"{_PAGE}(?:{_CHANGED}\W+{_DAY}|{_DAY}\W+{_CHANGED})"
RELATIVE_TIME = rf"(?:(?=.*(?:\sago|il y a|vor)\b){_BEFORE}{_SINCE}(?:\W*{_CHANGED})?|{_DAY_OF_A_CHANGE})"
"""A relative time as a whole line. What stands before it is a line of its own, or tells of a change: `records of six
months ago` is no word on the page. The look ahead for its one fixed word spares other lines the search for a number.
"""

_READING = (
    r"(?:(?:estimated |geschätzte |ungefähre )?(?:reading time|read time|lesezeit|lesedauer|lecture"
    r"|(?:temps|durée) de lecture)(?: estimée?| moyenn?e?)?)"
)
READING_TIME = (
    rf"(?:{_ABOUT}?{_NUMBER}min(?:ute)?[ns]?\.?\s+(?:read|to read|de lecture|lesezeit)"
    rf"|{_READING}\W+{_ABOUT}?{_NUMBER}min\w*\.?)"
)
"""How long a page takes to read, as a whole line."""
