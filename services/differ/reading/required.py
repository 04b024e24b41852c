"""What a text must contain for a pattern to be found in it: literal pieces, so that most patterns need not be tried.

The idea is that of RE2's own FilteredRE2, which its Python binding does not have: of each pattern the pieces that
every match contains, as sets of which one must be there. Patterns with gaps (`.{0,60}`) are dear to search in every
text, or to join into one automaton; their pieces are cheap.
"""

import re
from collections.abc import Iterable, Sequence
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

import re2

Pieces: TypeAlias = frozenset[str]
"""Alternatives, one of which is in every match. `BOUNDARY` in them stands for a word boundary."""

BOUNDARY = "\b"
_MOST_ALTERNATIVES = 64
_MOST_CHARACTERS_OF_CLASS = 4
_SHORTEST = 3
_EVERYWHERE = frozenset(
    {
        *(
            "the",
            "and",
            "for",
            "you",
            "your",
            "our",
            "not",
            "any",
            "are",
            "may",
            "will",
            "with",
            "that",
            "this",
            "from",
        ),
        *(
            "from",
            "have",
            "has",
            "can",
            "all",
            "der",
            "die",
            "das",
            "und",
            "sie",
            "ihr",
            "wir",
            "mit",
            "les",
            "des",
            "vous",
        ),
        *("nous", "est", "une", "par", "pour"),
    }
)
MOST_REQUIRED = 3


def required_pieces(pattern: str) -> tuple[tuple[Pieces, ...], ...]:
    """For each alternative way to match `pattern`: sets of pieces in small letters, each of which a text meets that is
    matched in this way, the most telling first.

    A way for which nothing can be said has none: such a pattern must be tried on every text.
    """
    return tuple(_required(way) for way in _ways(list(parser.parse(pattern, re.IGNORECASE))))


def _ways(nodes: list[Any]) -> list[list[Any]]:
    """The sequences that the first choice between parts leaves, where these are more than a few texts."""
    for index, (operation, argument) in enumerate(nodes):
        inner = list(argument[-1]) if str(operation) == "SUBPATTERN" else [(operation, argument)]
        if len(inner) == 1 and str(inner[0][0]) == "BRANCH" and _of_node(*inner[0])[0] is None:
            return [[*nodes[:index], *branch, *nodes[index + 1 :]] for branch in inner[0][1][1]]
    return [nodes]


def _required(nodes: Iterable[Any]) -> tuple[Pieces, ...]:
    exact, required = _of_sequence(nodes)
    if exact is not None:
        required = [*required, exact]
    usable = [pieces for pieces in required if all(map(_is_telling, pieces))]
    return tuple(sorted(usable, key=_telling, reverse=True)[:MOST_REQUIRED])


def pattern_of(piece: str) -> str:
    """A piece as a pattern."""
    before = r"\b" if piece.startswith(BOUNDARY) else ""
    after = r"\b" if piece.endswith(BOUNDARY) else ""
    return f"{before}{re2.escape(piece.strip(BOUNDARY))}{after}"


def _is_telling(piece: str) -> bool:
    """Whether few texts have a piece: not a word that stands everywhere, nor a few letters that are part of many."""
    letters = piece.strip(f"{BOUNDARY} ")
    is_word = len(piece) - len(piece.lstrip(f"{BOUNDARY} ")) > 0 < len(piece) - len(piece.rstrip(f"{BOUNDARY} "))
    return letters not in _EVERYWHERE and len(letters) >= (_SHORTEST - 1 if is_word else _SHORTEST)


def _telling(pieces: Pieces) -> tuple[int, int, list[str]]:
    return min(_shortest(pieces), 6), -len(pieces), sorted(pieces)


def _shortest(pieces: Pieces) -> int:
    return min((len(piece.strip(BOUNDARY)) for piece in pieces), default=0)


def _of_sequence(nodes: Iterable[Any]) -> tuple[Pieces | None, list[Pieces]]:
    """All that the nodes can match, where that is a few texts; and what they require beside."""
    run: Pieces | None = frozenset({""})
    required: list[Pieces] = []
    is_exact = True
    for operation, argument in nodes:
        exact, beside = _of_node(operation, argument)
        required.extend(beside)
        joined = _joined(run, exact) if run is not None and exact is not None else None
        if joined is not None:
            run = joined
            continue
        is_exact = False
        if run is not None:
            required.append(run)
        run = exact if exact is not None else frozenset({""})
    if is_exact:
        return run, required
    if run is not None:
        required.append(run)
    return None, required


def _of_node(operation: Any, argument: Any) -> tuple[Pieces | None, list[Pieces]]:
    match str(operation):
        case "LITERAL":
            return frozenset({chr(argument).lower()}), []
        case "AT":
            return frozenset({BOUNDARY if str(argument) == "AT_BOUNDARY" else ""}), []
        case "IN":
            return _of_class(argument), []
        case "SUBPATTERN":
            return _of_sequence(argument[-1])
        case "BRANCH":
            return _of_branches(argument[1])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _of_repeat(*argument)
    return None, []


def _of_class(members: Sequence[tuple[Any, Any]]) -> Pieces | None:
    if len(members) > _MOST_CHARACTERS_OF_CLASS or any(str(operation) != "LITERAL" for operation, _ in members):
        return None
    return frozenset(chr(character).lower() for _, character in members)


def _of_branches(branches: Sequence[Iterable[Any]]) -> tuple[Pieces | None, list[Pieces]]:
    found = [_of_sequence(branch) for branch in branches]
    exacts = [exact for exact, _ in found if exact is not None]
    if len(exacts) == len(found):
        together = frozenset[str]().union(*exacts)
        if len(together) <= _MOST_ALTERNATIVES:
            return together, []
    chosen = [
        max([*required, *([exact] if exact is not None else [])], key=_telling, default=frozenset({""}))
        for exact, required in found
    ]
    return None, [frozenset[str]().union(*chosen)]


def _of_repeat(least: int, most: int, nodes: Iterable[Any]) -> tuple[Pieces | None, list[Pieces]]:
    exact, required = _of_sequence(nodes)
    if least == 0:
        return (exact | {""}, []) if exact is not None and int(most) == 1 else (None, [])
    if least == int(most) == 1:
        return exact, required
    return None, [*required, *([exact] if exact is not None else [])]


def _joined(first: Pieces, second: Pieces) -> Pieces | None:
    if len(first) * len(second) > _MOST_ALTERNATIVES:
        return None
    return frozenset(_without_inner_boundary(before + after) for before in first for after in second)


def _without_inner_boundary(piece: str) -> str:
    """A boundary inside a piece says nothing that its characters do not."""
    inner = piece[1:-1].replace(BOUNDARY, "")
    return piece[:1] + inner + piece[-1:] if len(piece) > 1 else piece
