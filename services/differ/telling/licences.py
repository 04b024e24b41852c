"""Who grants a licence to whom: one that readers are granted is no licence to what they post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.differ.reading.labels import TypeLabel
from services.differ.reading.texts import plain_of

_FROM_READERS = frozenset({"content_license", "feedback_license"})
"""The types that speak of what readers grant."""

_READER = {
    "en": r"(?:you|(?:the |each |any |our )?(?:customers?|users?|licensees?|developers?|members?|subscribers?))",
    "de": r"(?:ihnen|dir|euch|(?:dem|den|der) (?:kund|nutz|lizenznehm|mitglied)\w*|(?:kunden|nutzern))",
    "fr": r"(?:(?:au |aux |à l'|à la )(?:client|utilisat|licencié|membre|abonné)\w*)",
}
_TO_READERS = re.compile(
    rf"\bgrant(?:s|ed|ing)?(?: to)? {_READER['en']}\b|\b{_READER['en']} (?:are|is) (?:hereby )?granted\b"
    rf"|\b(?:gewähr|räum|erteil|überlass)\w*(?: wir)?(?: \w+){{0,2}} {_READER['de']}(?!\w)"
    rf"|\b{_READER['de']} (?:wird|werden)\b[^.;]{{0,160}}\b(?:eingeräumt|gewährt|erteilt)\b"
    r"|\bvous (?:accordons|accorde|concédons|concède|octroyons|octroie|est accordée?|est concédée?)\b"
    rf"|\b(?:accord|concéd|concèd|octro)\w*(?: \w+){{0,6}} {_READER['fr']}",
    re.IGNORECASE,
)
_FROM_READER = re.compile(
    rf"\b{_READER['en']}(?: (?:hereby|also|expressly|automatically|agrees? to|will|shall))* grants?\b"
    r"|\bgrant(?:s|ed|ing)?(?: to)? us\b|\blicense you grant\b"
    r"|\b(?:gewähr|räum|erteil|überträg|übertrag)\w*(?: (?:sie|du|ihr|der kunde|der nutzer))? (?:uns|dem anbieter)\b"
    r"|\b(?:accordez|concédez|octroyez|cédez)\b|\bnous (?:accord|concèd|octroi|cèd)(?:e|ent)\b",
    re.IGNORECASE,
)


def given_by_readers(text: str, labels: Sequence[TypeLabel]) -> list[TypeLabel]:
    """`labels` of a passage without those of what readers grant, where it only speaks of what they are granted."""
    plain = " ".join(plain_of(text).split())
    if _TO_READERS.search(plain) is None or _FROM_READER.search(plain) is not None:
        return list(labels)
    return [label for label in labels if label.clause_type not in _FROM_READERS]
