"""What a clause change does, in signals that its words carry: figures, modal verbs, negation, choices, kinds of data.

Every signal quotes the words that it stands on, verbatim from the older or newer passage or from both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.differ.dates import find_dates
from services.differ.reading import grammar
from services.differ.reading.figures import Figure, figures
from services.differ.reading.grammar import RANK, Actor, Deed, Negator
from services.differ.reading.hunks import Hunk
from services.differ.taxonomy.signal_words import Mention, SignalWords, WordGroup


class Direction(StrEnum):
    """What a change means for the reader."""

    WORSE = "worse"
    BETTER = "better"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"


class SignalKind(StrEnum):
    """What a signal is about."""

    DURATION = "duration"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    DATE = "date"
    MODALITY = "modality"
    NEGATION = "negation"
    CHOICE = "choice"
    RECIPIENT = "recipient"
    DATA_CATEGORY = "data_category"
    PURPOSE = "purpose"
    PLACE = "place"
    SCOPE = "scope"
    PARTY = "party"


OF_DATA = frozenset({SignalKind.DATA_CATEGORY, SignalKind.RECIPIENT, SignalKind.PURPOSE})
"""What is said of people's data."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a passage: `passage[start:end] == text`."""

    start: int
    end: int
    text: str

    def holds(self, start: int, end: int) -> bool:
        """Whether the passage's words from `start` to `end` are among them."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that a clause change does. `before` or `after` is None where something was only gained or lost."""

    kind: SignalKind
    what: str
    before: Quoted | None
    after: Quoted | None
    direction: Direction
    because: str


_OPPOSITE = {Direction.WORSE: Direction.BETTER, Direction.BETTER: Direction.WORSE}
_GROUPS: tuple[tuple[WordGroup, SignalKind, Direction], ...] = (
    ("choices", SignalKind.CHOICE, Direction.BETTER),
    ("data_categories", SignalKind.DATA_CATEGORY, Direction.WORSE),
    ("recipients", SignalKind.RECIPIENT, Direction.WORSE),
    ("purposes", SignalKind.PURPOSE, Direction.WORSE),
    ("scope", SignalKind.SCOPE, Direction.WORSE),
    ("places", SignalKind.PLACE, Direction.UNCLEAR),
)
_NAMES = {
    SignalKind.CHOICE: "",
    SignalKind.DATA_CATEGORY: "kind of data: ",
    SignalKind.RECIPIENT: "recipient: ",
    SignalKind.PURPOSE: "purpose: ",
    SignalKind.SCOPE: "scope: ",
    SignalKind.PLACE: "place: ",
}


def signals(before: str, after: str, changed: Sequence[Hunk], language: str, words: SignalWords) -> tuple[Signal, ...]:
    """The signals of a change from one verbatim passage to another; either is empty for an addition or removal.

    Deterministic. `changed` are the places of their redline. `language` is that of the newer passage (`en`, `de`, `fr`;
    others are read as English).
    """
    mentioned = list(_mention_signals(before, after, changed, language, words))
    return (
        *_figure_signals(before, after, language, changed, words),
        *_date_signals(before, after, changed),
        *_modal_signals(before, after, changed),
        *(one for one in _negation_signals(before, after, changed) if not _is_part_of_any(one, mentioned)),
        *mentioned,
    )


def _is_part_of_any(signal: Signal, others: Sequence[Signal]) -> bool:
    """Whether others quote the words of a signal: the `not` of `including but not limited to` negates nothing."""
    return any(_holds(one.before, signal.before) and _holds(one.after, signal.after) for one in others)


def _holds(outer: Quoted | None, inner: Quoted | None) -> bool:
    return inner is None or (outer is not None and outer.holds(inner.start, inner.end))


def _quoted(text: str, start: int, end: int) -> Quoted:
    return Quoted(start, end, text[start:end])


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
        direction = _OPPOSITE.get(direction, direction)
    name = role.name if role else new.kind.value
    sizes = ("longer", "shorter") if new.kind.value == "duration" else ("higher", "lower")
    return Signal(
        SignalKind(new.kind.value),
        role.slug if role else new.kind.value,
        _quoted(before, old.start, old.end),
        _quoted(after, new.start, new.end),
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
                one, other = _quoted(before, old.start, old.end), _quoted(after, new.start, new.end)
                because = f"date: “{one.text}” became “{other.text}”"
                yield Signal(SignalKind.DATE, "date", one, other, Direction.UNCLEAR, because)


def _modal_signals(before: str, after: str, changed: Sequence[Hunk]) -> Iterator[Signal]:
    older, newer = grammar.modals(before), grammar.modals(after)
    for hunk in changed:
        old = next((modal for modal in older if hunk.touches_before(modal.start, modal.end)), None)
        new = next((modal for modal in newer if hunk.touches_after(modal.start, modal.end)), None)
        if old is None or new is None or old.force is new.force:
            continue
        is_stronger = RANK[new.force] > RANK[old.force]
        who, what = grammar.actor(after, new.start), grammar.deed(after, new.end)
        one, other = _quoted(before, old.start, old.end), _quoted(after, new.start, new.end)
        yield Signal(
            SignalKind.MODALITY,
            f"{old.force}_to_{new.force}",
            one,
            other,
            _of_duty(who, what, is_more_binding=is_stronger),
            f"“{one.text}” became “{other.text}”: {'more' if is_stronger else 'less'} binding{_on(who)}",
        )


def _of_duty(who: Actor, what: Deed, *, is_more_binding: bool) -> Direction:
    """What a stronger or weaker duty means: a platform's to protect is good, to intrude is bad, a reader's is bad."""
    if who is Actor.READER:
        direction = Direction.WORSE
    elif who is Actor.PLATFORM and what is Deed.PROTECTS:
        direction = Direction.BETTER
    elif who is Actor.PLATFORM and what is Deed.INTRUDES:
        direction = Direction.WORSE
    else:
        return Direction.UNCLEAR
    return direction if is_more_binding else _OPPOSITE[direction]


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
        text, negator = (after, come[0]) if is_gained else (before, gone[0])
        if _is_new_sentence(text, negator, hunk, is_gained=is_gained):
            continue
        quoted = _quoted(text, negator.start, negator.end)
        duty = _of_duty(grammar.actor(text, negator.start), grammar.deed(text, negator.end), is_more_binding=True)
        direction = _OPPOSITE.get(duty, duty) if is_gained else duty
        if grammar.actor(text, negator.start) is Actor.READER:
            direction = Direction.WORSE if is_gained else Direction.UNCLEAR
        yield Signal(
            SignalKind.NEGATION,
            "gained" if is_gained else "lost",
            None if is_gained else quoted,
            quoted if is_gained else None,
            direction,
            f"“{quoted.text}” was {'added' if is_gained else 'removed'}",
        )


def _is_new_sentence(text: str, negator: Negator, hunk: Hunk, *, is_gained: bool) -> bool:
    """Whether the hunk holds the negator's whole sentence: what it negates was not said before."""
    start, end = (hunk.after_start, hunk.after_end) if is_gained else (hunk.before_start, hunk.before_end)
    first, last = grammar.sentence(text, negator.start, negator.end)
    return start <= first and not any(map(str.isalnum, text[end:last]))


def _mention_signals(
    before: str, after: str, changed: Sequence[Hunk], language: str, words: SignalWords
) -> Iterator[Signal]:
    for group, kind, gained in _GROUPS:
        older = {mention.word.slug: mention for mention in _mentions(group, kind, before, language, words)}
        newer = {mention.word.slug: mention for mention in _mentions(group, kind, after, language, words)}
        for slug, mention in newer.items():
            if slug not in older:
                yield _mention_signal(kind, after, mention, gained, is_gained=True)
        for slug, mention in older.items():
            if slug not in newer:
                is_sure = kind is SignalKind.CHOICE or _is_left_out(mention, after, changed)
                yield _mention_signal(kind, before, mention, gained if is_sure else Direction.UNCLEAR, is_gained=False)


def _is_left_out(mention: Mention, after: str, changed: Sequence[Hunk]) -> bool:
    """Whether a clause that goes on lost the words of `mention` with nothing in their place.

    Where a clause is gone, or says it in other words, the same may be said elsewhere, or more widely.
    """
    touching = [hunk for hunk in changed if hunk.touches_before(mention.start, mention.end)]
    return bool(after and touching) and all(hunk.after_start == hunk.after_end for hunk in touching)


def _mentions(group: WordGroup, kind: SignalKind, text: str, language: str, words: SignalWords) -> Iterator[Mention]:
    """What `text` names of a group; whom its reader has or may turn to, or whom it disclaims, receives nothing."""
    for mention in words.mentions(group, text, language):
        if kind is not SignalKind.RECIPIENT or grammar.receives(text, mention.start, mention.end):
            yield mention


def _mention_signal(kind: SignalKind, text: str, mention: Mention, gained: Direction, *, is_gained: bool) -> Signal:
    quoted = _quoted(text, mention.start, mention.end)
    is_open = mention.word.protects or _is_limited_or_chosen(kind, text, mention.start)
    direction = Direction.UNCLEAR if is_open else gained
    is_negated = grammar.is_negated(text, mention.start, mention.end)
    if kind is SignalKind.CHOICE and is_negated:
        direction = Direction.UNCLEAR
    elif is_negated or (kind is SignalKind.SCOPE and grammar.actor(text, mention.start) is Actor.READER):
        direction = _OPPOSITE.get(direction, direction)
    if not is_gained:
        direction = _OPPOSITE.get(direction, direction)
    return Signal(
        kind,
        mention.word.slug,
        None if is_gained else quoted,
        quoted if is_gained else None,
        direction,
        f"{_NAMES[kind]}{mention.word.name} {_became(is_gained, is_negated)} (“{quoted.text}”)",
    )


def _is_limited_or_chosen(kind: SignalKind, text: str, place: int) -> bool:
    """Whether what stands at `place` is limited, or left to the reader's choice: that it is named says nothing more."""
    if kind is SignalKind.RECIPIENT and grammar.is_limited(text, place):
        return True
    return kind in OF_DATA and grammar.is_chosen(text, place)


def _became(is_gained: bool, is_negated: bool) -> str:
    if is_negated:
        return "added in a negated sentence" if is_gained else "no longer named in a negated sentence"
    return "added" if is_gained else "no longer named"
