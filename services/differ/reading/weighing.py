"""Which of a clause's possible types it is given, by the log-odds of each: what reader and training share."""

from collections.abc import Mapping, Set

STRONG_CUE_ALONE = 1.5
"""Log-odds of a type that the model does not know, by a strong cue."""

WEAK_CUES_ALONE = 0.5
"""The same by two weak cues, or by one that the heading bears out."""

WEAK_CUES_THAT_SUFFICE = 2
"""So many weak cues give a type that the model does not know."""

LARGEST_GAP = 6.25
"""How far, in log-odds, a type may stay behind the surest; one that stays farther behind is left out."""


def not_far_behind(log_odds: Mapping[str, float], by_themselves: Set[str]) -> set[str]:
    """Those of the types that do not stay far behind the surest, and of those that stand `by_themselves` each.

    By itself stands a marked type, whose own threshold is enough, and one that the model does not know and a strong cue
    or the heading tells: its odds are a convention, which the model's do not outweigh.
    """
    if not log_odds:
        return set()
    least = max(log_odds.values()) - LARGEST_GAP
    return {slug for slug, odds in log_odds.items() if odds >= least or slug in by_themselves}
