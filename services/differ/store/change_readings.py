"""What changes mean, written beside them."""

from dataclasses import asdict

from services.differ.telling.change_reading import ChangeReading, ClauseChangeReading
from shared.database import Connection

_INSERT_READING = """
    insert into archive.change_readings
        (change_id, headline, is_rewrite, severity, severity_because, direction, direction_because, affected, actions,
         deadlines, read_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

_INSERT_CLAUSES = """
    insert into archive.clause_change_readings
        (change_id, ordinal, types, types_gained, types_lost, severity, severity_because, direction,
         direction_because, is_doubted, line, signals)
    select $1, entry.*
    from jsonb_to_recordset($2) as entry
        (ordinal integer, types text[], types_gained text[], types_lost text[], severity text,
         severity_because text, direction text, direction_because text, is_doubted boolean, line text, signals jsonb)
"""


async def insert(connection: Connection, change_id: str, reading: ChangeReading, read_by: str) -> None:
    """Writes the reading of a change and of its substantive clause changes."""
    summary = reading.summary
    await connection.execute(
        _INSERT_READING,
        change_id,
        summary.headline,
        summary.is_rewrite,
        summary.severity,
        summary.severity_because,
        summary.direction,
        summary.direction_because,
        [asdict(one) for one in summary.affected],
        [asdict(one) for one in summary.actions],
        [asdict(one) for one in summary.deadlines],
        read_by,
    )
    await connection.execute(_INSERT_CLAUSES, change_id, [_row(one) for one in reading.clauses])


def _row(one: ClauseChangeReading) -> dict[str, object]:
    change = one.change
    return {
        "ordinal": change.ordinal,
        "types": change.types,
        "types_gained": one.gained,
        "types_lost": one.lost,
        "severity": change.severity,
        "severity_because": change.severity_because,
        "direction": change.judged.direction,
        "direction_because": change.judged.because,
        "is_doubted": change.judged.is_doubted,
        "line": one.line,
        "signals": [asdict(signal) for signal in change.signals],
    }
