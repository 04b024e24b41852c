"""Reads of provisions: what they are now, and how each version words them."""

from services.api.archive.models import Provision, Segment
from services.api.archive.provisions.wordings import Presence
from shared.database import Connection

_PROVISION = """
    select provision.id, provision.document_id, document.platform_slug, document.platform_name,
           document.document_type, provision.is_present, provision.first_seen_at, provision.last_seen_at,
           case when provision.is_present then greatest(archived.last_verified_at, provision.last_seen_at)
                else provision.last_seen_at end as last_verified_at,
           provision.split_from, provision.merged_into
    from archive.readable_provisions as provision
    join catalog.readable_documents as document on document.id = provision.document_id
    left join archive.readable_documents as archived on archived.document_id = provision.document_id
    where provision.id = $1
"""

# Offsets count code points from 0, as substring does from 1 in a UTF-8 database.
_PRESENCES = """
    select version.number, version.first_seen_at, version.last_seen_at, clause.heading_path,
           substring(rendition.text from clause.start_offset + 1 for clause.end_offset - clause.start_offset) as text,
           change.id as change_id, clause_change.redline
    from archive.readable_clauses as clause
    join archive.readable_renditions as rendition on rendition.id = clause.rendition_id and rendition.is_current
    join archive.readable_versions as version
        on version.document_id = rendition.document_id and version.number = rendition.version
    left join archive.readable_changes as change
        on change.document_id = version.document_id and change.to_version = version.number
    left join lateral (
        select redline from archive.readable_clause_changes
        where change_id = change.id and provision_id = clause.provision_id and kind in ('modified', 'moved')
        order by ordinal limit 1
    ) as clause_change on true
    where clause.provision_id = $1
    order by version.number, clause.ordinal
"""


async def provision(connection: Connection, provision_id: str) -> Provision | None:
    """One provision."""
    row = await connection.fetchrow(_PROVISION, provision_id)
    return None if row is None else Provision.model_validate(dict(row))


async def presences(connection: Connection, provision_id: str) -> list[Presence]:
    """How each version that has the provision words it, oldest first."""
    rows = await connection.fetch(_PRESENCES, provision_id)
    return [
        Presence(
            version=row["number"],
            first_seen_at=row["first_seen_at"],
            last_seen_at=row["last_seen_at"],
            heading_path=row["heading_path"],
            text=row["text"],
            change_id=row["change_id"],
            redline=[Segment.model_validate(segment) for segment in row["redline"] or []],
        )
        for row in rows
    ]
