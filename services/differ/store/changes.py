"""Changes and their clause changes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.differ.align import ChangeKind
from services.differ.capture import Capture
from services.differ.history import ClauseChangeEntry
from shared.database import Connection


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A change between two consecutive versions, as it is written down."""

    capture: Capture
    from_version: int
    from_rendition: UUID
    to_version: int
    to_rendition: UUID
    is_substantive: bool
    is_silent_edit: bool
    is_rollback: bool
    entries: Sequence[ClauseChangeEntry]


_INSERT_CHANGE = """
    insert into archive.changes
        (id, document_id, from_version, to_version, capture_id, captured_at, detected_at, from_rendition,
         to_rendition, origin, is_substantive, is_silent_edit, is_rollback, added, removed, modified, moved)
    select 'CW-C-' || lpad(number::text, greatest(6, length(number::text)), '0'),
           $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
    from nextval('archive.change_numbers') as number
    returning id
"""

_INSERT_CLAUSE_CHANGES = """
    insert into archive.clause_changes
        (change_id, ordinal, kind, provision_id, heading_path, before_start, before_text, after_start, after_text,
         redline, is_substantive, reason)
    select $1, entry.*
    from jsonb_to_recordset($2) as entry
        (ordinal integer, kind text, provision_id text, heading_path text[], before_start integer, before_text text,
         after_start integer, after_text text, redline jsonb, is_substantive boolean, reason text)
"""


async def insert_change(connection: Connection, change: ChangeRecord, now: datetime) -> str:
    """Writes a change with its clause changes, and gives its id."""
    kinds = Counter(entry.kind for entry in change.entries)
    change_id: str = await connection.fetchval(
        _INSERT_CHANGE,
        change.capture.document_id,
        change.from_version,
        change.to_version,
        change.capture.id,
        change.capture.captured_at,
        now,
        change.from_rendition,
        change.to_rendition,
        change.capture.origin,
        change.is_substantive,
        change.is_silent_edit,
        change.is_rollback,
        *(kinds[kind] for kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MODIFIED, ChangeKind.MOVED)),
    )
    await connection.execute(_INSERT_CLAUSE_CHANGES, change_id, [_row(entry) for entry in change.entries])
    return change_id


def _row(entry: ClauseChangeEntry) -> dict[str, object]:
    return {
        "ordinal": entry.ordinal,
        "kind": entry.kind,
        "provision_id": entry.provision_id,
        "heading_path": entry.heading_path,
        "before_start": entry.before and entry.before.start,
        "before_text": entry.before and entry.before.text,
        "after_start": entry.after and entry.after.start,
        "after_text": entry.after and entry.after.text,
        "redline": entry.redline,
        "is_substantive": entry.is_substantive,
        "reason": entry.reason,
    }
