"""What readers newly must not do or have to pay, and what the platform no longer says that it does for them.

Told over all clauses of a change: what another of its clauses said before, in whatever words, is not new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor, Force
from services.differ.reading.sentences import sentence_spans
from services.differ.reading.texts import plain_of
from services.differ.reading.words import WORD, stem
from services.differ.telling.signal_models import Direction, Signal, SignalKind, gained_or_lost, quoted_beginning

_BAN = re.compile(
    r"\b(?:you|(?:the |all )?(?:users?|members|customers?|subscribers|participants|sellers|hosts|developers))"
    r" (?:(?:also|further|hereby|additionally|therefore) )?"
    r"(?:(?:may|must|shall|will) not|agrees? (?:not to|that you (?:will|shall) not)|undertakes? not to"
    r"|(?:are|is) (?:not (?:permitted|allowed|authori[sz]ed) to|prohibited from|forbidden (?:from|to)))"
    r" (?:\w+ly )?(?!(?:be|have|having|receive|see|get|lose|need|find|know|want|recover|benefit|appear|notice|earn"
    r"|still|qualify|incur|owe|pay|yet|only|apply|expect|agree|like|wish|always|and|or)\b)"
    r"|\b(?:Sie|Nutzer|Kunden|Mitglieder) (?:dürfen|werden) (?:[^.;:]{0,120} )?nicht\b"
    r"|\b(?:ist|wird) (?:es )?(?:Ihnen|Nutzern|Kunden) (?:nicht (?:gestattet|erlaubt)|untersagt|verboten)\b"
    r"|\bvous (?:ne (?:pouvez|devez) pas (?!être|avoir|recevoir)|vous engagez à ne pas|n['’]êtes pas autorisée?s? à)"
    r"|\bil (?:vous )?est interdit\b",
    re.IGNORECASE,
)
_OF_WHO_DISAGREES = re.compile(
    r"(?<!\w)(?:if|unless|wenn|sofern|si) (?:you|sie|vous)\b[^.;]{0,60}(?<!\w)(?:agree|accept\w*|einverstanden)\b"
    r"|(?<!\w)(?:do(?:es)? not|cannot|don't) (?:agree|accept)\b",
    re.IGNORECASE,
)
"""`If you do not agree, you must not use the service`: what terms are, and no ban."""

_FEE = re.compile(
    r"\b(?:we|wir|nous)(?: (?:may|will|shall|can|also|reserve the right to|dürfen|können|werden|pouvons))*"
    r" (?:charge|impose|levy|erheben|berechnen|facturons|facturer)\b[^.;:]{0,60}"
    r"\b(?:fees?|charges?|surcharges?|commissions?|gebühr\w*|entgelt\w*|frais)\b"
    r"|\b(?:fees?|surcharges?|commissions?) (?:of (?:up to )?[$€£\d][^.;:]{0,80} |[^.;:]{0,40} )?"
    r"(?:(?:will|may|shall|also) )*(?:appl(?:y|ies)|be (?:charged|deducted|imposed|added))\b"
    r"|\byou (?:will|must|shall|agree to|are required to) pay (?:us )?(?:an?|additional)\b[^.;:]{0,40}"
    r"\b(?:fees?|surcharges?|commissions?)\b"
    r"|\b(?:gebühr|entgelt|kosten)\w* (?:von|in höhe von)\b[^.;:]{0,60}\b(?:fällt|fallen|berechnet|erhoben)\b"
    r"|\bfrais\b[^.;:]{0,60}\b(?:s['’]appliqu\w+|seront facturés|sont facturés)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:carriers?|banks?|issuers?|internet|mobile|data|network|third[- ]part\w+|operators?|telecom\w*"
    r"|(?:payment |service )?providers?|processors?)\b"
    r"[^.;]{0,60}\b(?:fees?|charges?|rates?)\b|\b(?:fees?|charges?) (?:from|by|of) (?:your|any|a|the|third)\b",
    re.IGNORECASE,
)
"""A fee that somebody else takes."""


class _Deed(NamedTuple):
    """What a platform does for readers: words that promise it, and any that may still say that it is done."""

    name: str
    promised: re.Pattern[str]
    said: re.Pattern[str]


def _deed(name: str, promised: str, also_said: str) -> _Deed:
    any_of_them = rf"\b(?:{promised}|{also_said})"
    return _Deed(name, re.compile(rf"\b(?:{promised})", re.IGNORECASE), re.compile(any_of_them, re.IGNORECASE))


_DATA = (
    r"(?:data|information|recordings?|logs?|history|profile|messages|photos|(?:\w*daten|informationen|aufnahmen)"
    r"|données|informations|enregistrements)\b"
)
_DEEDS = (
    _deed(
        "tell readers",
        r"(?:notif|inform|alert|email|e-mail|tell)\w*(?: \w+){0,2}? (?:you|your|users|customers|members)\b"
        r"|(?:giv|provid|send)\w* (?:you )?(?:\w+ ){0,4}notice\b"
        r"|(?:sie|ihnen|nutzer|kunden)\b[^.;:]{0,80}\b(?:benachrichtig|informier|unterricht|mitteil)\w*"
        r"|vous (?:inform|avert|préven|préviendr|notif)\w*",
        r"noti(?:ce|f)\w*|inform(?:ed|ing|s)?\b|(?:in advance|advance notice|beforehand)\b|mitgeteilt"
        r"|teilen\b[^.;:]{0,60}\bmit\b"
        r"|(?:benachrichtig|informier|mitteil|mitzuteil|unterricht|ankündig|angekündigt)\w*"
        r"|préavis|(?:avert|préven|notif|inform)\w*"
        r"|(?:alert|email|e-mail|tell|let|contact)\w* you\b",
    ),
    _deed(
        "delete data",
        rf"(?:delet|eras)\w* [^.;:]{{0,50}}{_DATA}|{_DATA}[^.;:]{{0,50}}\blöschen\b"
        rf"|(?:supprim|effac)\w* [^.;:]{{0,50}}{_DATA}",
        r"delet|eras|destroy|destruct|purg|remov|anonymi[sz]|de-identif|lösch|gelöscht|supprim|effac|détrui",
    ),
    _deed(
        "refund",
        r"(?:refund|reimburs|erstatt|rückerstatt|zurückerstatt|zurückzahl|rembours)",
        r"money back|credit|return|zurück|avoir",
    ),
    _deed(
        "answer",
        r"(?:respond|reply) to (?:you|any|all|each)|answer (?:you|any|all)|beantwort|répond\w* à (?:votre|vos|toute)",
        r"respon[ds]|answer|repl[yi]|act on|process|handle|compl[yi]|antwort|répon[ds]|trait",
    ),
)
_PRESENT = re.compile(r"\b(?:we|wir|nous)(?: (?:also|always|then|auch|immer|vous))* ", re.IGNORECASE)
_FUTURE = re.compile(r"\bnous (?:vous )?(?=\w+rons\b)", re.IGNORECASE)
_LONGEST_WAY_TO_ITS_VERB = 70
_BAN_SAID, _FEE_SAID = "ban", "fee"
_LEAST_SHARED_WORDS = 0.6
_LEAST_KEPT_WORDS = 0.75
_FEWEST_KEPT_WORDS = 4
_SHORTEST_WORD = 4
_MOST_COMPARED = 300
_MOST_TRIED = 200
"""Of a passage's verbs and modal verbs: what has more is not known to have lost a promise."""

_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class _Burden:
    """A sentence that burdens readers, with its words of four letters and more, as stems; from `turn` on it does so."""

    what: str
    start: int
    turn: int
    end: int
    words: frozenset[str]

    def is_said_in(self, others: Iterable[Set[str]]) -> bool:
        """Whether one of `others` has most of its words."""
        return any(len(self.words & other) >= _LEAST_SHARED_WORDS * len(self.words) for other in others)


class Burdens:
    """Those of all clauses of a change: what one clause says no more and another says now is not new."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        before, after = (list(dict.fromkeys(texts)) for texts in zip(*pairs, strict=True)) if pairs else ([], [])
        self._older, self._newer = ({text: tuple(_burdens(text)) for text in texts} for texts in (before, after))
        self._said_before, self._said_after = ([_stems(plain_of(text)) for text in texts] for texts in (before, after))
        self._is_counted = sum(map(len, chain(self._older.values(), self._newer.values()))) <= _MOST_COMPARED
        self._come = {deed for deed in _DEEDS for pair in pairs if _says(deed, pair[1]) and not _says(deed, pair[0])}

    def signals(self, before: str, after: str) -> Iterator[Signal]:
        """The bans and fees that a clause newly has, or no longer where it goes on, and what it promises no more."""
        if self._is_counted:
            for one in self._newer[after]:
                if not one.is_said_in(self._said_before):
                    yield _signal(after, one, before, self._older[before], is_gained=True)
            for one in self._older[before] if after else ():
                if not one.is_said_in(self._said_after):
                    yield _signal(before, one, after, self._newer[after], is_gained=False)
        for deed in _DEEDS if before and after else ():
            if deed not in self._come and (place := _promised(deed, before)) is not None and not _says(deed, after):
                yield _promise_lost(before, deed, place)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text.lower()) if len(word) >= _SHORTEST_WORD)


def _burdens(text: str) -> Iterator[_Burden]:
    plain = plain_of(text)
    for start, end in sentence_spans(plain):
        if (ban := _BAN.search(plain, start, end)) and not _OF_WHO_DISAGREES.search(plain, start, end):
            yield _Burden(
                _BAN_SAID, start, ban.start(), end, _stems(plain[ban.end() : end]) or _stems(plain[start:end])
            )
        elif (
            (fee := _FEE.search(plain, start, end))
            and not _OF_OTHERS.search(plain, start, end)
            and not grammar.negators(plain, start, fee.end())
        ):
            yield _Burden(_FEE_SAID, start, start, end, _stems(plain[start:end]))


def _promised(deed: _Deed, text: str) -> int | None:
    """Where a passage says that the platform does something for readers, as a duty or as what it does."""
    plain = plain_of(text)
    if not deed.promised.search(plain):
        return None
    for modal in grammar.modals(plain)[:_MOST_TRIED]:
        is_bound = modal.force in (Force.WILL, Force.MUST) and grammar.actor(plain, modal.start) is Actor.PLATFORM
        reach = min(grammar.sentence(plain, modal.end, modal.end)[1], modal.end + _LONGEST_WAY_TO_ITS_VERB)
        if (
            is_bound
            and grammar.is_subject(plain, modal.start)
            and deed.promised.search(plain, modal.end, reach)
            and not grammar.negators(plain, modal.end, reach)
        ):
            return modal.start
    stated = (one for words in (_PRESENT, _FUTURE) for one in words.finditer(plain))
    return next((one.start() for one in stated if deed.promised.match(plain, one.end())), None)


def _says(deed: _Deed, text: str) -> bool:
    """Whether a passage may still say that something is done: by a word of it that no `may` rules."""
    plain = plain_of(text)
    modals = grammar.modals(plain) if deed.said.search(plain) else []
    for number, found in enumerate(deed.said.finditer(plain)):
        if number == _MOST_TRIED:
            return True
        first, _ = grammar.sentence(plain, found.start(), found.start())
        ruling = [modal for modal in modals if first <= modal.start <= found.start()]
        if not ruling or ruling[-1].force is not Force.MAY:
            return True
    return False


def _signal(text: str, one: _Burden, other_text: str, others: Iterable[_Burden], *, is_gained: bool) -> Signal:
    words = quoted_beginning(text, _beginning(text, one, other_text), one.end, _LONGEST_QUOTE)
    is_fee = one.what == _FEE_SAID
    told = "something to pay" if is_fee else "what readers must not do"
    if any(other.what == one.what and other.is_said_in([one.words]) for other in others):
        became = "more" if is_gained else "less"
    else:
        became = "now said" if is_gained else "no longer said"
    kind, what = SignalKind.AMOUNT if is_fee else SignalKind.NEGATION, f"{one.what}_{'gained' if is_gained else 'lost'}"
    because = f"{told} is {became} (“{words.text}”)"
    return gained_or_lost(kind, what, words, Direction.WORSE, because, is_gained=is_gained)


def _beginning(text: str, one: _Burden, other: str) -> int:
    """Where the words begin that burden readers: behind what the other wording says too before them."""
    said = _stems(text[one.start : one.turn])
    is_said_there = len(said & _stems(plain_of(other))) >= _LEAST_KEPT_WORDS * len(said) > 0
    return one.turn if is_said_there and len(said) >= _FEWEST_KEPT_WORDS else one.start


def _promise_lost(text: str, deed: _Deed, place: int) -> Signal:
    words = quoted_beginning(text, *grammar.sentence(text, place, place + 1), _LONGEST_QUOTE)
    because = f"that the platform will {deed.name} is no longer said (“{words.text}”)"
    return Signal(SignalKind.MODALITY, "promise_lost", words, None, Direction.WORSE, because)
