"""Reads of provisions: what they are now, and how each version words them."""

from services.api.archive.models import Control, Provision, ProvisionType, Segment, Stability
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


# Of its open wording, or of its last.
_TYPES = """
    select type.clause_type, type.severity, type.severity_rule, type.severity_because, type.confidence, type.basis,
           type.rule, type.note,
           jsonb_build_object('start', type.evidence_start, 'end', type.evidence_end, 'text', type.evidence_text)
               as evidence,
           (select min(earlier.first_seen_at) from archive.readable_wording_types as earlier
            where earlier.provision_id = type.provision_id and earlier.clause_type = type.clause_type) as first_seen_at
    from archive.readable_wording_types as type
    where type.provision_id = $1 and type.first_version = (
        select max(first_version) from archive.readable_wordings where provision_id = $1)
    order by array_position(array['high', 'medium', 'low'], type.severity), type.clause_type
"""

_CONTROLS = """
    select controls from archive.readable_wordings where provision_id = $1 order by first_version desc limit 1
"""

# Months of 30.4375 days between the first and the last time that it was seen.
_STABILITY = """
    select (select count(*) from archive.readable_clause_changes as entry
            join archive.readable_changes as change on change.id = entry.change_id
            where entry.provision_id = $1 and entry.is_substantive and entry.kind in ('modified', 'moved'))
               as changes,
           round((extract(epoch from coalesce(last_seen_at, first_seen_at) - first_seen_at) / 2629800)::numeric, 1)
               as months_watched
    from archive.readable_provisions where id = $1
"""


async def types(connection: Connection, provision_id: str) -> list[ProvisionType]:
    """What a provision is about, gravest first."""
    return [ProvisionType.model_validate(dict(row)) for row in await connection.fetch(_TYPES, provision_id)]


async def controls(connection: Connection, provision_id: str) -> list[Control]:
    """What its current or last wording lets its reader do."""
    return [Control.model_validate(one) for one in await connection.fetchval(_CONTROLS, provision_id) or ()]


async def stability(connection: Connection, provision_id: str) -> Stability:
    """How often it changed, in how long."""
    row = await connection.fetchrow(_STABILITY, provision_id)
    return Stability(changes=0, months_watched=0) if row is None else Stability.model_validate(dict(row))


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
