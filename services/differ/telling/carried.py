"""What the changed words of a clause carry, types and signals, and what of it only came to stand elsewhere."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from services.differ.align import ChangeKind
from services.differ.reading.labels import TypeLabel, placed
from services.differ.taxonomy.models import Level
from services.differ.taxonomy.signal_words import SignalWords
from services.differ.telling.bearing import borne_out, favours_nobody, signals_of_a_row
from services.differ.telling.coming import Coming
from services.differ.telling.exchanges import exchanges_words_alone
from services.differ.telling.forms import Compared, Form
from services.differ.telling.parties import PARTY_TYPE, party_signals
from services.differ.telling.recipient_names import says_more_than_names
from services.differ.telling.recipients import LISTED, Listed
from services.differ.telling.renaming import Renaming
from services.differ.telling.signal_models import OF_DATA, Direction, Signal, SignalKind
from services.differ.telling.signals import signals
from services.differ.telling.slight import slight_types
from services.differ.telling.statements import is_row
from services.differ.telling.touched import Touched, touched_labels, with_first

_CONDITION_OF_ANYTHING = (SignalKind.CONDITION, Direction.UNCLEAR)
NO_TYPES = Touched((), (), (), frozenset())
_GRAVE, _LESS_GRAVE = frozenset[Level]({"high"}), frozenset[Level]({"medium"})
_OF_FIGURES = frozenset({SignalKind.DURATION, SignalKind.AMOUNT, SignalKind.PERCENTAGE})
_MOVABLE = OF_DATA | {SignalKind.CHOICE, SignalKind.SCOPE, SignalKind.PLACE}


@dataclass(frozen=True, slots=True)
class Told:
    """What of a clause change there is to tell; `is_replaced` where one came in the place of one that went.

    `listed` is who came to a list of those who receive data, or went; `language` is the one in which it is read.
    """

    kind: ChangeKind
    headings: tuple[str, ...]
    compared: Compared
    form: Form
    renamings: tuple[Renaming, ...]
    parties: tuple[Signal, ...]
    commitments: tuple[Signal, ...]
    is_replaced: bool
    coming: Coming | None = None
    language: str = "en"
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The labels and signals that the changed words of a clause carry; none where it changed in form alone.

    `of_nobody` are types that favour nobody as the clause has them, `of_clause` all that it is surely about, `slight`
    those of high severity of which a few words were exchanged alone, `idle` those of medium severity of which words of
    one meaning were.
    """

    touched: Touched = NO_TYPES
    signals: tuple[Signal, ...] = ()
    of_nobody: frozenset[str] = frozenset()
    of_clause: frozenset[str] = frozenset()
    slight: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MovedWithin:
    """What one clause of a change says no more and another says now: types, and what signals name.

    In a document rewritten at large that is whatever a clause names whose change is of a kind in `rewritten`.
    """

    types: Set[str]
    named: Set[tuple[SignalKind, str]]
    rewritten: Set[ChangeKind]

    def holds(self, signal: Signal, kind: ChangeKind) -> bool:
        """Whether what a signal names of a clause change of `kind` came to stand elsewhere, or may have."""
        if signal.what == LISTED:
            return False
        if kind in self.rewritten:
            return signal.kind not in _OF_FIGURES
        return (signal.kind, signal.what) in self.named


def carries(
    told: Told,
    labels: tuple[Sequence[TypeLabel], Sequence[TypeLabel]],
    words: SignalWords,
    about_data: Set[str],
) -> Carried:
    """What the changed words of a clause carry; `labels` are those of the older wording and of the newer.

    `about_data` are the types that speak of people's data.
    """
    if told.form is not Form.WORDS:
        return Carried()
    older, newer = told.compared.before, told.compared.after
    parties = told.parties or party_signals(older, newer, told.compared.places)
    lead_ins = told.compared.lead_ins
    signalled = signals(older, newer, told.compared.places, told.language, words, lead_ins)
    found = signals_of_a_row(newer or older, signalled)
    raised = (*parties, *(one for one in told.commitments if not _is_negated_word(one, found)), *found)
    if told.listed and told.listed.swaps:
        return Carried(signals=tuple(told.listed.signals()))
    if told.listed:
        raised = (*told.listed.signals(), *raised)
        if not says_more_than_names(newer or older):
            return Carried(signals=raised)
    is_whole = not (older and newer)
    before, after = (
        borne_out(quote, placed(of_clause, quote), told.headings, introduced, is_whole=is_whole) if quote else []
        for quote, of_clause, introduced in zip((older, newer), labels, lead_ins, strict=True)
    )
    telling = [one for one in raised if (one.kind, one.direction) != _CONDITION_OF_ANYTHING]
    touched = touched_labels(told.compared, before, after, telling, told.language)
    if told.parties:
        touched = with_first(touched, next(label for label in labels[1] if label.clause_type == PARTY_TYPE))
    of_nobody = {
        label.clause_type
        for quote, of_clause in ((older, before), (newer, after))
        for label in of_clause
        if favours_nobody(quote, label)
    }
    of_clause = {label.clause_type for label in (*before, *after) if label.confidence != "low"}
    turned = {*touched.gained, *touched.lost}
    may_be_idle = not (told.listed or is_row(newer or older)) and exchanges_words_alone(told.compared, told.language)
    slight, idle = (
        slight_types(told.compared, before, after, raised, told.language, words, about_data, severities) - turned
        for severities in (_GRAVE, _LESS_GRAVE if may_be_idle else frozenset[Level]())
    )
    return Carried(touched, raised, frozenset(of_nobody), frozenset(of_clause), slight, idle)


def _is_negated_word(commitment: Signal, found: Sequence[Signal]) -> bool:
    """Whether a commitment came or went with its `not` alone, which another signal tells."""
    return any(one.kind is SignalKind.NEGATION and one.stands_within(commitment) for one in found)


def moved_within(carried: Sequence[Carried], types_before: Set[str], rewritten: Set[ChangeKind]) -> MovedWithin:
    """What the clauses of a change lost and gained among them: it came to stand elsewhere, whatever it says there.

    Of a rewrite that is also whatever the document as a whole said before, `types_before`: only what it never said is
    new, and what is not found again may be said in other words.
    """
    gained = {slug for one in carried for slug in one.touched.gained}
    lost = {slug for one in carried for slug in one.touched.lost}
    found = [signal for one in carried for signal in one.signals if signal.kind in _MOVABLE]
    named = {(signal.kind, signal.what) for signal in found if signal.before is None}
    named_no_more = {(signal.kind, signal.what) for signal in found if signal.after is None}
    types = (gained & lost) | types_before if rewritten else gained & lost
    return MovedWithin(types, named & named_no_more, rewritten)
