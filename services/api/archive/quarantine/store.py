"""Reads of quarantined captures, through granted views."""

from uuid import UUID

from services.api.archive.models import QuarantinedCapture, QuarantineState
from shared.database import Connection

_QUARANTINE = """
    select held.capture_id, held.document_id, document.platform_name, document.document_type, held.captured_at,
           held.reason, held.evidence, left(held.text, 1000) as excerpt, held.state, held.decided_at
    from archive.readable_quarantine as held
    join catalog.readable_documents as document on document.id = held.document_id
"""


async def quarantined(
    connection: Connection, state: QuarantineState | None, before: UUID | None, limit: int
) -> list[QuarantinedCapture]:
    """Quarantined captures in a state or in all, newest first, those before capture `before`."""
    rows = await connection.fetch(
        _QUARANTINE
        + """
        where ($1::text is null or held.state = $1) and ($2::uuid is null or held.capture_id < $2)
        order by held.capture_id desc limit $3
        """,
        state,
        before,
        limit,
    )
    return [QuarantinedCapture.model_validate(dict(row)) for row in rows]


async def quarantined_capture(connection: Connection, capture_id: UUID) -> QuarantinedCapture | None:
    """One quarantined capture."""
    row = await connection.fetchrow(_QUARANTINE + "where held.capture_id = $1", capture_id)
    return None if row is None else QuarantinedCapture.model_validate(dict(row))
