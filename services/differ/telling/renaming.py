"""A name, or a term, that another one takes the place of in several clauses of a change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from services.differ.dates import find_dates
from services.differ.reading import grammar
from services.differ.reading.words import WORD, is_function_word, stem
from services.differ.redline import redline
from services.differ.references import is_counter
from services.differ.taxonomy.signal_words import GROUPS, SignalWords
from services.differ.telling.figures import figures
from services.differ.telling.forms import Compared
from services.differ.telling.hunks import Hunk, hunks
from services.differ.telling.places import ADDRESS, told_places

_FEWEST_CLAUSES = 2
_FEWEST_CLAUSES_OF_A_TERM = 3
_LONGEST_WORDS = 6
_LONGEST_CHARACTERS = 100
_MOST_RENAMINGS = 5
_MOST_OFFERED = 200
_PATTERNS_KEPT = 1_000
_OF_A_NAME = re.compile(r"[^\W_]*[^\W\d_a-zà-öø-ÿß][^\W_]*")
_NAME_BEFORE = re.compile(r"(?:(?<![^\W\d_])(?<![.!?:] )[A-ZÀ-Þ][\w’'-]* )+$")
_NAME_AFTER = re.compile(r"(?: [A-ZÀ-Þ][\w’'-]*)+")
_PARTS = re.compile(r"[,;:()\n]")


class Named(StrEnum):
    """What a renaming gives another name to."""

    NAME = "name"
    TERM = "term"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Renaming:
    """`before` is `after` in the clause changes with the positions `clauses`."""

    before: str
    after: str
    clauses: tuple[int, ...]
    named: Named


def renamings(changes: Sequence[Compared], language: str, words: SignalWords) -> tuple[Renaming, ...]:
    """The renamings of a change, those in the most clauses first.

    A clause counts where the newer name took every place of the older one, with nothing put in beside it. What means
    something by itself is no name and no term: a place, a date, a figure, a verb.
    """
    offered = Counter(pair for change in changes for pair in _pairs(change))
    found = []
    for (before, after), _ in offered.most_common(_MOST_OFFERED):
        if not _may_be_renamed(before, after, language, words):
            continue
        named = _named(before, after, offered)
        clauses = tuple(number for number, change in enumerate(changes) if _explains(before, after, change))
        if len(clauses) >= (_FEWEST_CLAUSES_OF_A_TERM if named is Named.TERM else _FEWEST_CLAUSES):
            found.append(Renaming(before, after, clauses, named))
    found.sort(key=lambda one: (-len(one.clauses), one.before[0].isupper(), -len(one.before), one.before, one.after))
    return tuple(_one_of_each(found))


def beside(change: Compared, number: int, found: Sequence[Renaming]) -> tuple[Hunk, ...]:
    """Where a clause change's wordings differ beside the renamings that it is one of."""
    known = {one.before: one.after for one in found if number in one.clauses}
    if not known:
        return change.places
    renamed = _Renamed(change.before, known)
    places = [renamed.place(hunk) for hunk in hunks(redline(renamed.text, change.after))]
    return told_places(change.before, change.after, places)


def _one_of_each(found: Sequence[Renaming]) -> list[Renaming]:
    """One renaming for each older name, and none whose names are only part of, or hold, another's."""
    chosen: list[Renaming] = []
    for one in found:
        if not any(_overlap(one, other) for other in chosen):
            chosen.append(one)
    return chosen[:_MOST_RENAMINGS]


def _overlap(one: Renaming, other: Renaming) -> bool:
    return _has(one.before, other.before) or _has(other.before, one.before)


def _pairs(change: Compared) -> set[tuple[str, str]]:
    """What stood and what stands at each place of a rewording, alone and with the rest of the name that it is part of.

    What is too long for a name is left out.
    """
    pairs = set()
    for place in change.places:
        gone = change.before[place.before_start : place.before_end]
        come = change.after[place.after_start : place.after_end]
        if 0 < len(gone) <= _LONGEST_CHARACTERS and 0 < len(come) <= _LONGEST_CHARACTERS:
            pairs.add((gone, come))
            first, last = _around(change.after, place.after_start, place.after_end)
            pairs.add((first + gone + last, first + come + last))
    return pairs


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words with a capital right before and after `text[start:end]`, where that is a name itself."""
    if not _is_name(text[start:end]):
        return "", ""
    first = _NAME_BEFORE.search(text, max(0, start - _LONGEST_CHARACTERS), start)
    last = _NAME_AFTER.match(text, end, end + _LONGEST_CHARACTERS)
    return first.group() if first else "", last.group() if last else ""


def _may_be_renamed(before: str, after: str, language: str, words: SignalWords) -> bool:
    if _stem(before) == _stem(after) or _has(before, after) or _has(after, before):
        return False
    return all(_is_address(text) or _names_something(text, language, words) for text in (before, after))


def _stem(text: str) -> str:
    """A text without what makes several of one."""
    return " ".join(map(stem, WORD.findall(text.casefold())))


def _names_something(text: str, language: str, words: SignalWords) -> bool:
    found = WORD.findall(text)
    if not 0 < len(found) <= _LONGEST_WORDS or _PARTS.search(text) or is_counter(text):
        return False
    if find_dates(text) or figures(text) or grammar.modals(text) or grammar.negators(text):
        return False
    if any(words.mentions(group, text, language) for group in GROUPS):
        return False
    return not any(is_function_word(word.lower(), language) or word[0].isdigit() for word in (found[0], found[-1]))


def _named(before: str, after: str, offered: Container[tuple[str, str]]) -> Named:
    """What the two are: a name has capitals, and not only where a sentence begins with it."""
    if _is_address(before):
        return Named.ADDRESS
    is_also_small = (before[0].lower() + before[1:], after[0].lower() + after[1:]) in offered
    return Named.NAME if _is_name(before) and _is_name(after) and not is_also_small else Named.TERM


def _is_name(text: str) -> bool:
    """Whether its first and last words have a capital."""
    found = WORD.findall(text)
    return bool(found) and not _is_address(text) and all(map(_OF_A_NAME.fullmatch, (found[0], found[-1])))


def _is_address(text: str) -> bool:
    return ADDRESS.fullmatch(text) is not None


def _explains(before: str, after: str, change: Compared) -> bool:
    stood = [*_pattern(before).finditer(change.before)]
    return bool(stood) and not _has(change.after, before) and all(_is_replaced(change, one, after) for one in stood)


def _is_replaced(change: Compared, stood: re.Match[str], after: str) -> bool:
    """Whether `after` stands where an older name `stood`, with nothing put in beside it."""
    touching = [place for place in change.places if place.touches_before(stood.start(), stood.end())]
    if len(touching) != 1:
        return False
    (place,) = touching
    first, last = min(place.before_start, stood.start()), max(place.before_end, stood.end())
    come = change.after[place.after_start - (place.before_start - first) : place.after_end + last - place.before_end]
    gone = _Renamed(change.before[first:last], {stood.group(): after}).text
    left = iter(WORD.findall(gone.casefold()))
    return _has(come, after) and all(word in left for word in WORD.findall(come.casefold()))


def _has(text: str, name: str) -> bool:
    return _pattern(name).search(text) is not None


@lru_cache(maxsize=_PATTERNS_KEPT)
def _pattern(*names: str) -> re.Pattern[str]:
    """Any of `names`, the longest first; a sentence may begin with one."""
    longest_first = sorted(names, key=len, reverse=True)
    written = (f"(?i:{re.escape(name[0])}){re.escape(name[1:])}" for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")


class _Renamed:
    """A text with each older name replaced, and where its places stand in the text as it was."""

    def __init__(self, text: str, known: Mapping[str, str]) -> None:
        self._replaced: list[tuple[int, int, int, int]] = []
        pieces: list[str] = []
        last = length = 0
        for match in _pattern(*known).finditer(text):
            newer = _newer(match.group(), known)
            pieces += [text[last : match.start()], newer]
            length += match.start() - last
            self._replaced.append((length, length + len(newer), match.start(), match.end()))
            last, length = match.end(), length + len(newer)
        self.text = "".join([*pieces, text[last:]])

    def place(self, hunk: Hunk) -> Hunk:
        """A place of the replaced text as one of the text as it was; a name is in it whole or not at all."""
        return Hunk(
            self._was(hunk.before_start, is_end=False),
            self._was(hunk.before_end, is_end=True),
            hunk.after_start,
            hunk.after_end,
        )

    def _was(self, place: int, *, is_end: bool) -> int:
        shift = 0
        for start, end, old_start, old_end in self._replaced:
            if place <= start:
                break
            if place < end:
                return old_end if is_end else old_start
            shift = old_end - end
        return place + shift


def _newer(written: str, known: Mapping[str, str]) -> str:
    """The newer name for an older one as it is written: with a capital where that alone tells it from the known one."""
    if written in known:
        return known[written]
    other = written[0].swapcase() + written[1:]
    newer = known[other]
    return (newer[0].upper() if written[0].isupper() else newer[0].lower()) + newer[1:]
