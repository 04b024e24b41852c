"""Which words a text must have for a pattern to be found in it, so that most patterns need not be tried.

The idea is that of RE2's own FilteredRE2, which its Python binding does not have: of each pattern the pieces that
every match contains, as sets of which one must be there. Patterns with gaps (`.{0,60}`) are dear to search in every
text, or to join into one automaton. A piece is a word, part of a word, or two words beside each other: which of them a
word has is looked up once, when it is first met (`pieces.py`).
"""

import re
import string
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

Pieces: TypeAlias = frozenset[str]
"""Alternatives in small letters, one of which is in every match. `BOUNDARY` in them stands for a word boundary; two
words beside each other, whatever stands between them, have a space."""

_Texts: TypeAlias = frozenset[str]
"""All that part of a pattern can match, in small letters, with `BOUNDARY` where a word has to end."""

BOUNDARY = "\b"
_WORD_CHARACTERS = frozenset(f"{string.ascii_letters}{string.digits}_")
_WORD = re.compile(r"\w+", re.ASCII)
_NOTHING = frozenset({""})
_MOST_ALTERNATIVES = 64
_MOST_CHARACTERS_OF_CLASS = 10
_SHORTEST = 3
_MOST_REMEMBERED = 20_000
_WORTH_OF_NEIGHBOURS = 2
_LONGEST_TOLD_APART = 6
_STANDING_EVERYWHERE = (
    "a all am an and any are as at au auf be by can ce d das de dem den der des die do du ein eine en es est et for "
    "from has have i if ihr im in is it l la le les may mit n ne no not nous oder of on or our par pour s sie so t "
    "that the this to un und une us von vous we will wir with you your zu"
)
_EVERYWHERE = frozenset(_STANDING_EVERYWHERE.split())
MOST_REQUIRED = 3


def required_pieces(pattern: str) -> tuple[tuple[Pieces, ...], ...]:
    """For each alternative way to match `pattern`: what a text must have that is matched in this way, in its order.

    A way for which nothing can be said has no needs: such a pattern must be tried on every text.
    """
    return tuple(_required(way) for way in _ways(list(parser.parse(pattern, re.IGNORECASE))))


def _ways(nodes: list[Any]) -> list[list[Any]]:
    """The sequences that the first choice between parts leaves, where these are more than a few texts."""
    for index, (operation, argument) in enumerate(nodes):
        inner = list(argument[-1]) if operation == parser.SUBPATTERN else [(operation, argument)]
        if len(inner) == 1 and inner[0][0] == parser.BRANCH and _of_sequence(inner)[0] is None:
            return [[*nodes[:index], *branch, *nodes[index + 1 :]] for branch in inner[0][1][1]]
    return [nodes]


def _required(nodes: Sequence[Any]) -> tuple[Pieces, ...]:
    texts, needs = _of_sequence(nodes)
    usable = [need for need in (needs if texts is None else [_in_words(texts)]) if "" not in need]
    chosen = sorted(range(len(usable)), key=lambda index: telling(usable[index]), reverse=True)[:MOST_REQUIRED]
    return tuple(_shortest_of(usable[index]) for index in sorted(chosen))


def _shortest_of(need: Pieces) -> Pieces:
    """`need` without the pieces that have another of it in them."""
    shortest: list[str] = []
    for piece in sorted(need, key=lambda piece: (len(piece), piece)):
        if not any(other in piece for other in shortest):
            shortest.append(piece)
    return frozenset(shortest)


def telling(need: Pieces) -> tuple[int, int, list[str]]:
    """How few texts have any of the pieces, as something to sort by: by the length of their words, and their number."""
    return min(min(map(_worth, need), default=0), _LONGEST_TOLD_APART), -len(need), sorted(need)


def _in_words(texts: _Texts) -> Pieces:
    """What a text has that has one of `texts`; nothing of those that have no telling word."""
    return frozenset(map(_most_telling, texts))


@lru_cache(_MOST_REMEMBERED)
def _most_telling(text: str) -> str:
    """The most telling word of a text, or two words beside each other, both of them whole."""
    bare = text.replace(BOUNDARY, "")
    words = [
        (BOUNDARY if word.start() > 0 or text.startswith(BOUNDARY) else "")
        + word.group()
        + (BOUNDARY if word.end() < len(bare) or text.endswith(BOUNDARY) else "")
        for word in _WORD.finditer(bare)
    ]
    pairs = [
        f"{first.removesuffix(BOUNDARY)} {second.removeprefix(BOUNDARY)}"
        for first, second in pairwise(words)
        if first.startswith(BOUNDARY) and second.endswith(BOUNDARY)
    ]
    return max((piece for piece in (*words, *pairs) if _worth(piece) > 0), key=_worth, default="")


@lru_cache(_MOST_REMEMBERED)
def _worth(piece: str) -> int:
    """How few texts have a piece, by its letters: 1 for words that stand everywhere, 0 for a few letters of many."""
    words = piece.strip(BOUNDARY).split()
    letters = sum(len(word) for word in words if word not in _EVERYWHERE)
    is_whole = piece.startswith(BOUNDARY) and piece.endswith(BOUNDARY)
    if not is_whole and letters < _SHORTEST:
        return 0
    return max(letters + _WORTH_OF_NEIGHBOURS * (len(words) - 1), int(is_whole))


def _of_sequence(
    nodes: Sequence[Any], *, begins: bool = False, ends: bool = False
) -> tuple[_Texts | None, list[Pieces]]:
    """All that the nodes can match, where that is a few texts; else what they require, in order.

    `begins` and `ends` say that no word goes on before and after them.
    """
    backwards = nodes[::-1]

    def begins_at(place: int) -> bool:
        return _is_edge_before(nodes, place, edge=begins)

    def ends_at(place: int) -> bool:
        return _is_edge_before(backwards, len(nodes) - place, edge=ends, backwards=True)

    run = _mark(begins)
    letters = ""
    needs: list[Pieces] = []
    is_whole = True
    for place, (operation, argument) in enumerate(nodes):
        within: list[Pieces] = []
        if operation == parser.LITERAL:
            texts = _of_characters((argument,))
            if texts is not None:
                letters += next(iter(texts))
                continue
        else:
            texts, within = _of_node(operation, argument, begins=begins_at(place), ends=ends_at(place + 1))
        run, letters = _joined(run, frozenset({letters})), ""
        if texts is not None and len(run) * len(texts) <= _MOST_ALTERNATIVES:
            run = _joined(run, texts)
            continue
        is_whole = False
        needs += [_in_words(_joined(run, _mark(ends_at(place)))), *within]
        run = _mark(begins_at(place + 1)) if texts is None else _joined(_mark(begins_at(place)), texts)
    run = _joined(_joined(run, frozenset({letters})), _mark(ends))
    return (run, []) if is_whole else (None, [*needs, _in_words(run)])


def _mark(is_edge: bool) -> _Texts:
    return frozenset({BOUNDARY if is_edge else ""})


def _is_edge_before(nodes: Sequence[Any], place: int, *, edge: bool, backwards: bool = False) -> bool:
    """Whether no word goes on before `nodes[place]`, given by `edge` whether none does before the first.

    Nodes that are given backwards are looked at from their ends.
    """
    if place == 0:
        return edge
    operation, argument = nodes[place - 1]
    if operation == parser.LITERAL:
        return chr(argument) not in _WORD_CHARACTERS
    before = _is_edge_before(nodes, place - 1, edge=edge, backwards=backwards)
    return _is_edge(operation, argument, edge=before, backwards=backwards)


def _is_edge(operation: Any, argument: Any, *, edge: bool, backwards: bool) -> bool:
    """Whether no word goes on after a node, given whether none does before it."""

    def beyond(nodes: Any) -> bool:
        ordered = list(nodes)[::-1] if backwards else nodes
        return _is_edge_before(ordered, len(ordered), edge=edge, backwards=backwards)

    match operation:
        case parser.AT:
            return bool(argument != parser.AT_NON_BOUNDARY)
        case parser.IN:
            return all(_is_between_words(*member) for member in argument)
        case parser.SUBPATTERN:
            return beyond(argument[-1])
        case parser.BRANCH:
            return all(map(beyond, argument[1]))
        case parser.MAX_REPEAT | parser.MIN_REPEAT:
            least, _, nodes = argument
            return (edge or least > 0) and beyond(nodes)
    return False


def _is_between_words(operation: Any, argument: Any) -> bool:
    if operation == parser.LITERAL:
        return chr(argument) not in _WORD_CHARACTERS
    return argument in (parser.CATEGORY_SPACE, parser.CATEGORY_NOT_WORD)


def _of_node(operation: Any, argument: Any, *, begins: bool, ends: bool) -> tuple[_Texts | None, list[Pieces]]:
    match operation:
        case parser.AT:
            return _mark(argument == parser.AT_BOUNDARY), []
        case parser.IN:
            return _of_class(argument), []
        case parser.SUBPATTERN:
            return _of_sequence(list(argument[-1]), begins=begins, ends=ends)
        case parser.BRANCH:
            return _of_branches([_of_sequence(list(branch), begins=begins, ends=ends) for branch in argument[1]])
        case parser.MAX_REPEAT | parser.MIN_REPEAT:
            least, most, nodes = argument
            is_single = int(most) == 1
            found = _of_sequence(list(nodes), begins=begins and is_single, ends=ends and is_single)
            return _of_repeat(least, found, is_single=is_single)
    return None, []


@lru_cache(_MOST_REMEMBERED)
def _of_characters(codes: tuple[int, ...]) -> _Texts | None:
    characters = frozenset(chr(code).lower() for code in codes)
    return None if any(not character.isascii() and character.isalnum() for character in characters) else characters


def _of_class(members: Sequence[tuple[Any, Any]]) -> _Texts | None:
    codes: list[int] = []
    for operation, argument in members:
        match operation:
            case parser.LITERAL:
                codes.append(argument)
            case parser.RANGE:
                codes += range(argument[0], argument[1] + 1)
            case _:
                return None
    return _of_characters(tuple(codes)) if len(codes) <= _MOST_CHARACTERS_OF_CLASS else None


def _of_branches(found: Sequence[tuple[_Texts | None, list[Pieces]]]) -> tuple[_Texts | None, list[Pieces]]:
    whole = [texts for texts, _ in found if texts is not None]
    if len(whole) == len(found):
        together = frozenset[str]().union(*whole)
        if len(together) <= _MOST_ALTERNATIVES:
            return together, []
    each = [needs if texts is None else [_in_words(texts)] for texts, needs in found]
    return None, [frozenset[str]().union(*(max(needs, key=telling, default=_NOTHING) for needs in each))]


def _of_repeat(
    least: int, found: tuple[_Texts | None, list[Pieces]], *, is_single: bool
) -> tuple[_Texts | None, list[Pieces]]:
    texts, needs = found
    if least == 0:
        return (texts | _NOTHING, []) if texts is not None and is_single else (None, [])
    if is_single:
        return texts, needs
    return None, needs if texts is None else [_in_words(texts)]


def _joined(first: _Texts, second: _Texts) -> _Texts:
    return frozenset(before + after for before in first for after in second)
