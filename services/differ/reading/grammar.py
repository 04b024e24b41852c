"""Who does what in a sentence, in English, German and French: subjects, modal verbs, negation and what a verb does.

Small closed word classes, read by position: no parser, and the same answer for the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Actor(StrEnum):
    """Who a clause speaks of."""

    PLATFORM = "platform"
    READER = "reader"
    UNKNOWN = "unknown"


class Deed(StrEnum):
    """What a verb does to the reader."""

    INTRUDES = "intrudes"
    PROTECTS = "protects"
    OTHER = "other"


class Force(StrEnum):
    """How much a modal verb binds; `RANK` orders them."""

    MAY = "may"
    SHOULD = "should"
    WILL = "will"
    MUST = "must"


RANK = {Force.MAY: 0, Force.SHOULD: 1, Force.WILL: 2, Force.MUST: 3}


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal verb of a text, `text[start:end]`."""

    force: Force
    start: int
    end: int


class Negator(NamedTuple):
    """A word of negation, `text[start:end]`."""

    start: int
    end: int


_MODALS = re.compile(
    r"(?<!\w)(?:(?P<may>may|might|can|could|kann|können|könnte|könnten|darf|dürfen|kannst|darfst|peut|peuvent"
    r"|pouvons|pouvez|pourra|pourront|pourrait|pourrons|pourrez)"
    r"|(?P<should>should|sollte|sollten|solltest|devrait|devraient|devriez)"
    r"|(?P<will>will|would|wird|werden|wirst|allons|sera|serons|seront|ferons)"
    r"|(?P<must>must|shall|are required to|is required to|agree to|muss|müssen|musst|verpflichte\w*|sind verpflichtet"
    r"|doit|doivent|devez|devons|êtes tenus?|sommes tenus?|vous engagez))(?!\w)",
    re.IGNORECASE,
)
_NEGATORS = re.compile(
    r"(?<!\w)(?:not|no|never|none|neither|nor|without|cannot|(?:do|does|did|is|are|was|were|will|would|can|could|should"
    r"|must|may|shall|won|don|doesn|isn|aren|can)n?['’]t"
    r"|dont|doesnt|didnt|isnt|arent|wasnt|werent|wont|cant|couldnt|wouldnt|shouldnt"
    r"|nicht|nie|niemals|kein|keine|keinen|keinem|keiner|keines|weder|ohne"
    r"|ne|pas|jamais|aucun|aucune|ni|sans)(?!\w)",
    re.IGNORECASE,
)
_ACTORS = re.compile(
    r"(?<!\w)(?:(?P<platform>we|We|WE|us|our (?:service providers|affiliates|partners)|wir|Wir|WIR|uns|nous|Nous|NOUS)"
    r"|(?P<reader>you|You|YOU|the user|users|members|customers|Sie|SIE|du|Du|Nutzer|Kunden|vous|Vous|VOUS"
    r"|(?:the )?[Cc]ustomer(?!['’]|\s+(?:[A-Z]|data|content|information|accounts?|support|service))"
    r"|l['’]utilisateur|les utilisateurs))(?!\w)"
)
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
_OF_THE_READER = re.compile(
    r"(?<!\w)(?:[Yy]our|[Ii]hr|Ihr(?:e[mnrs]?)?|[Dd]ein(?:e[mnrs]?)?|[Vv]otre|[Vv]os"
    r"|(?:[Cc]ustomer|[Uu]ser|[Cc]lient|[Mm]ember)(?:['’]s|s['’]))"
    r"(?:\s+(?!(?:with|to|by|from|for|and|or|among|mit|an|von|für|und|oder|avec|à|aux?|par|pour|et|ou)\s)[\w-]+){0,2}\s+$"
)
_LIMIT = re.compile(
    r"(?<!\w)(?:(?<!not )(?:limited|restricted|confined) to|only|solely|exclusively"
    r"|(?<!nicht )beschränkt auf|nur|ausschließlich|lediglich"
    r"|(?:limitée?s?|réservée?s?|restreinte?s?) (?:à|aux?)|seule?s|seulement|uniquement|exclusivement)(?!\w)",
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
_OPEN_LIST = re.compile(
    r"(?<!\w)(?:not (?:be )?limited to|without limitation|nicht (?:abschlie(?:ß|ss|s)end|beschr[äa]nkt auf)"
    r"|sans (?:s['’]y limiter|limitation))(?!\w)",
    re.IGNORECASE,
)
"""As it stands, or with its accents folded."""
_EXCEPTION = re.compile(
    r"(?<!\w)(?:except|unless|other than|außer|es sei denn|sofern nicht|sauf|excepté|à moins)(?!\w)", re.IGNORECASE
)
_MOST_WORDS_BEFORE_AN_EXCEPTION = 3
_NEXT_EXCEPTION = re.compile(r"\s*(?:[,;(]|(?:or|and|oder|und|ou|et)(?!\w))", re.IGNORECASE)
_ENDS_AN_EXCEPTION = re.compile(r"(?:[,;)]|(?<!\w)(?:or|and|oder|und|ou|et))\s*$", re.IGNORECASE)
_NON = re.compile(r"(?<!\w)(?:non|nicht)[-‐‑ ]\s*$", re.IGNORECASE)
_LONGEST_NON = 8
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]")
_CONDITION = re.compile(
    r"(?<!\w)(?:if|where|when|unless|wenn|falls|sofern|si|lorsque)(?!\w)[^,.;:]{0,40}$", re.IGNORECASE
)
_READER_MAY = re.compile(
    r"(?<!\w)(?:you|customer|users|members|sie|du|nutzer|kunden|vous)\s+(?:may|can|kannst|können|pouvez"
    r"|(?:have|reserve) the right|are (?:entitled|free)|haben das recht|hast das recht|avez le droit)(?!\w)[^.;:]*$"
    r"|(?<!\w)(?:können|kannst|pouvez)\s+(?:sie|du|vous)(?!\w)[^.;:]*$",
    re.IGNORECASE,
)
_ACTING_PLATFORM = re.compile(
    r"(?<!\w)(?:we|our (?:service providers|affiliates|partners)|wir|nous)(?!\w)", re.IGNORECASE
)
_NO_DEED_DENIED = re.compile(
    r"\W*(?:\w+\W+){0,2}?(?:restrict|limit|prevent|prohibit|preclud|forbid|oblig|requir|guarant|warrant"
    r"|affect|appl(?:y|ies)|mean(?!\w)|means|stop"
    r"|hinder|verhinder|beschränk|einschränk|verpflicht|gewährleist|empêch|interdi|restrei|tenue?s?\b|garanti"
    r"|berühr|gilt|gelten|affect|appliqu)",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_SUBJECT = 2
_FINITE = re.compile(r"(?<!\w)(?:have|had|has|are|were|do|did|haben|hattest|hast|avez)(?!\w)", re.IGNORECASE)
_LIFTED_LIMIT = re.compile(
    r"(?:without|no|ohne|sans)\s+(?:any\s+|further\s+|other\s+|jede\s+|jegliche\s+|aucune\s+)?"
    r"(?:restrictions?|limits?|limitations?|einschränkung(?:en)?|beschränkung(?:en)?|restrictions?|limitations?)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_POSSESSIVE_CHARACTERS = 60
_SENTENCE_START = re.compile(r"[.!?;:。]\s+|\n")
_DEED_REACH_CHARACTERS = 80


def modals(text: str) -> list[Modal]:
    """The modal verbs of `text`, in order."""
    return [
        Modal(Force(str(match.lastgroup)), match.start(), match.end())
        for match in _MODALS.finditer(text)
        if match.lastgroup
    ]


def negators(text: str, start: int = 0, end: int | None = None) -> list[Negator]:
    """The words of negation of `text`, or of `text[start:end]`, in order."""
    last = len(text) if end is None else end
    return [Negator(match.start(), match.end()) for match in _NEGATORS.finditer(text, start, last)]


def denies_nothing(text: str, negator: Negator) -> bool:
    """Whether a negation denies no deed, but a duty or a limit, or that a list ends.

    `We are not obliged to`, `does not restrict`, `not limited to`.
    """
    is_open_list = _OPEN_LIST.match(text, negator.start) is not None
    return is_open_list or _NO_DEED_DENIED.match(text, negator.end) is not None


def is_excepted_from(text: str, place: int) -> bool:
    """Whether the sentence of `place` makes an exception after it: `unless you give us your permission`."""
    _, last = sentence(text, place, place)
    return _EXCEPTION.search(text, place, last) is not None


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or list line, of `text` around `text[start:end]`, as offsets."""
    first, last = 0, len(text)
    for match in _SENTENCE_START.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start() + 1
            break
    return first, last


def actor(text: str, place: int) -> Actor:
    """Who acts at `place`: the last subject named before it in its sentence, unknown where none is."""
    last = _last_actor(text, place)
    return Actor(str(last.lastgroup)) if last else Actor.UNKNOWN


def _last_actor(text: str, place: int) -> re.Match[str] | None:
    """The last subject that a sentence names before `place`."""
    first, _ = sentence(text, place, place)
    *_, last = [None, *_ACTORS.finditer(text, first, place)]
    return last


def is_subject(text: str, place: int) -> bool:
    """Whether the last actor named before `place` is the subject of the verb there: `you also must`.

    What readers have done is somebody else's subject: `information that you have shared will stay`.
    """
    last = _last_actor(text, place)
    between = text[last.end() : place] if last else ""
    return last is not None and len(between.split()) <= _MOST_WORDS_OF_A_SUBJECT and _FINITE.search(between) is None


def names_an_actor(text: str) -> bool:
    """Whether `text` names the platform or the reader."""
    return _ACTORS.search(text) is not None


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


def names_the_platform(text: str) -> bool:
    """Whether `text` names the platform by a pronoun."""
    return any(match.lastgroup == Actor.PLATFORM for match in _ACTORS.finditer(text))


def binds_readers(text: str, place: int) -> bool:
    """Whether the sentence of `place` says, before it, what readers have to do."""
    first, _ = sentence(text, place, place)
    return any(
        modal.force is Force.MUST and actor(text, modal.start) is Actor.READER
        for modal in modals(text)
        if first <= modal.start < place
    )


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


def is_the_readers(text: str, place: int) -> bool:
    """Whether what is named at `place` is the reader's own: `your new service provider`."""
    first, _ = sentence(text, place, place)
    return _OF_THE_READER.search(text, max(first, place - _LONGEST_POSSESSIVE_CHARACTERS), place) is not None


def is_limited(text: str, place: int) -> bool:
    """Whether the sentence of `place` limits, before it, whom or what it is about: `access is limited to …`."""
    first, _ = sentence(text, place, place)
    return _LIMIT.search(text, first, place) is not None


def is_restrained(said: str) -> bool:
    """Whether a sentence limits or denies something: `we access it only to help you`."""
    return _LIMIT.search(said) is not None or any(not denies_nothing(said, negator) for negator in negators(said))


def is_taken_back(text: str, place: int) -> bool:
    """Whether what is named at `place` is taken back, and not by the reader: `we may revoke your permission`."""
    first, _ = sentence(text, place, place)
    return _TAKING_BACK.search(text, first, place) is not None and not readers_may(text, place)


def is_chosen(text: str, place: int) -> bool:
    """Whether the sentence of `place` says, before it, that readers may refuse: `you can opt out of …`."""
    found = (match for match in _CHOOSING.finditer(text, *sentence(text, place, place)) if match.start() < place)
    return any(actor(text, match.start()) is not Actor.PLATFORM for match in found)


def excepts(text: str, place: int) -> bool:
    """Whether `place` stands after the `except` of a sentence that says what the platform does not do with data."""
    first, _ = sentence(text, place, place)
    exception = next(_EXCEPTION.finditer(text, first, place), None)
    if exception is None:
        return False
    between = text[exception.end() : place]
    if len(between.split()) > _MOST_WORDS_BEFORE_AN_EXCEPTION and not (
        _NEXT_EXCEPTION.match(text, place) or _ENDS_AN_EXCEPTION.search(between)
    ):
        return False
    denials = list(_NEGATORS.finditer(text, first, exception.start()))
    return any(
        actor(text, match.start()) is not Actor.READER and deed(text, match.end()) is Deed.INTRUDES for match in denials
    )


def exceptions(text: str) -> int:
    """How many words of `text` make an exception."""
    return len(_EXCEPTION.findall(text))


def is_of_a_condition(text: str, place: int) -> bool:
    """Whether `place` stands in the condition of a sentence: `if you are not a consumer, …`."""
    first, _ = sentence(text, place, place)
    return _CONDITION.search(text[first:place]) is not None


def readers_may(text: str, place: int) -> bool:
    """Whether the sentence of `place` says, before it, what readers may do."""
    first, _ = sentence(text, place, place)
    return _READER_MAY.search(text[first:place]) is not None


def is_done_by_readers(text: str, place: int) -> bool:
    """Whether what is done at `place` is what readers may do, whomever they do it to: `you can ask us to delete it`."""
    first, _ = sentence(text, place, place)
    allowed = _READER_MAY.search(text[first:place])
    return allowed is not None and _ACTING_PLATFORM.search(text, first + allowed.start(), place) is None


def end_of_lifted_limit(text: str, negator: Negator) -> int | None:
    """Where the words end that say that something has no limit, `without restriction`; None for another negation."""
    lifted = _LIFTED_LIMIT.match(text, negator.start)
    return lifted.end() if lifted else None


def receives(text: str, start: int, end: int) -> bool:
    """Whether somebody named at `text[start:end]` is given something.

    Whom a reader has or may turn to, or whom the text disclaims, is not.
    """
    if is_the_readers(text, start):
        return False
    return gives(text, start) or (not is_negated(text, start, end) and actor(text, start) is not Actor.READER)


def without_open_lists(text: str) -> str:
    """`text`, of the same length, without the words that say that a list is open: they deny and limit nothing."""
    return _OPEN_LIST.sub(lambda found: " " * len(found.group()), text)


def is_negated(text: str, start: int, end: int) -> bool:
    """Whether the sentence of `text[start:end]` has a negation before it, or it a prefix of one: `non-refundable`.

    That of an open list negates nothing.
    """
    first, _ = sentence(text, start, end)
    return is_prefixed(text, start) or any(
        _OPEN_LIST.match(text, match.start()) is None for match in _NEGATORS.finditer(text, first, start)
    )


def is_prefixed(text: str, place: int) -> bool:
    """Whether a word at `place` has a prefix of negation: `non-refundable`."""
    first, _ = sentence(text, place, place)
    return _NON.search(text, max(first, place - _LONGEST_NON), place) is not None
