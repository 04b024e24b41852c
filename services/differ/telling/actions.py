"""What readers can do about a change: first what its newer text itself names, then what helps with what came.

Nothing is said that the change takes away or that its words do not bear out, nor of what asks nothing of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from services.differ.align import ChangeKind
from services.differ.reading import grammar
from services.differ.reading.controls import Control, controls
from services.differ.reading.grammar import Actor
from services.differ.reading.sentences import sentence_spans
from services.differ.taxonomy.signal_words import SignalWords
from services.differ.telling.forms import Form
from services.differ.telling.offers import READERS_MAY, is_offered
from services.differ.telling.parties import PARTY_TYPE
from services.differ.telling.places import addresses
from services.differ.telling.quotes import quote_around
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.signal_models import Direction, SignalKind
from services.differ.telling.statements import only_opens, only_points_elsewhere
from services.differ.telling.type_texts import TypeText

_MOST = 3
_MOST_NAMED = 2
_LONGEST_QUOTE = 220
_LONGEST_ADDRESS = 200
_MARKS_BEHIND = ".,;:)"
_DONE_BY_READERS = frozenset({"opt_out", "settings", "cancellation", "refund", "appeal"})
_ASKED_FOR = frozenset({"cancellation", "refund", "appeal"})
"""What a sentence may name before it says that readers may ask for it: `if you want a refund, you can write to us`."""

_OF_CONTACT = frozenset(
    {"contact_support", "data_controller", "privacy_rights", "complaints_redress", "copyright_takedown"}
)
"""Types of clauses that name where to write to."""

_TOLD_HOW = re.compile(
    r"(?:^[\s*•-]*|[,;:(]\s|(?<!\w)(?:please|simply)\s)"
    r"(?:click|visit|go to|contact|e-?mail|write to|select|open|log in|adjust|change|turn|opt out|unsubscribe)(?!\w)"
    r"|(?<!\w)(?:klicken|besuchen|kontaktieren|schreiben|ändern|öffnen) sie(?!\w)"
    r"|(?<!\w)(?:cliquez|contactez|écrivez|envoyez|modifiez|ouvrez)(?!\w)",
    re.IGNORECASE,
)
"""What readers are told to do."""

_WRITING = re.compile(
    r"\b(?:contact|reach|writ(?:e|ing)|e-?mail|send|submit|report|get in touch|appeal|complain\w*|request|notif\w+|mail"
    r"|wenden sie sich|kontakt\w*|schreiben|erreichen|senden"
    r"|contact\w*|écri\w+|adress\w+|envoy\w+|joindre)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Action:
    """What a reader can do about a clause type."""

    clause_type: str
    text: str


@dataclass(frozen=True, slots=True)
class _Way:
    """Words of a newer wording that name what readers can do, and the address that they lead to, or nothing."""

    start: int
    end: int
    leads_to: str


def actions(
    ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText], language: str, words: SignalWords
) -> tuple[Action, ...]:
    """What to do about a change whose clause changes are `ranked`, the most telling first: three things at most."""
    named = islice(_named(ranked, language, words), _MOST_NAMED)
    found: dict[str, Action] = {}
    for action in (*named, *_advised(ranked, texts)):
        found.setdefault(action.text, action)
    return tuple(found.values())[:_MOST]


def _named(ranked: Sequence[ReadClauseChange], language: str, words: SignalWords) -> Iterator[Action]:
    """A way that each clause itself names, the first that it has, where the change brought it or its sentence; of
    several that lead to one address, the first.
    """
    told = set[str]()
    for change in ranked:
        way = _control(change, language, words) or _address(change)
        if way is None or way.leads_to in told:
            continue
        told |= {way.leads_to} - {""}
        said = quote_around(change.after, way.start, way.end, _LONGEST_QUOTE)
        is_shown = way.leads_to in said or len(way.leads_to) > _LONGEST_ADDRESS
        yield Action(change.types[0], f"The text says: {said}{'' if is_shown else f' ({way.leads_to})'}")


def _control(change: ReadClauseChange, language: str, words: SignalWords) -> _Way | None:
    """A control that readers may use, in a sentence that changed, or of just the matter of a clause that is worse."""
    if not change.types or change.form is not Form.WORDS:
        return None
    for control in controls(change.after, change.links, change.types, language, words):
        start, end = grammar.sentence(change.after, control.start, control.end)
        is_told = _is_changed(change, start, end) or (control.is_specific and _is_worse(change))
        if control.kind in _DONE_BY_READERS and is_told and _is_for_readers(change.after, control):
            return _Way(control.start, control.end, control.href or "")
    return None


def _is_for_readers(text: str, control: Control) -> bool:
    """Whether the sentence of a control lets readers use it, or tells them to, and is not of what they must not do."""
    start, end = grammar.sentence(text, control.start, control.end)
    is_theirs = (
        is_offered(text, control.start, control.end)
        and grammar.actor(text, control.start) is not Actor.PLATFORM
        and not grammar.binds_readers(text, control.start)
        and not only_points_elsewhere(text[start:end])
        and not only_opens(text[start:end])
    )
    is_let = READERS_MAY.search(text, start, end if control.kind in _ASKED_FOR else control.end) is not None
    return is_theirs and (is_let or _TOLD_HOW.search(text[start:end]) is not None)


def _address(change: ReadClauseChange) -> _Way | None:
    """An address that a clause newly names in a sentence that says to write there."""
    if _OF_CONTACT.isdisjoint(change.named):
        return None
    renamed = [one.after for one in change.renamings]
    for start, end in addresses(change.after):
        first, last = next(span for span in sentence_spans(change.after) if start < span[1])
        address = change.after[start:end]
        is_new = _is_changed(change, start, end) or any(name in address for name in renamed)
        if is_new and _WRITING.search(change.after[first:last]):
            return _Way(start, end, address.rstrip(_MARKS_BEHIND))
    return None


def _advised(ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText]) -> Iterator[Action]:
    """The general advice on the type that each clause is called by, where it is worse for readers, or grave and new.

    Advice on a type is never about just what changed: where that is of low severity, or says of nothing that it is
    worse, it would ask more of readers than the change does.
    None where the change took a choice from readers in a clause of the type: the advice may be to use just that.
    """
    spoiled = {slug for change in ranked if _loses_a_choice(change) for slug in change.types}
    gone = {slug for change in ranked if change.kind is ChangeKind.REMOVED for slug in change.types}
    for change in ranked:
        for slug in change.said[:1]:
            if slug in spoiled or slug in change.denied or slug not in texts or not texts[slug].what_you_can_do:
                continue
            if _calls_for_advice(change, slug, may_have_moved=slug in gone):
                yield Action(slug, texts[slug].what_you_can_do)


def _calls_for_advice(change: ReadClauseChange, slug: str, *, may_have_moved: bool) -> bool:
    if not change.after or change.form is not Form.WORDS or change.judged.direction is Direction.BETTER:
        return False
    if not any(one.clause_type == slug and one.is_newer for one in change.words):
        return False
    if slug == PARTY_TYPE and any(signal.kind is SignalKind.PARTY for signal in change.signals):
        return True
    if change.judged.direction is Direction.WORSE:
        return change.severity != "low"
    came = slug in change.gained and not (may_have_moved or change.counterpart)
    return change.severity == "high" and (came or _is_worse(change))


def _is_worse(change: ReadClauseChange) -> bool:
    return change.judged.direction is Direction.WORSE or any(
        signal.direction is Direction.WORSE for signal in change.signals
    )


def _loses_a_choice(change: ReadClauseChange) -> bool:
    return any(signal.kind is SignalKind.CHOICE and signal.after is None for signal in change.signals)


def _is_changed(change: ReadClauseChange, start: int, end: int) -> bool:
    """Whether `change.after[start:end]` has something that the older wording lacked."""
    return not change.before or any(place.after_start < end and start < place.after_end for place in change.places)
