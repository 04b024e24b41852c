"""Why a change that seems better for the reader may not be.

A worsening that is told as better is the worst error: who is told so looks no further. Better told as unclear is mild.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from services.differ.align import ChangeKind
from services.differ.reading import grammar
from services.differ.reading.grammar import Actor, Deed, Force
from services.differ.reading.labels import TypeLabel
from services.differ.taxonomy.models import LEVELS, Stance
from services.differ.telling.forms import Compared
from services.differ.telling.hunks import Hunk
from services.differ.telling.offers import READERS_MAY
from services.differ.telling.places import telling_words
from services.differ.telling.signal_models import Direction, Signal, quoted_beginning

_BINDING = (Force.WILL, Force.MUST)
_FEWEST_WORDS_LOST = 4
_FEWEST_WORDS_ADDED = 2
_LONGEST_QUOTE = 90
_SPARED = re.compile(
    r"(?<!\w)(?:not|nothing|no|never|nicht|nichts|kein\w*|rien|ne)(?!\w)"
    r"(?! (?:be )?limited to)[^.;:]{0,60}(?<!\w)(?:limit|exclu|restrict|affect|waive|beschränk|einschränk"
    r"|ausgeschlossen|ausschl|berühr|port\w+ atteinte)",
    re.IGNORECASE,
)
"""What terms leave as it is: `nothing in these terms limits liability for …`."""

_OF_ANYBODY = re.compile(
    r"\s+(?:always |also )?(?:ask us for more|contact|reach|learn|read|find|visit|see|refer)(?!\w)", re.IGNORECASE
)
"""What anybody may do, whom no sentence has to let: `you can read more`."""


def protection_lost(compared: Compared) -> str:
    """The beginning of a sentence that protected readers, or let them do something, and went with what went.

    Empty where none did, or where a sentence that does so took its place.
    """
    older, newer = compared.before, compared.after
    if not older:
        return ""
    for place in compared.places if newer else (Hunk(0, len(older), 0, 0),):
        if len(older[place.before_start : place.before_end].split()) < _FEWEST_WORDS_LOST:
            continue
        went = next((at for at in _protections(older) if place.before_start <= at < place.before_end), None)
        if went is not None and not any(place.after_start <= at < place.after_end for at in _protections(newer)):
            start, end = grammar.sentence(older, went, went + 1)
            return quoted_beginning(older, max(start, place.before_start), end, _LONGEST_QUOTE).text
    return ""


def _protections(text: str) -> Iterator[int]:
    """Where a passage says what readers may do, what is done to protect them, and what the platform does not do."""
    yield from (match.start() for match in READERS_MAY.finditer(text) if not _OF_ANYBODY.match(text, match.end()))
    yield from (match.start() for match in _SPARED.finditer(text))
    for modal in grammar.modals(text):
        is_duty = modal.force in _BINDING and grammar.actor(text, modal.start) is not Actor.READER
        if (
            is_duty
            and grammar.deed(text, modal.end) is Deed.PROTECTS
            and not grammar.is_negated(text, modal.end, modal.end)
        ):
            yield modal.start
    for negator in grammar.negators(text):
        is_denial = grammar.actor(text, negator.start) is Actor.PLATFORM and not grammar.denies_nothing(text, negator)
        if is_denial and grammar.deed(text, negator.end) is Deed.INTRUDES:
            yield negator.start


def says_more_of_uses(compared: Compared, found: Sequence[Signal], language: str) -> bool:
    """Whether a clause that goes on says more of what is done with data, elsewhere than where it is better."""
    better = [one.after for one in found if one.direction is Direction.BETTER and one.after]
    added = 0
    for place in compared.places:
        said = [
            compared.after[start:end]
            for start, end in _parts(compared.after, place.after_start, place.after_end)
            if not any(one.start < end and start < one.end for one in better) and _is_of_a_use(compared.after, start)
        ]
        gone = telling_words("", compared.before[place.before_start : place.before_end], language)
        added += max(telling_words("", " ".join(said), language) - gone, 0)
    return added >= _FEWEST_WORDS_ADDED


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands from `start` to `end`, sentence by sentence."""
    while start < end:
        _, last = grammar.sentence(text, start, start + 1)
        yield start, min(last, end)
        start = max(last, start + 1)


def _is_of_a_use(text: str, place: int) -> bool:
    """Whether the sentence of `place` says what is done with data, not by readers, and neither limits nor denies it."""
    start, end = grammar.sentence(text, place, place + 1)
    is_theirs = grammar.actor(text, place) is Actor.READER
    return not is_theirs and grammar.handles(text, place) and not grammar.is_restrained(text[start:end])


def graver_matter(
    labels: Sequence[TypeLabel], gained: Sequence[str], stances: Mapping[str, Stance], of_nobody: Set[str]
) -> str:
    """The type, as grave at least, of what else a clause is about that came with a protection; empty where none is."""
    weights = {label.clause_type: LEVELS.index(label.severity) for label in labels}
    protecting = [weights.get(slug, 0) for slug in gained if stances.get(slug) == "protects"]
    if not protecting:
        return ""
    least = max(*protecting, LEVELS.index("medium"))
    matters = (
        slug
        for slug, weight in weights.items()
        if weight >= least and stances.get(slug) != "protects" and slug not in of_nobody
    )
    return next(matters, "")


def doubt(
    kind: ChangeKind, compared: Compared, found: Sequence[Signal], language: str, *, is_said_otherwise: bool
) -> str:
    """What speaks against a clause change that seems better, in words; empty where nothing does."""
    if is_said_otherwise:
        return "other words took its place" if kind is ChangeKind.REMOVED else "it took the place of other words"
    if lost := protection_lost(compared):
        return f"what protected readers went too (“{lost}”)"
    if kind is ChangeKind.MODIFIED and says_more_of_uses(compared, found, language):
        return "it says more of what is done with data, too"
    return ""
