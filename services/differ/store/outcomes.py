"""What became of each capture, with the figures behind it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from services.differ.capture import Capture
from shared.database import Connection

_RECORD = """
    insert into archive.outcomes
        (capture_id, document_id, captured_at, outcome, version, change_id, reason, evidence, decided_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (capture_id) do update
    set outcome = excluded.outcome, version = excluded.version, change_id = excluded.change_id,
        reason = excluded.reason, evidence = excluded.evidence, decided_at = excluded.decided_at
"""

_IS_DECIDED = "select exists (select from archive.outcomes where capture_id = $1)"


async def record(
    connection: Connection,
    capture: Capture,
    outcome: str,
    reason: str,
    evidence: Mapping[str, object],
    now: datetime,
    version: int | None = None,
    change_id: str | None = None,
) -> None:
    """Writes what became of `capture`; an operator's decision replaces what the gates said."""
    await connection.execute(
        _RECORD,
        capture.id,
        capture.document_id,
        capture.captured_at,
        outcome,
        version,
        change_id,
        reason,
        dict(evidence),
        now,
    )


async def is_decided(connection: Connection, capture_id: UUID) -> bool:
    """Whether a capture has its outcome already."""
    return bool(await connection.fetchval(_IS_DECIDED, capture_id))
