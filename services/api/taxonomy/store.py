"""Reads of the taxonomy and of what provisions in force say under it."""

from collections.abc import Sequence

from services.api.taxonomy.models import Prevalence, Regulation, TypedProvision
from shared.database import Connection

# The one query that prevalence comes from.
_PREVALENCE = """
    select count.clause_type, count(distinct document.platform_slug) as platforms,
           count(distinct count.document_id) as documents, sum(count.provisions)::integer as provisions
    from archive.readable_type_counts as count
    join catalog.readable_documents as document on document.id = count.document_id
    group by count.clause_type
"""

# Of any of several types: a provision that carries two of them counts once.
_PREVALENCE_OF_ANY = """
    select count(distinct document.platform_slug) as platforms, count(distinct type.document_id) as documents,
           count(distinct type.provision_id) as provisions
    from archive.readable_wording_types as type
    join catalog.readable_documents as document on document.id = type.document_id
    where type.is_open and type.clause_type = any($1)
"""

_TYPED = """
    select type.provision_id, type.document_id, document.platform_slug, document.platform_name,
           document.document_type, clause.heading_path, type.severity, type.severity_because, type.confidence,
           type.basis,
           substring(rendition.text from clause.start_offset + 1 for clause.end_offset - clause.start_offset) as text,
           (select min(earlier.first_seen_at) from archive.readable_wording_types as earlier
            where earlier.provision_id = type.provision_id and earlier.clause_type = type.clause_type) as first_seen_at
    from archive.readable_wording_types as type
    join archive.readable_wordings as wording
        on wording.provision_id = type.provision_id and wording.first_version = type.first_version
    join archive.readable_clauses as clause
        on clause.rendition_id = wording.rendition_id and clause.ordinal = wording.ordinal
    join archive.readable_renditions as rendition on rendition.id = wording.rendition_id
    join catalog.readable_documents as document on document.id = type.document_id
"""

# The closest of each other platform. A fingerprint's bits differ by the angle between two sentences.
_CLOSEST = """
    with own as (
        select type.fingerprint, document.platform_slug
        from archive.readable_wording_types as type
        join catalog.readable_documents as document on document.id = type.document_id
        where type.provision_id = $1 and type.clause_type = $2 and type.is_open
    )
    select provision_id, distance from (
        select distinct on (document.platform_slug)
               type.provision_id, bit_count(type.fingerprint # own.fingerprint) as distance
        from own
        join archive.readable_wording_types as type on type.is_open and type.clause_type = $2
        join catalog.readable_documents as document
            on document.id = type.document_id and document.platform_slug <> own.platform_slug
        where bit_count(type.fingerprint # own.fingerprint) <= $3
        order by document.platform_slug, distance, type.provision_id
    ) as closest
    order by distance, provision_id limit $4
"""


async def clause_types(connection: Connection) -> dict[str, dict[str, object]]:
    """What the taxonomy says of each clause type, by slug in order."""
    rows = await connection.fetch("select slug, entry from archive.readable_clause_types order by slug")
    return {row["slug"]: row["entry"] for row in rows}


async def clause_type(connection: Connection, slug: str) -> dict[str, object] | None:
    """What the taxonomy says of a clause type, or nothing where it has none."""
    entry: dict[str, object] | None = await connection.fetchval(
        "select entry from archive.readable_clause_types where slug = $1", slug
    )
    return entry


async def regulations(connection: Connection) -> dict[str, Regulation]:
    """Every regulation, by slug in order."""
    rows = await connection.fetch("select slug, entry from archive.readable_regulations order by slug")
    return {row["slug"]: Regulation.model_validate(row["entry"]) for row in rows}


async def prevalence(connection: Connection) -> dict[str, Prevalence]:
    """How common each clause type is; those that nothing in force carries are absent."""
    return {row["clause_type"]: Prevalence.model_validate(dict(row)) for row in await connection.fetch(_PREVALENCE)}


async def prevalence_of_any(connection: Connection, types: Sequence[str]) -> Prevalence:
    """How common clauses of any of `types` are."""
    row = await connection.fetchrow(_PREVALENCE_OF_ANY, list(types))
    return Prevalence.model_validate(dict(row)) if row else Prevalence()


async def typed_provisions(
    connection: Connection, clause_type: str, platforms: Sequence[str] | None, after: str | None, limit: int
) -> list[TypedProvision]:
    """Provisions in force of a type by id, those after `after`; of some platforms or of all."""
    rows = await connection.fetch(
        _TYPED
        + """
        where type.is_open and type.clause_type = $1 and ($2::text[] is null or document.platform_slug = any($2))
          and ($3::text is null or type.provision_id > $3)
        order by type.provision_id limit $4
        """,
        clause_type,
        None if platforms is None else list(platforms),
        after,
        limit,
    )
    return [TypedProvision.model_validate(dict(row)) for row in rows]


async def peers(
    connection: Connection, provision_id: str, clause_type: str, most_distant: int, limit: int
) -> list[tuple[TypedProvision, int]]:
    """The closest provision of each other platform under a type with its distance in bits, closest first."""
    rows = await connection.fetch(_CLOSEST, provision_id, clause_type, most_distant, limit)
    distances: dict[str, int] = {row["provision_id"]: row["distance"] for row in rows}
    found = await connection.fetch(
        _TYPED + "where type.is_open and type.clause_type = $1 and type.provision_id = any($2)",
        clause_type,
        list(distances),
    )
    typed = {row["provision_id"]: TypedProvision.model_validate(dict(row)) for row in found}
    return [(typed[one], distance) for one, distance in distances.items() if one in typed]
