"""Several things in one phrase."""

from collections.abc import Sequence


def enumerated(things: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`; nothing of none."""
    return " and ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))
