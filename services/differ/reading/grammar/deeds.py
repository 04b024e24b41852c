"""What the verbs of a sentence do to the reader, to data, and for whom."""

from __future__ import annotations

import re
from enum import StrEnum

from services.differ.reading.grammar.actors import Actor, actor, is_the_readers
from services.differ.reading.grammar.modality import readers_may
from services.differ.reading.grammar.negation import is_negated
from services.differ.reading.grammar.spans import sentence


class Deed(StrEnum):
    """What a verb does to the reader."""

    INTRUDES = "intrudes"
    PROTECTS = "protects"
    OTHER = "other"


_PROTECTING = re.compile(
    r"(?<!\w)(?:notif|inform|tell|protect|delet|eras|refund|respond|secur|encrypt|anonymi|honou?r|let you|allow you"
    r"|help you|ask (?:for )?you|obtain your|seek your|liable|responsible|(?:provid|giv)\w+ (?:\w+ ){0,4}notice"
    r"|haft(?!\w*ausschl)|verantwortlich|responsables?|benachrichtig|mitteil|schütz|lösch|erstatt|beantwort"
    r"|verschlüssel|einholen|ermöglich|avert|protég|supprim|effac|rembours|répond|chiffr|demander|permett)",
    re.IGNORECASE,
)
_INTRUDING = re.compile(
    r"(?<!\w)(?:shar|disclos|sell|sold|rent|use|using|collect|process|transfer|retain|stor|keep|terminat|suspend|remov"
    r"|chang|modif|amend|charg|increas|monitor|track|combin|train|profil|target|restrict|limit|refus|reject|block"
    r"|assign|scan|read|record|analy[sz]|teil|weitergeb|offenleg|verkauf|nutz|verwend|erheb|verarbeit|übermittel"
    r"|aufbewahr|speicher|künd|beend|sperr|entfern|änder|berechn|erhöh|überwach|trainier|einschränk|ablehn"
    r"|partag|divulg|communiqu|vend|utilis|collect|trait|transfér|conserv|résili|suspend|retir|modifi|factur"
    r"|augment|surveill|entraîn|limit|refus)",
    re.IGNORECASE,
)
_HANDLING = re.compile(
    r"(?<!\w)(?:gather|obtain|acquir|captur|log|deriv|infer|identif|request|requir|ask|includ|contain|view|delet"
    r"|protect|secur"
    r"|sammel|erfass|erhalt|gewinn|ableit|identifizier|anforder|verlang|umfass|enthalt|enthält|lösch|schütz"
    r"|recueill|obten|dédui|identifi|demand|exig|inclu|supprim|protég)",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"(?<!\w)(?:shar|disclos|sell|sold|rent|transfer|transmi|provid(?!er)|pass|send|sent|giv|mak\w+ available|receiv"
    r"|access"
    r"|teil|weiter|offenleg|verkauf|übermitt|übertrag|bereitstell|gegeben|geben|erhalten|zugriff|zugang"
    r"|partag|divulg|communiqu|vend|transm|fourni(?!sseur)|transfér|envoy|donn|reçoiv|reçu|accès|accéd)",
    re.IGNORECASE,
)
_CHOOSING = re.compile(
    r"(?<!\w)(?:choices? (?:about|on|over|regarding|to)|opt(?:ing|ed)?[ -]out|object(?:ing)? to|unsubscribe"
    r"|turn(?:ing)? off|disabl(?:e|ing)|refuse|reject|decline|cho(?:ose|osing) (?:whether|if|how|what|which|not)"
    r"|(?:control|manage|adjust|limit|change)"
    r"(?=[^.;:]{0,60}\b(?:settings?|preferences|choices|how we|whether we|what we|the ads))"
    r"|(?:settings?|preferences) (?:for|about|on|regarding)|your (?:\w+ ){0,3}(?:settings|preferences|choices)"
    r"|widersprechen|widerspruch gegen|abbestellen|deaktivieren|ablehnen|abwählen|abschalten"
    r"|refuser|vous opposer|opposition à|désactiver|vous désabonner|vous désinscrire)(?!\w)",
    re.IGNORECASE,
)
_TAKING_BACK = re.compile(
    r"(?<!\w)(?:revok|terminat|suspend|cancel|limit|widerruf|entzieh|beend|révoqu|retir)\w*(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]")
_DEED_REACH_CHARACTERS = 80


def deed(text: str, place: int) -> Deed:
    """What the first telling verb after `place` does to the reader, looked for in 80 characters of its sentence."""
    _, last = sentence(text, place, place)
    reach = min(last, place + _DEED_REACH_CHARACTERS)
    protecting, intruding = (_first_verb(verbs, text, place, reach) for verbs in (_PROTECTING, _INTRUDING))
    if protecting and (not intruding or protecting.start() <= intruding.start()):
        return Deed.PROTECTS
    return Deed.INTRUDES if intruding else Deed.OTHER


def _first_verb(verbs: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The first of `verbs`; a word with a capital is a noun of German or a name."""
    return next((verb for verb in verbs.finditer(text, start, end) if not _CAPITALISED.match(text, verb.start())), None)


def gives(text: str, place: int) -> bool:
    """Whether the sentence around `place` has a verb of giving, or of getting, something."""
    return _GIVING.search(text, *sentence(text, place, place)) is not None


def handles(text: str, place: int) -> bool:
    """Whether the sentence around `place` has a verb of what is done with data, or with people."""
    start, end = sentence(text, place, place)
    return (
        gives(text, place)
        or _INTRUDING.search(text, start, end) is not None
        or _HANDLING.search(text, start, end) is not None
    )


def is_taken_back(text: str, place: int) -> bool:
    """Whether what is named at `place` is taken back, and not by the reader: `we may revoke your permission`."""
    first, _ = sentence(text, place, place)
    return _TAKING_BACK.search(text, first, place) is not None and not readers_may(text, place)


def is_chosen(text: str, place: int) -> bool:
    """Whether the sentence of `place` says, before it, that readers may refuse: `you can opt out of …`."""
    found = (match for match in _CHOOSING.finditer(text, *sentence(text, place, place)) if match.start() < place)
    return any(actor(text, match.start()) is not Actor.PLATFORM for match in found)


def receives(text: str, start: int, end: int) -> bool:
    """Whether somebody named at `text[start:end]` is given something.

    Whom a reader has or may turn to, or whom the text disclaims, is not.
    """
    if is_the_readers(text, start):
        return False
    return gives(text, start) or (not is_negated(text, start, end) and actor(text, start) is not Actor.READER)
