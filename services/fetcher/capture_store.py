"""The SQL of captures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.fetcher.schedule import Schedule
from services.fetcher.schedule_store import ClaimedDocument
from shared.database import Connection
from shared.events import CapturedPart
from shared.events.snapshots import Origin


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What is kept of a part besides what its event says."""

    etag: str | None
    last_modified: str | None
    redirects: tuple[dict[str, object], ...]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One capture as it is written; `facts` go with `parts`, one each."""

    id: UUID
    document_id: str
    captured_at: datetime
    origin: Origin
    raw_sha256: str
    declaration_revision: int
    parts: tuple[CapturedPart, ...]
    facts: tuple[PartFacts, ...]
    source_commit: str | None = None


async def record_capture(
    connection: Connection, claimed: ClaimedDocument, capture: CaptureRow, schedule: Schedule
) -> bool:
    """Writes a live capture with the schedule after it and ends the lease; False when the lease was lost."""
    kept = await connection.fetchval(
        _RECORD_CAPTURE,
        claimed.document_id,
        claimed.lease,
        schedule.due_at,
        schedule.captures_since_quarantine,
        schedule.state.value,
        capture.id,
        capture.captured_at,
        capture.raw_sha256,
        capture.declaration_revision,
        _part_rows(capture.parts, capture.facts),
        claimed.schedule.due_at,
    )
    return bool(kept)


async def record_imported(connection: Connection, capture: CaptureRow) -> bool:
    """Writes an imported capture; False when the capture of that commit is there already."""
    is_new = await connection.fetchval(
        _RECORD_IMPORTED,
        capture.id,
        capture.document_id,
        capture.captured_at,
        capture.raw_sha256,
        capture.declaration_revision,
        capture.source_commit,
        _part_rows(capture.parts, capture.facts),
    )
    return bool(is_new)


async def has_live_captures(connection: Connection, document_id: str) -> bool:
    """Whether a document was ever captured by us."""
    return bool(await connection.fetchval(_HAS_LIVE_CAPTURES, document_id))


def _part_rows(parts: Sequence[CapturedPart], facts: Sequence[PartFacts]) -> list[dict[str, Any]]:
    return [
        {
            **part.model_dump(),
            "ordinal": ordinal,
            "etag": fact.etag,
            "last_modified": fact.last_modified,
            "redirects": fact.redirects,
            "headers": fact.headers,
        }
        for ordinal, (part, fact) in enumerate(zip(parts, facts, strict=True), start=1)
    ]


_PART_COLUMNS = """
    ordinal integer, url text, final_url text, status integer, media_type text, charset text, etag text,
    last_modified text, sha256 text, size_bytes bigint, redirects jsonb, headers jsonb
"""

# One statement, so that an unchanged page costs one round trip. The lease is the fence,
# and a due time that someone set in the meantime holds, as for failures.
_RECORD_CAPTURE = f"""
with kept as (
    update catalog.schedule
    set due_at = case when due_at = $11 then $3 else due_at end,
        captures_since_quarantine = $4, failures = 0, failing_since = null, gone_since = null,
        last_success_at = $7, last_error = null, leased_until = null, leased_by = null
    where document_id = $1 and leased_by = $2
    returning document_id
), stated as (
    update catalog.documents as document set state = $5, state_since = $7
    from kept where document.id = kept.document_id and document.state <> $5
), captured as (
    insert into catalog.captures (id, document_id, captured_at, origin, raw_sha256, declaration_revision)
    select $6, document_id, $7, 'live', $8, $9 from kept
), parted as (
    insert into catalog.capture_parts
        (capture_id, ordinal, url, final_url, status, media_type, charset, etag, last_modified, sha256,
         size_bytes, redirects, headers)
    select $6, part.* from kept, jsonb_to_recordset($10) as part ({_PART_COLUMNS})
)
select exists (select from kept)
"""  # noqa: S608 - the column list is a constant

_RECORD_IMPORTED = f"""
with captured as (
    insert into catalog.captures
        (id, document_id, captured_at, origin, raw_sha256, declaration_revision, source_commit)
    values ($1, $2, $3, 'import', $4, $5, $6)
    on conflict (document_id, source_commit) where source_commit is not null do nothing
    returning id
), parted as (
    insert into catalog.capture_parts
        (capture_id, ordinal, url, final_url, status, media_type, charset, etag, last_modified, sha256,
         size_bytes, redirects, headers)
    select captured.id, part.* from captured, jsonb_to_recordset($7) as part ({_PART_COLUMNS})
)
select exists (select from captured)
"""  # noqa: S608 - the column list is a constant

_HAS_LIVE_CAPTURES = "select exists (select from catalog.captures where document_id = $1 and origin = 'live')"
