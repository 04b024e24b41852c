"""Reads of changes and their clause changes, through granted views."""

from datetime import datetime

from services.api.archive.models import Change, ChangeReading, ClauseChange, GeneratedSummary
from shared.database import Connection

_CHANGES = """
    select change.id, change.document_id, document.platform_slug, document.platform_name, document.document_type,
           change.from_version, change.to_version, change.captured_at, change.detected_at, change.origin,
           change.is_substantive, change.is_silent_edit, change.is_rollback,
           change.added, change.removed, change.modified, change.moved,
           reading.headline, reading.severity, reading.direction
    from archive.readable_changes as change
    join catalog.readable_documents as document on document.id = change.document_id
    left join archive.readable_change_readings as reading on reading.change_id = change.id
"""

_CLAUSE_CHANGES = """
    select entry.kind, entry.provision_id, entry.heading_path, entry.before_text, entry.after_text, entry.redline,
           entry.is_substantive, entry.reason, to_jsonb(reading) as reading
    from archive.readable_clause_changes as entry
    left join archive.readable_clause_change_readings as reading
        on reading.change_id = entry.change_id and reading.ordinal = entry.ordinal
    where entry.change_id = $1 order by entry.ordinal
"""

_READING = """
    select headline, severity, severity_because, direction, direction_because, affected, actions, deadlines
    from archive.readable_change_readings where change_id = $1
"""

_GENERATED = """
    select summary, points, model, asked_at from archive.readable_generated_summaries where change_id = $1
"""


async def changes(
    connection: Connection,
    platform_slug: str | None,
    document_id: str | None,
    with_cosmetic: bool,
    before: tuple[datetime, str] | None,
    limit: int,
) -> list[Change]:
    """Changes by the time of their capture, newest first: those before the change with that time and id."""
    captured_at, change_id = before or (None, None)
    rows = await connection.fetch(
        _CHANGES
        + """
        where ($1::text is null or document.platform_slug = $1)
          and ($2::text is null or change.document_id = $2)
          and (change.is_substantive or $3)
          and ($4::timestamptz is null or (change.captured_at, change.id) < ($4, $5::text collate "C"))
        order by change.captured_at desc, change.id desc limit $6
        """,
        platform_slug,
        document_id,
        with_cosmetic,
        captured_at,
        change_id,
        limit,
    )
    return [Change.model_validate(dict(row)) for row in rows]


async def change(connection: Connection, change_id: str) -> Change | None:
    """One change without its clauses."""
    row = await connection.fetchrow(_CHANGES + "where change.id = $1", change_id)
    return None if row is None else Change.model_validate(dict(row))


async def clause_changes(connection: Connection, change_id: str) -> list[ClauseChange]:
    """What became of each provision in a change, in the document's order."""
    rows = await connection.fetch(_CLAUSE_CHANGES, change_id)
    return [ClauseChange.model_validate(dict(row)) for row in rows]


async def reading(connection: Connection, change_id: str) -> ChangeReading | None:
    """What a change means; None for what changed in form alone."""
    row = await connection.fetchrow(_READING, change_id)
    return None if row is None else ChangeReading.model_validate(dict(row))


async def generated(connection: Connection, change_id: str) -> GeneratedSummary | None:
    """What a language model wrote of a change, where one did."""
    row = await connection.fetchrow(_GENERATED, change_id)
    return None if row is None else GeneratedSummary.model_validate(dict(row))
