"""Where else a clause says what it is about. A label stands on the first words that give its type; a change may be in
others that give it too: so each sentence that changed is read by itself, for the types that its clause has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from services.differ.history import ClauseChangeEntry
from services.differ.reading.labels import Labels, TypeLabel
from services.differ.reading.sentences import sentence_spans
from services.differ.reading.words import WORD

_MOST_SENTENCES_READ = 2_000
"""Changed sentences of one change at most: the largest of the corpus has 342, a hostile one may have any number."""

_ITEM = re.compile(r"\s*(?:[-*+•·▪]|\(?[a-z\d]{1,4}[.)])\s")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a clause, `quote[start:end]`, with the headings above it and the sentence that leads it in."""

    quote: str
    start: int
    end: int
    headings: tuple[str, ...]
    lead_in: str


ReadParts = Callable[[Sequence[Part]], Sequence[Sequence[TypeLabel]]]
"""Gives the labels of each part, as if it were a clause; their evidence is told by its place in the quote."""


def with_restated(
    entries: Sequence[ClauseChangeEntry], labels: tuple[Labels, Labels], read: ReadParts
) -> tuple[Labels, Labels]:
    """The labels of older and of newer wordings, with those that changed sentences bear by themselves.

    Only phrases count, and only of types that the clause has: what a sentence is about without the rest of its clause
    is less sure than what the clause is about.
    """
    found_parts = ((side, entry.provision_id, part) for entry in entries for side, part in _changed(entry))
    parts = list(islice(found_parts, _MOST_SENTENCES_READ))
    added: tuple[dict[str, list[TypeLabel]], dict[str, list[TypeLabel]]] = ({}, {})
    for (side, provision_id, _), found in zip(parts, read([part for _, _, part in parts]), strict=True):
        types = {label.clause_type for label in labels[side].get(provision_id, ())}
        added[side].setdefault(provision_id, []).extend(
            replace(label, is_restated=True)
            for label in found
            if label.basis == "explicit" and label.clause_type in types
        )
    return _with(labels[0], added[0]), _with(labels[1], added[1])


def _with(labels: Labels, added: Labels) -> Labels:
    return dict(labels) | {provision: (*labels.get(provision, ()), *more) for provision, more in added.items()}


def _changed(entry: ClauseChangeEntry) -> Iterator[tuple[int, Part]]:
    """The sentences, of clauses with several, that one wording has and the other lacks; 0 is the older, 1 the newer."""
    if entry.before is None or entry.after is None:
        return
    quotes = entry.before.text, entry.after.text
    spans = [sentence_spans(quote) for quote in quotes]
    words = [
        [tuple(WORD.findall(quote, *span)) for span in of_quote] for quote, of_quote in zip(quotes, spans, strict=True)
    ]
    for side, quote in enumerate(quotes):
        others, lead_in = set(words[1 - side]), ""
        for (start, end), said in zip(spans[side], words[side], strict=True):
            sentence = quote[start:end]
            is_item = _ITEM.match(sentence) is not None
            if len(spans[side]) > 1 and said and said not in others:
                yield side, Part(quote, start, end, entry.heading_path, lead_in if is_item else "")
            lead_in = sentence if sentence.endswith(":") else lead_in if is_item else ""
