"""What clauses that a change leaves alone name: it is not new where another names it too, nor gone with one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice

from services.differ.history import ClauseChangeEntry
from services.differ.reading.labels import Labels
from services.differ.taxonomy.signal_words import SignalWords
from services.differ.telling.hunks import Hunk
from services.differ.telling.lead_ins import NO_LEAD_INS
from services.differ.telling.mentions import mention_signals
from services.differ.telling.signal_models import OF_DATA, Direction, Signal, SignalKind

Named = Set[tuple[SignalKind, str]]

_MOST_SENTENCES = 1000
_FEWEST_WORDS = 6
_ADDED, _NO_LONGER = " added", " no longer named"


def named_elsewhere(
    entries: Sequence[ClauseChangeEntry], before: Labels, after: Labels, language: str, words: SignalWords
) -> Named:
    """The kinds of data, recipients and purposes that the document names in clauses of which `entries` changes none.

    Their texts are not at hand, but the sentences that their labels stand on are: `before` and `after` are the labels
    of all clauses of both versions. What is denied, limited or defined there is not named.
    """
    return {
        (signal.kind, signal.what)
        for sentence in islice(_sentences(entries, before, after), _MOST_SENTENCES)
        for signal in mention_signals("", sentence, (Hunk(0, 0, 0, len(sentence)),), language, words, NO_LEAD_INS)
        if signal.kind in OF_DATA and signal.direction is Direction.WORSE
    }


def _sentences(entries: Sequence[ClauseChangeEntry], before: Labels, after: Labels) -> Iterator[str]:
    """The sentences that labels of clauses that stayed stand on, each once; those that a changed clause has may be its
    own.
    """
    changed = {entry.provision_id for entry in entries}
    texts = "\n".join(quote.text for entry in entries for quote in (entry.before, entry.after) if quote)
    quotes = (
        label.evidence.text
        for provision, labels in after.items()
        if provision in before and provision not in changed
        for label in labels
    )
    yield from (quote for quote in dict.fromkeys(quotes) if _is_sentence(quote) and quote not in texts)


def _is_sentence(quote: str) -> bool:
    """Whether a label stands on a sentence from its beginning on: part of one may stand behind what denies it."""
    first = next(filter(str.isalpha, quote), "")
    return first.isupper() and len(quote.split()) >= _FEWEST_WORDS


def told_beside(signals: Sequence[Signal], named: Named) -> tuple[Signal, ...]:
    """The signals of a clause as they are told where clauses that stayed name the same: as come or gone here alone.

    What another clause still says is done is no better for its being gone here; beside what is worse it stays a doubt.
    """
    is_worse = any(signal.direction is Direction.WORSE for signal in signals)
    return tuple(
        _told_here(signal, is_better=is_worse) if (signal.kind, signal.what) in named else signal for signal in signals
    )


def _told_here(signal: Signal, *, is_better: bool) -> Signal:
    """A signal that says that what it names came or went here; it `is_better` where it was, or else points nowhere."""
    quoted = signal.before or signal.after
    shown = f" (“{quoted.text}”)" if quoted else ""
    said = signal.because.removesuffix(shown)
    if signal.before is None and said.endswith(_ADDED):
        return replace(signal, because=f"{said.removesuffix(_ADDED)} now named here too{shown}")
    if signal.after is None and said.endswith(_NO_LONGER):
        points_nowhere = signal.direction is Direction.BETTER and not is_better
        direction = Direction.UNCLEAR if points_nowhere else signal.direction
        return replace(signal, direction=direction, because=f"{said} here{shown}")
    return signal
