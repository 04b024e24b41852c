"""The order in which a mail tells things: what is gravest first, since what does not fit is left to the page. Pure."""

from collections.abc import Sequence

from services.notifier.content import ClauseChange, Direction, Level, ToldChange

_RANKS: dict[Level | None, int] = {"high": 0, "medium": 1, "low": 2, None: 3}
_RANKS_OF_DIRECTIONS: dict[Direction | None, int] = {"worse": 0, "unclear": 1, "better": 2, "neutral": 3, None: 4}


def gravest_changes_first(told: Sequence[ToldChange]) -> list[ToldChange]:
    """`told` by severity, as they came where that is the same; changes that were not read come last."""
    return sorted(told, key=lambda one: _RANKS[one.change.reading.severity if one.change.reading else None])


def gravest_clauses_first(clauses: Sequence[ClauseChange]) -> list[ClauseChange]:
    """`clauses` by severity, then what is worse for the reader first, and in the order of the document."""
    return sorted(clauses, key=lambda clause: (_RANKS[clause.severity], _RANKS_OF_DIRECTIONS[clause.direction]))
