"""What a clause lets its reader do about it: a way to opt out, consent, a setting, a refund, an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.differ.extract.document import Link
from services.differ.reading import grammar
from services.differ.taxonomy.signal_words import Mention, SignalWords

_GAP_WITHIN_ONE_CONTROL = 12
_LINK_REACH = 2
PURPOSES_OF_TYPES = {
    "advertising_tracking": {"advertising", "marketing"},
    "ai_training": {"ai_training"},
    "automated_decision": {"automated_decisions", "profiling"},
    "cookies_tracking": {"advertising", "analytics"},
    "data_sale": {"sale"},
}
"""The purposes that a type is about: an opt-out whose sentence names one of them is an opt-out from just that."""


@dataclass(frozen=True, slots=True)
class Control:
    """A control that a clause names, `clause[start:end] == text`, with the address it links to.

    `is_specific` says that its sentence names what it is a control of; a general setting near it is none.
    """

    kind: str
    start: int
    end: int
    text: str
    href: str | None
    is_specific: bool


def controls(
    clause: str, links: Sequence[Link], clause_types: Sequence[str], language: str, words: SignalWords
) -> tuple[Control, ...]:
    """The controls that `clause` names, in order; `links` have offsets into it. What it denies is none."""
    purposes = set[str]().union(*(PURPOSES_OF_TYPES.get(slug, ()) for slug in clause_types))
    found: list[Control] = []
    for mention in _joined(clause, words.occurrences("choices", clause, language)):
        if _is_denied(clause, mention):
            continue
        found.append(
            Control(
                kind=mention.word.slug,
                start=mention.start,
                end=mention.end,
                text=clause[mention.start : mention.end],
                href=_href(mention, links),
                is_specific=_is_specific(clause, mention, purposes, language, words),
            )
        )
    return tuple(found)


def _joined(clause: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Neighbouring words for one control as one: `choices you make` `in` `your settings`."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and _is_one(clause, last, mention):
            joined[-1] = replace(last, end=mention.end)
        else:
            joined.append(mention)
    return joined


def _is_one(clause: str, last: Mention, mention: Mention) -> bool:
    between = clause[last.end : mention.start]
    is_near = last.word is mention.word and len(between) <= _GAP_WITHIN_ONE_CONTROL
    return is_near and not any(mark in between for mark in ".;:\n")


def _is_denied(clause: str, mention: Mention) -> bool:
    """Whether the words just before take the control back: `you cannot opt out`, `without your consent`."""
    first, _ = grammar.sentence(clause, mention.start, mention.end)
    near = max(first, mention.start - 25)
    return any(negator.start >= near for negator in grammar.negators(clause[: mention.start]))


def _href(mention: Mention, links: Sequence[Link]) -> str | None:
    """The address of the link that overlaps the words, or begins right after them."""
    for link in links:
        if link.start < mention.end + _LINK_REACH and link.end > mention.start:
            return link.href
    return None


def _is_specific(clause: str, mention: Mention, purposes: set[str], language: str, words: SignalWords) -> bool:
    if mention.word.slug not in ("opt_out", "consent"):
        return False
    start, end = grammar.sentence(clause, mention.start, mention.end)
    named = {other.word.slug for other in words.mentions("purposes", clause[start:end], language)}
    return bool(named & purposes)
