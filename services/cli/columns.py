"""Rows as lines for a terminal, in columns that line up, with captured text made harmless."""

from collections.abc import Iterable, Iterator

from services.cli.terminal import harmless

Row = tuple[str, ...]


def columns(rows: Iterable[Row]) -> Iterator[str]:
    """Rows with every cell but a row's last as wide as the widest of its column."""
    kept = [tuple(map(harmless, row)) for row in rows]
    widths: dict[int, int] = {}
    for row in kept:
        for place, cell in enumerate(row[:-1]):
            widths[place] = max(widths.get(place, 0), len(cell))
    for row in kept:
        padded = [cell.ljust(widths[place]) for place, cell in enumerate(row[:-1])]
        yield ("  " + "  ".join([*padded, row[-1]])).rstrip()
