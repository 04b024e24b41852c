"""Signals of limits that a sentence gained or lost: a fixed time for an open one, `only`, and what narrows a promise.

What the platform says that it does not do is less the more words its sentence has: `we do not sell data for money`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor, Deed, Force, Negator
from services.differ.taxonomy.signal_words import SignalWords
from services.differ.telling.figures import FigureKind, figures
from services.differ.telling.hunks import Hunk, Side, both_sides
from services.differ.telling.signal_models import (
    Direction,
    Signal,
    SignalKind,
    gained_or_lost,
    quoted,
    quoted_beginning,
)

_OPEN_TIME = re.compile(
    r"\b(?:(?:for )?(?:as|so) long as (?:\w+ ){0,6}(?:necessary|needed|required|need|require|reasonabl\w+|appropriate"
    r"|useful|wish)"
    r"|(?:within |for |in |after )?(?:a |such )?(?:commercially )?reasonable (?:\w+ )?(?:time|period|amount of time"
    r"|timeframe|notice)"
    r"|indefinitely|until (?:it is |they are )?no longer (?:needed|necessary|required)"
    r"|(?:so |solange )(?:lange )?[^.,;]{0,40}(?:erforderlich|notwendig|nötig|benötig\w+)"
    r"|(?:innerhalb |in )?(?:einer |eine )?angemessene\w* (?:frist|zeit)|auf unbestimmte zeit|unbefristet"
    r"|(?:aussi longtemps que|tant que)[^.,;]{0,40}nécessaire|(?:dans )?un délai raisonnable|indéfiniment)\b",
    re.IGNORECASE,
)
_ROLES = frozenset({"retention", "deletion", "response", "notice"})
_AT_LEAST = re.compile(r"\b(?:at least|no less than|not less than|minimum|mindestens|au moins|minimum de)\s*$", re.I)
_ONLY = re.compile(
    r"(?<!\w)(?<!not )(?:only|solely|exclusively|nur|ausschließlich|lediglich|uniquement|seulement)(?!\w)", re.I
)
_MOST_PLACES = 100
_LONGEST_QUOTE = 90
_LONGEST_NARROWING = 12
_MOST_MODALS = 10
_NARROWING = re.compile(
    r"\W*(?:(?:that|which|who|whose|where|when|if|knowingly|intentionally|for (?:money"
    r"|payment|monetary|their own|commercial)|in exchange|with third part\w+"
    r"|wissentlich|absichtlich|gegen (?:geld|entgelt|bezahlung)|wenn|sofern"
    r"|sciemment|contre (?:rémunération|paiement)|lorsque|si)(?!\w)"
    r"|(?:private|sensitive|personal|personally identifiable|identifiable|confidential|sensible\w?|private\w?"
    r"|vertrauliche\w?|personenbezogene\w?|sensibles?|privée?s|personnelles|confidentielles)\W*$)",
    re.IGNORECASE,
)
"""Words that, put into what is not done, leave less of it: `we do not knowingly share`, `private content`."""
_EXCEPTING = re.compile(
    r"^\W*(?:(?:except|unless|other than|without|außer|es sei denn|ohne|sauf|excepté|à moins|sans)(?!\w))",
    re.IGNORECASE,
)


_COST_TAKEN_OVER = re.compile(
    r"(?<!\w)(?:at no (?:additional |extra |further )?(?:cost|charge)|free of charge|without (?:any )?charge"
    r"|at our (?:own |sole )?(?:cost|expense)"
    r"|kostenlos|kostenfrei|unentgeltlich|auf unsere kosten|gratuitement|sans frais|à nos frais)(?!\w)"
    r"(?: (?:to|for) (?:you|them|users|customers|members))?",
    re.IGNORECASE,
)
_OF_A_LICENCE = re.compile(r"licen[cs]|grant|assign|lizenz|nutzungsrecht|concéde|cession", re.IGNORECASE)


def limit_signals(
    before: str, after: str, changed: Sequence[Hunk], language: str, words: SignalWords
) -> Iterator[Signal]:
    """The limits that sentences gained or lost which both wordings have."""
    if not (before and after) or len(changed) > _MOST_PLACES:
        return
    for side in both_sides(before, after, changed):
        yield from _open_time(side, language, words)
        yield from _only(side)
        yield from _narrowed(side)
        yield from _cost_taken_over(side)


def _open_time(side: Side, language: str, words: SignalWords) -> Iterator[Signal]:
    """An open time that took the place of a fixed one, or the reverse."""
    text, other, span, replaced, is_gained = side
    found = _OPEN_TIME.search(text, *_widened(text, span))
    if found is None or not (found.start() < span[1] and span[0] < found.end()):
        return
    if any(one.kind is FigureKind.DURATION for one in figures(text[slice(*span)])):
        return
    for figure in figures(other):
        if figure.kind is not FigureKind.DURATION or not (figure.start < replaced[1] and replaced[0] < figure.end):
            continue
        start, end = grammar.sentence(other, figure.start, figure.end)
        role = words.figure_role(figure.kind, other[start:end], language)
        if role is None or role.slug not in _ROLES:
            return
        if role.slug == "retention" and _AT_LEAST.search(other, 0, figure.start):
            return
        fixed, opened = quoted(other, figure.start, figure.end), quoted(text, *found.span())
        yield Signal(
            SignalKind.DURATION,
            role.slug,
            fixed if is_gained else opened,
            opened if is_gained else fixed,
            Direction.WORSE if is_gained else Direction.BETTER,
            f"{role.name}: “{(fixed if is_gained else opened).text}” became"
            f" “{(opened if is_gained else fixed).text}”, {'no longer' if is_gained else 'now'} fixed",
        )
        return


def _widened(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = grammar.sentence(text, *span)
    return start, max(end, span[1])


def _only(side: Side) -> Iterator[Signal]:
    """What readers may do `only` so, where they might do it before without."""
    text, other, span, replaced, is_gained = side
    found = _ONLY.search(text, *span)
    if found is None or _ONLY.search(other, *grammar.sentence(other, *replaced)):
        return
    first, last = grammar.sentence(other, *replaced)
    if grammar.negators(text, *grammar.sentence(text, *found.span())) or grammar.negators(other, first, last):
        return
    end = min(span[1], grammar.sentence(text, *found.span())[1])
    if grammar.readers_may(text, found.start()):
        if grammar.readers_may(other, max(replaced[0], first)):
            yield _signal(text, found.start(), end, "what readers may do was limited", is_gained=is_gained)
    elif not is_gained and all(map(_lets_intrude, (text, other), (found.start(), max(replaced[0], first)))):
        named = quoted_beginning(text, found.start(), end, _LONGEST_QUOTE)
        because = f"what the platform may do is no longer limited (“{named.text}”)"
        yield Signal(SignalKind.CONDITION, "limit", named, None, Direction.WORSE, because)


def _lets_intrude(text: str, place: int) -> bool:
    """Whether the sentence of `place` says, before it, what the platform may do to readers or their data."""
    first, _ = grammar.sentence(text, place, place)
    within = [modal for modal in grammar.modals(text[:place]) if modal.start >= first]
    return any(
        modal.force is Force.MAY
        and grammar.actor(text, modal.start) is Actor.PLATFORM
        and grammar.deed(text[:place], modal.end) is Deed.INTRUDES
        for modal in within[-_MOST_MODALS:]
    )


def _narrowed(side: Side) -> Iterator[Signal]:
    """Words that were put into what the platform says that it does not do, and narrow it."""
    text, other, span, replaced, is_gained = side
    said = text[slice(*span)]
    if not said.strip() or len(said.split()) > _LONGEST_NARROWING:
        return
    is_exception = _EXCEPTING.match(said) is not None
    is_narrowing = is_gained and _NARROWING.match(said) is not None
    if other[slice(*replaced)].strip() or not (is_exception or is_narrowing):
        return
    denial = _denial(text, span[0])
    if denial is None or _denial(other, replaced[0]) is None or grammar.is_excepted_from(text[: span[0]], denial.end):
        return
    yield _signal(text, *span, "what is not done was made narrower", is_gained=is_gained)


def _cost_taken_over(side: Side) -> Iterator[Signal]:
    """That readers pay nothing for what the platform does for them, or for what they may do."""
    text, other, span, _, is_gained = side
    found = _COST_TAKEN_OVER.search(text, *span)
    if found is None or _COST_TAKEN_OVER.search(other):
        return
    first, last = grammar.sentence(text, *found.span())
    if grammar.negators(text, first, found.start()) or _OF_A_LICENCE.search(text, first, last):
        return
    if grammar.binds_readers(text, found.start()) or not grammar.names_an_actor(text[first : found.start()]):
        return
    words = quoted(text, *found.span())
    because = f"that readers pay nothing for it is {'now' if is_gained else 'no longer'} said (“{words.text}”)"
    yield gained_or_lost(SignalKind.CONDITION, "cost_taken_over", words, Direction.BETTER, because, is_gained=is_gained)


def _denial(text: str, place: int) -> Negator | None:
    """The platform's denial of an intrusion that the sentence of `place` has before it."""
    first, _ = grammar.sentence(text, place, place)
    for negator in grammar.negators(text, first, place):
        if (
            grammar.actor(text, negator.start) is Actor.PLATFORM
            and grammar.deed(text[:place], negator.end) is Deed.INTRUDES
            and not grammar.denies_nothing(text, negator)
            and not grammar.is_of_a_condition(text, negator.start)
        ):
            return negator
    return None


def _signal(text: str, start: int, end: int, told: str, *, is_gained: bool) -> Signal:
    named = quoted_beginning(text, start, end, _LONGEST_QUOTE)
    because = f"{told if is_gained else told.replace(' was ', ' was no longer ')} (“{named.text}”)"
    return gained_or_lost(SignalKind.CONDITION, "limit", named, Direction.WORSE, because, is_gained=is_gained)
