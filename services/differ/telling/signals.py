"""What a clause change does, in signals that its words carry: figures, modal verbs, negation, choices, kinds of data.

Every signal quotes the words that it stands on, verbatim from the older or newer passage or from both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.differ.dates import find_dates
from services.differ.reading import grammar
from services.differ.reading.grammar import RANK, Actor, Deed, Force, Modal, Negator
from services.differ.reading.words import stem
from services.differ.taxonomy.signal_words import SignalWords
from services.differ.telling.conditions import condition_signals
from services.differ.telling.figures import Figure, figures
from services.differ.telling.hedges import hedge_signals
from services.differ.telling.hunks import Hunk
from services.differ.telling.lead_ins import NO_LEAD_INS, LeadIns
from services.differ.telling.limits import limit_signals
from services.differ.telling.mentions import mention_signals
from services.differ.telling.signal_models import (
    OPPOSITE,
    Direction,
    Signal,
    SignalKind,
    gained_or_lost,
    quoted,
    quoted_beginning,
)

_OF_A_LIFTED_LIMIT = {Actor.PLATFORM: Direction.WORSE, Actor.READER: Direction.BETTER}
"""What `without restriction` means where it was gained, by who acts in its sentence."""

_SPARED = re.compile(
    r"\b(?:(?:but|though) not(?! limited)|(?:aber|jedoch) nicht(?! beschränkt)|mais (?:pas|non))\b"
    r"[^.,;:()]{3,80}(?=[.,;:()]|$)",
    re.IGNORECASE,
)
"""Whom or what a use does not extend to: `with vendors (but not with advertisers)`."""

_VERB = re.compile(r"\s+(?:(?:not|never|also|always|then|now|have to|be)\s+)*([^\W\d_]+)")
_DENIED = re.compile(r"\s+(?:not|nicht|pas)(?!\w)", re.IGNORECASE)
_BANS_IN_A_WORD = re.compile(
    r"(?<!\w)(?:prohibit|forbid|forbad|refrain|verboten|untersag|unzulässig|interdi|défend[su])\w*", re.IGNORECASE
)
_BANNING = frozenset({Force.MAY, Force.MUST})
_FEWEST_WORDS_OF_AN_EXCEPTION = 4
_LONGEST_EXCEPTION = 90


def signals(
    before: str,
    after: str,
    changed: Sequence[Hunk],
    language: str,
    words: SignalWords,
    lead_ins: LeadIns = NO_LEAD_INS,
) -> tuple[Signal, ...]:
    """The signals of a change from one verbatim passage to another; either is empty for an addition or removal.

    Deterministic. `changed` are the places of their redline, `lead_ins` what introduces the passages. `language` is
    that of the newer passage (`en`, `de`, `fr`; others are read as English).
    """
    mentioned = list(mention_signals(before, after, changed, language, words, lead_ins))
    negated = _negation_signals(before, after, changed)
    return (
        *_figure_signals(before, after, language, changed, words),
        *_date_signals(before, after, changed),
        *_modal_signals(before, after, changed),
        *_exception_signals(before, after, changed),
        # The `not` of `including but not limited to` negates nothing.
        *(one for one in negated if not any(map(one.stands_within, mentioned))),
        *mentioned,
        *condition_signals(before, after, changed, language, words, lead_ins),
        *limit_signals(before, after, changed, language, words),
        *hedge_signals(before, after, changed),
    )


def _figure_signals(
    before: str, after: str, language: str, changed: Sequence[Hunk], words: SignalWords
) -> Iterator[Signal]:
    older, newer = figures(before), figures(after)
    for hunk in changed:
        gone = [figure for figure in older if hunk.touches_before(figure.start, figure.end)]
        come = [figure for figure in newer if hunk.touches_after(figure.start, figure.end)]
        for old in gone:
            new = next((figure for figure in come if (figure.kind, figure.unit) == (old.kind, old.unit)), None)
            if new is None:
                continue
            come.remove(new)
            if new.value != old.value:
                yield _figure_signal(before, after, old, new, language, words)


def _figure_signal(before: str, after: str, old: Figure, new: Figure, language: str, words: SignalWords) -> Signal:
    start, end = grammar.sentence(after, new.start, new.end)
    role = words.figure_role(new.kind, after[start:end], language)
    is_more = new.value > old.value
    direction = Direction(role.more_is) if role else Direction.UNCLEAR
    if not is_more:
        direction = OPPOSITE.get(direction, direction)
    name = role.name if role else new.kind.value
    sizes = ("longer", "shorter") if new.kind.value == "duration" else ("higher", "lower")
    return Signal(
        SignalKind(new.kind.value),
        role.slug if role else new.kind.value,
        quoted(before, old.start, old.end),
        quoted(after, new.start, new.end),
        direction,
        f"{name}: “{before[old.start : old.end]}” became “{after[new.start : new.end]}”, {sizes[0 if is_more else 1]}",
    )


def _date_signals(before: str, after: str, changed: Sequence[Hunk]) -> Iterator[Signal]:
    older, newer = find_dates(before), find_dates(after)
    for hunk in changed:
        gone = [written for written in older if hunk.touches_before(written.start, written.end)]
        come = [written for written in newer if hunk.touches_after(written.start, written.end)]
        for old, new in zip(gone, come, strict=False):
            if not old.means(new):
                one, other = quoted(before, old.start, old.end), quoted(after, new.start, new.end)
                because = f"date: “{one.text}” became “{other.text}”"
                yield Signal(SignalKind.DATE, "date", one, other, Direction.UNCLEAR, because)


def _modal_signals(before: str, after: str, changed: Sequence[Hunk]) -> Iterator[Signal]:
    older, newer = grammar.modals(before), grammar.modals(after)
    for hunk in changed:
        old = next((modal for modal in older if hunk.touches_before(modal.start, modal.end)), None)
        new = next((modal for modal in newer if hunk.touches_after(modal.start, modal.end)), None)
        if old is None or new is None or old.force is new.force:
            continue
        who, what = grammar.actor(after, new.start), grammar.deed(after, new.end)
        bans_both = who is not Actor.PLATFORM and _bans(before, old) and _bans(after, new)
        if _ruled(before, old.end) != _ruled(after, new.end) or bans_both:
            continue
        is_stronger = RANK[new.force] > RANK[old.force]
        direction = _of_duty(who, what, is_more_binding=is_stronger)
        if who is Actor.READER and direction is Direction.BETTER and not grammar.is_subject(after, new.start):
            who, direction = Actor.UNKNOWN, Direction.UNCLEAR
        one, other = quoted(before, old.start, old.end), quoted(after, new.start, new.end)
        yield Signal(
            SignalKind.MODALITY,
            f"{old.force}_to_{new.force}",
            one,
            other,
            direction,
            f"“{one.text}” became “{other.text}”: {'more' if is_stronger else 'less'} binding{_on(who)}",
        )


def _bans(text: str, modal: Modal) -> bool:
    """Whether a modal, denied, bans something: who `must not` do it and who `may not` are bound alike."""
    return modal.force in _BANNING and _DENIED.match(text, modal.end) is not None


def _ruled(text: str, place: int) -> str:
    """The verb that a modal before `place` rules; `may only` rules none: it is a limit, whatever it lets be done."""
    verb = _VERB.match(text, place)
    return stem(verb[1].lower()) if verb else ""


def _of_duty(who: Actor, what: Deed, *, is_more_binding: bool) -> Direction:
    """What a stronger or weaker duty means: a platform's to protect is good, to intrude is bad, a reader's is bad.

    A platform that may do what it would do has not less leave to do it.
    """
    if who is Actor.READER:
        direction = Direction.WORSE
    elif who is Actor.PLATFORM and what is Deed.PROTECTS:
        direction = Direction.BETTER
    elif who is Actor.PLATFORM and what is Deed.INTRUDES:
        return Direction.WORSE if is_more_binding else Direction.UNCLEAR
    else:
        return Direction.UNCLEAR
    return direction if is_more_binding else OPPOSITE[direction]


def _on(who: Actor) -> str:
    return {Actor.PLATFORM: " for the platform", Actor.READER: " for the reader", Actor.UNKNOWN: ""}[who]


def _negation_signals(before: str, after: str, changed: Sequence[Hunk]) -> Iterator[Signal]:
    """A negation gained or lost in a sentence that both wordings have."""
    if not before or not after:
        return
    older, newer = grammar.negators(before), grammar.negators(after)
    for hunk in changed:
        gone = [negator for negator in older if hunk.touches_before(negator.start, negator.end)]
        come = [negator for negator in newer if hunk.touches_after(negator.start, negator.end)]
        if bool(gone) == bool(come):
            continue
        is_gained = bool(come)
        if _BANS_IN_A_WORD.search(*_other_side(before, after, hunk, is_gained=is_gained)):
            continue  # `is prohibited from` and `will not` ban alike
        text, negator = (after, come[0]) if is_gained else (before, gone[0])
        if _is_new_sentence(text, negator, hunk, is_gained=is_gained):
            continue
        words = quoted(text, negator.start, grammar.end_of_lifted_limit(text, negator) or negator.end)
        who = grammar.actor(text, negator.start)
        if (spared := _SPARED.search(text, *grammar.sentence(text, negator.start, negator.end))) and (
            spared.start() < negator.start < spared.end()
        ):
            words = quoted(text, *spared.span())
            of_data = who is Actor.PLATFORM and grammar.handles(text, negator.start)
            limited = Direction.BETTER if is_gained else Direction.WORSE
            direction = limited if of_data else Direction.UNCLEAR
        elif words.end > negator.end:
            lifted = _OF_A_LIFTED_LIMIT.get(who, Direction.UNCLEAR)
            direction = lifted if is_gained else OPPOSITE.get(lifted, lifted)
        elif grammar.is_of_a_condition(text, negator.start) or grammar.denies_nothing(text, negator):
            direction = Direction.UNCLEAR
        elif who is Actor.READER:
            direction = Direction.WORSE if is_gained else Direction.UNCLEAR
        else:
            duty = _of_duty(who, grammar.deed(text, negator.end), is_more_binding=True)
            direction = OPPOSITE.get(duty, duty) if is_gained else duty
            if direction is Direction.BETTER and grammar.is_excepted_from(text, negator.end):
                direction = Direction.UNCLEAR
        yield Signal(
            SignalKind.NEGATION,
            "gained" if is_gained else "lost",
            None if is_gained else words,
            words if is_gained else None,
            direction,
            f"“{words.text}” was {'added' if is_gained else 'removed'}",
        )


def _other_side(before: str, after: str, hunk: Hunk, *, is_gained: bool) -> tuple[str, int, int]:
    return (before, hunk.before_start, hunk.before_end) if is_gained else (after, hunk.after_start, hunk.after_end)


def _exception_signals(before: str, after: str, changed: Sequence[Hunk]) -> Iterator[Signal]:
    """What was put in, or left out, after the `except` of what the platform does not do."""
    if not before or not after:
        return
    for hunk in changed:
        is_gained = hunk.before_start == hunk.before_end
        text, start, end = (
            (after, hunk.after_start, hunk.after_end) if is_gained else (before, hunk.before_start, hunk.before_end)
        )
        is_one_way = is_gained or hunk.after_start == hunk.after_end
        if (
            is_one_way
            and len(text[start:end].split()) >= _FEWEST_WORDS_OF_AN_EXCEPTION
            and grammar.excepts(text, start)
        ):
            said = quoted_beginning(text, start, end, _LONGEST_EXCEPTION)
            what = "exception_gained" if is_gained else "exception_lost"
            because = f"an exception to what is not done was {'added' if is_gained else 'removed'} (“{said.text}”)"
            yield gained_or_lost(SignalKind.NEGATION, what, said, Direction.WORSE, because, is_gained=is_gained)


def _is_new_sentence(text: str, negator: Negator, hunk: Hunk, *, is_gained: bool) -> bool:
    """Whether the hunk holds the negator's whole sentence: what it negates was not said before."""
    start, end = (hunk.after_start, hunk.after_end) if is_gained else (hunk.before_start, hunk.before_end)
    first, last = grammar.sentence(text, negator.start, negator.end)
    return start <= first and not any(map(str.isalnum, text[end:last]))
