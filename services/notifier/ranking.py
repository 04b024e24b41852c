"""The order in which a mail tells things: what is gravest first, since what does not fit is left to the page. Pure."""

from collections.abc import Sequence

from services.notifier.content import ClauseChange, Level, ToldChange

_RANKS: dict[Level | None, int] = {"high": 0, "medium": 1, "low": 2, None: 3}


def gravest_changes_first(told: Sequence[ToldChange]) -> list[ToldChange]:
    """`told` by severity, as they came where that is the same; changes that were not read come last."""
    return sorted(told, key=lambda one: _RANKS[one.change.reading.severity if one.change.reading else None])


def gravest_clauses_first(clauses: Sequence[ClauseChange]) -> list[ClauseChange]:
    """`clauses` by severity, in the document's order where that is the same; a mere change of form comes after words
    as grave.
    """
    return sorted(clauses, key=lambda clause: (_RANKS[clause.severity], clause.direction == "neutral"))
