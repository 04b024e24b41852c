"""What part something named has in its sentence: denied, banned for readers, a source of data, or whom a rule is for.

That a word stands somewhere says nothing of that: `we do not collect photos`, `do not post photos`, `photos from
advertisers`, `if you live in China`. Read by position and by closed phrases in English, German and French.
"""

from __future__ import annotations

import re
from itertools import islice

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor, Negator
from services.differ.reading.texts import plain_of

_DENIES_NO_DEED = re.compile(
    r"(?:not|no|nicht)\s+(?:only|just|necessarily|necessary|always|later|less|more|fewer|matter|nur|später)(?!\w)"
    r"|(?:without|ohne|sans)\s+(?!(?:\w+ly\s+)?(?:shar|disclos|sell|us|collect|process|transfer|retain|stor|keep|combin"
    r"|profil|scan|read|record)\w*ing(?!\w))",
    re.IGNORECASE,
)
_TRACK_SIGNAL = "Not Track"
_REQUIRES_OF_READERS = re.compile(r"\s+(?:require|ask)\s+(?:you|users|members|customers)(?!\w)", re.IGNORECASE)
_ENDS_A_DENIAL = re.compile(
    r"(?<!\w)(?:but|however|instead|because|unless|except|aber|sondern|jedoch|weil|außer|mais|cependant|parce|sauf)(?!\w)"
    r"|[,;]\s+(?:(?:and|so|then|und|et)\s+)?(?:we|you|they|it|wir|sie|nous|vous|ils)(?:['’]\w+)?\s",
    re.IGNORECASE,
)
_PROVIDED = re.compile(r"(?<!\w)(?:without|ohne|sans)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_LONGEST_PROVISO = 60
_ASIDE = re.compile(r"\W*(?:however|jedoch|cependant)(?!\w)", re.IGNORECASE)
_IMPERATIVE = re.compile(
    r"[\s*•·–-]*(?:\(?\w{1,3}[.)]\s+)?(?:please\s+|bitte\s+)?(?:(?:do\s+)?not|don['’]t|never|(?:ne\s+|n['’])\w+ez\s+pas)"
    r"(?!\w)",
    re.IGNORECASE,
)
_BINDING = re.compile(
    r"(?<!\w)(?:must|may|shall|should|will|can|agrees?(?:\s+to)?|darf|dürfen|darfst)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_BINDING_NEGATOR = re.compile(r"cannot|(?:must|may|shall|can|should|won)n?['’]t", re.IGNORECASE)

_NAMED_BEFORE = r"(?:[\w’'&-]+[\s,;/()]+)"
_FROM = re.compile(
    rf"(?<!\w)(?:from|auprès (?:de|d['’])|provenant (?:de|d['’]))[\s(]*"
    rf"(?:(?!(?:to|with|for|by|aux?|avec|us|we|you|it|may|can|will|is|are|that|which|who|nous|vous|qui)\W){_NAMED_BEFORE}){{0,8}}$",
    re.IGNORECASE,
)
_PROTECTED = re.compile(
    r"(?<!\w)(?:protect\w*|defend\w*|harm(?:ing)?(?: to)?|safety of|rights(?:[^.;:]{0,40}) of|schütz\w+|schutz"
    r"|proté\w+)(?!\w)(?:(?!(?<!\w)(?:shar|disclos|provid|transfer|sell|sold|send|giv|(?:with|an|mit|à|aux?|avec)(?!\w)))[^.;:])*$",
    re.IGNORECASE,
)
"""Whom something is done for, not given: `to protect us or any third party from harm`."""

_REACH_OF_PROTECTION = 160
_OWNED = re.compile(
    r"(?<!\w)(?:services?|sites?|websites?|apps?|platforms?|pages?|content|data|information|activity)\s+of\s+"
    r"(?:(?:our|the|these|such|other|third-party)\s+)*$"
    r"|(?<!\w)(?:sign(?:ing|ed)?[ -]up|regist\w+|becom\w+)\s+(?:as\s+)?(?:an?\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OWNING = re.compile(r"(?:s?['’]|['’]s)\s+\w", re.IGNORECASE)
_IN_A_CONDITION = re.compile(
    r"(?<!\w)(?:if|when|where|wenn|falls|si|lorsque|lorsqu['’])\s*(?:(?:an?|the|our|any|some|ein|eine|un|une|des)\s+)?"
    r"(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_CONTRIBUTES = re.compile(
    r"\w*\s+(?:install|incorporat|integrat|embed|upload|send|provid|suppl|intègr|installe)\w*", re.IGNORECASE
)

_PLACES_BEFORE = (
    r"(?:(?:the|and|or|und|oder|et|ou|der|die|den|dem|la|le|les|both|either|[A-ZÀ-Þ][\w.’'-]*)[\s,/&(]+){0,16}$"
)
_LIVING = re.compile(
    r"(?<!\w)(?:(?:reside|resides|residing|resident|live|lives|living|domiciled)\s+"
    r"(?:in|within|of|outside(?:\s+of)?)"
    r"|(?:[Yy]ou|[Uu]sers?|[Cc]onsumers?|[Cc]ustomers?|[Mm]embers?|[Pp]eople|[Ii]ndividuals|[Rr]esidents|[Ii]f)\s+"
    r"(?:(?:who|that)\s+)?(?:(?:are|is|were|access\s+\w+\s+\w+)\s+)?(?:(?:located|based|established|a\s+\w+)\s+)?"
    r"(?:in|of|within|from|outside(?:\s+of)?)"
    r"|country\s+of\s+residence\s+(?:or\s+establishment\s+)?is"
    r"|(?:Nutzer(?:innen)?|Kunden|Verbraucher|Einwohner|Personen|Sie|Wohnsitz)\s+(?:(?:sich|Ihren\s+Wohnsitz)\s+)?"
    r"(?:in|aus|von|außerhalb)"
    r"|(?:résid\w+|habite[zr]|vive[zr]|utilisateurs|consommateurs|vous\s+(?:êtes|vous\s+trouvez))\s+"
    r"(?:situés?\s+)?(?:en|au|aux|dans|de|hors(?:\s+de)?))[\s(]+" + _PLACES_BEFORE
)
_PEOPLE = re.compile(
    r"(?:[\s,/&]+(?:and(?!\w)|or(?!\w)|[A-ZÀ-Þ]\w*)){0,8}"
    r"[\s,/&]+(?:[Rr]esidents?|[Uu]sers|[Cc]onsumers|[Cc]ustomers|[Mm]embers)(?!\w|\s+[A-ZÀ-Þ])"
)

_RIGHT = re.compile(
    r"(?<!reserve the )(?<!reserves the )\brights? (?:to|of) (?:request|opt|object|limit|know|access|delet|correct"
    r"|restrict|withdraw|ask|not be|have|be informed|obtain|contest|challenge|seek|human)"
    r"|\brights? (?:related|relating|with respect|with regard|in relation) to\b"
    r"|\brecht auf\b|\brecht,|\bdroit (?:de|d'|à)\b",
    re.IGNORECASE,
)
"""What readers have a right to or against."""
_DONE_WITH_DATA = re.compile(
    r"(?<!\w)(?:collect|gather|obtain|receiv|process|stor(?:e|es|ed|ing)(?!\w)|retain|keep|kept|shar|disclos|transfer|transmit"
    r"|sell|sold|record|log(?:s|ged|ging)?(?!\w)|scan|analy[sz]|access|us(?:e|es|ed|ing)(?!\w)|track|combin|train"
    r"|erheb|erhob|erfass|sammel|verarbeit|speicher|aufbewahr|weitergeb|teil(?:en|t)(?!\w)|offenleg|übermittel|nutz"
    r"|verwend|recueill|collect|trait(?:e|ons|ez|er|é)|conserv|stock|partag|divulgu|transf|utilis)\w*",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?<!\w)(?:is|are|was|were|be|been|being|wird|werden|wurden?|est|sont|être)\s+(?:\w+\s+){0,2}$", re.I
)
_MOST_WORDS_OF_A_NAME = 4
_MOST_NEGATORS, _MOST_VERBS = 8, 16
"""How many are looked at in a sentence, of which there may be any number in one that goes on without a stop."""


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the platform says of what is named at `text[start:end]` that it does not do something with it.

    A ban or a condition of readers, a permission that is no duty, and a clause after the denial deny nothing.
    """
    return any(
        grammar.actor(text, negator.start) is not Actor.READER
        and not _is_imperative(text, negator)
        and not grammar.is_of_a_condition(text, negator.start)
        for negator in _governing(text, start, end)
    )


def is_banned(text: str, start: int, end: int) -> bool:
    """Whether readers are told not to do something with what is named: `do not post photos`, `you may not sell`."""
    return any(
        _is_imperative(text, negator)
        or (grammar.is_subject(text, negator.start) and _binds(text, negator) and _is_of_readers(text, negator))
        for negator in _governing(text, start, end)
    )


def is_ruled_out(text: str, start: int, end: int) -> bool:
    """Whether a negation of anybody governs what is named, and not as what has to be there: `without your consent`."""
    if _PROVIDED.search(text[max(0, start - _LONGEST_PROVISO) : start]):
        return False
    return grammar.is_prefixed(text, start) or any(
        not grammar.is_of_a_condition(text, negator.start) for negator in _governing(text, start, end)
    )


def is_of_a_right(text: str, start: int, end: int) -> bool:
    """Whether what is named at `text[start:end]` is what readers have a right to or against: nobody does it by that."""
    first, _ = grammar.sentence(text, start, end)
    return _RIGHT.search(plain_of(text), first, end) is not None


def is_a_source(text: str, start: int, end: int) -> bool:
    """Whether somebody named gives or has data, or is protected, and gets none.

    So in `got from advertisers`, `the advertiser's site` and `to protect third parties`.
    """
    first, _ = grammar.sentence(text, start, end)
    before = text[first:start]
    is_contributing = _IN_A_CONDITION.search(before) is not None and _CONTRIBUTES.match(text, end) is not None
    is_protected = _PROTECTED.search(before[-_REACH_OF_PROTECTION:]) is not None
    is_told_before = is_protected or any(pattern.search(before) for pattern in (_FROM, _OWNED))
    return is_contributing or is_told_before or _OWNING.match(text, end) is not None


def whom_it_is_for(text: str, start: int, end: int) -> str:
    """`in` or `outside` where a place is that of people to whom something applies, and empty elsewhere."""
    first, _ = grammar.sentence(text, start, end)
    living = _LIVING.search(text[first:start])
    if living:
        is_outside = any(word in living.group().lower().split() for word in ("outside", "außerhalb", "hors"))
        return "outside" if is_outside else "in"
    return "in" if _PEOPLE.match(text, end) else ""


def is_handled(text: str, start: int, end: int) -> bool:
    """Whether the sentence of something named says that the platform collects, uses, keeps or shares something."""
    first, last = grammar.sentence(text, start, end)
    for verb in islice(_DONE_WITH_DATA.finditer(text, first, last), _MOST_VERBS):
        who = grammar.actor(text, verb.start())
        is_early = len(text[first : verb.start()].split()) <= _MOST_WORDS_OF_A_NAME
        is_passive = _PASSIVE.search(text, first, verb.start()) is not None
        if who is Actor.PLATFORM or (who is Actor.UNKNOWN and (is_early or is_passive)):
            return True
    return False


def _governing(text: str, start: int, end: int) -> list[Negator]:
    """The negations before something named that reach it, in its sentence."""
    first, _ = grammar.sentence(text, start, end)
    return [
        negator
        for negator in grammar.negators(text, first, start)[-_MOST_NEGATORS:]
        if _denies(text, negator) and _reaches(text[negator.end : start])
    ]


def _denies(text: str, negator: Negator) -> bool:
    if _REQUIRES_OF_READERS.match(text, negator.end):
        return True
    if text.startswith(_TRACK_SIGNAL, negator.start) or _DENIES_NO_DEED.match(text, negator.start):
        return False
    return not grammar.denies_nothing(text, negator)


def _reaches(between: str) -> bool:
    aside = _ASIDE.match(between)
    is_ended = _ENDS_A_DENIAL.search(between, aside.end() if aside else 0) is not None
    return not is_ended and between.count(")") <= between.count("(")


def _is_imperative(text: str, negator: Negator) -> bool:
    first, _ = grammar.sentence(text, negator.start, negator.end)
    imperative = _IMPERATIVE.match(text, first)
    return imperative is not None and negator.start < imperative.end()


def _is_of_readers(text: str, negator: Negator) -> bool:
    return grammar.actor(text, negator.start) is Actor.READER


def _binds(text: str, negator: Negator) -> bool:
    first, _ = grammar.sentence(text, negator.start, negator.end)
    is_modal = _BINDING_NEGATOR.fullmatch(text, negator.start, negator.end) is not None
    return is_modal or _BINDING.search(text, first, negator.start) is not None
