"""Reads of changes and their clause changes, through granted views."""

from datetime import datetime

from services.api.archive.models import Change, ClauseChange
from shared.database import Connection

_CHANGES = """
    select change.id, change.document_id, document.platform_slug, document.platform_name, document.document_type,
           change.from_version, change.to_version, change.captured_at, change.detected_at, change.origin,
           change.is_substantive, change.is_silent_edit, change.is_rollback,
           change.added, change.removed, change.modified, change.moved
    from archive.readable_changes as change
    join catalog.readable_documents as document on document.id = change.document_id
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
    rows = await connection.fetch(
        """
        select kind, provision_id, heading_path, before_text, after_text, redline, is_substantive, reason
        from archive.readable_clause_changes where change_id = $1 order by ordinal
        """,
        change_id,
    )
    return [ClauseChange.model_validate(dict(row)) for row in rows]
