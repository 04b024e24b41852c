"""Clauses and the provisions that they carry, written set by set."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.differ.history import IdentifiedClause, StoredClause
from services.differ.provisions import Carried
from shared.database import Connection

_MINT = """
    select 'CW-P-' || lpad(number::text, greatest(6, length(number::text)), '0')
    from (select nextval('archive.provision_numbers') as number from generate_series(1, $1)) as numbers
"""

_INSERT_PROVISIONS = """
    insert into archive.provisions
        (id, document_id, first_version, first_seen_at, is_present, split_from)
    select minted.id, $1, $2, $3, true, minted.split_from
    from unnest($4::text[], $5::text[]) as minted (id, split_from)
"""

_END_PROVISIONS = """
    update archive.provisions as provision
    set is_present = false, last_version = $2, last_seen_at = $3, merged_into = ended.merged_into
    from unnest($1::text[], $4::text[]) as ended (id, merged_into)
    where provision.id = ended.id and provision.is_present
"""

_RETURN_PROVISIONS = """
    update archive.provisions
    set is_present = true, last_version = null, last_seen_at = null, merged_into = null
    where id = any($1)
"""

_INSERT_CLAUSES = """
    insert into archive.clauses
        (rendition_id, ordinal, provision_id, kind, heading_path, start_offset, end_offset, quote_sha256,
         normal_sha256, lead_in)
    select $1, clause.*
    from jsonb_to_recordset($2) as clause
        (ordinal integer, provision_id text, kind text, heading_path text[], start_offset integer,
         end_offset integer, quote_sha256 text, normal_sha256 text, lead_in text)
"""

_STORED = """
    select start_offset as start, end_offset as end, provision_id
    from archive.clauses where rendition_id = $1 order by ordinal
"""

# The latest provision of the document that had such a wording and that no clause carries now.
_GONE = """
    select distinct on (clause.normal_sha256) clause.normal_sha256, provision.id
    from archive.provisions as provision
    join archive.clauses as clause on clause.provision_id = provision.id
    where provision.document_id = $1 and not provision.is_present and clause.normal_sha256 = any($2)
    order by clause.normal_sha256, provision.last_version desc, provision.id
"""


async def mint(connection: Connection, count: int) -> list[str]:
    """So many new provision ids; those that are not used are never used again."""
    return [row[0] for row in await connection.fetch(_MINT, count)] if count else []


async def begin(
    connection: Connection, document_id: str, version: int, seen_at: datetime, clauses: Sequence[IdentifiedClause]
) -> None:
    """Writes the provisions of a document's first version."""
    ids = [clause.provision_id for clause in clauses]
    await connection.execute(_INSERT_PROVISIONS, document_id, version, seen_at, ids, [None] * len(ids))


async def carry(
    connection: Connection,
    document_id: str,
    version: int,
    seen_at: datetime,
    replaced: tuple[int, datetime],
    carried: Carried,
) -> None:
    """Writes what became of a document's provisions in `version`, first seen at `seen_at`.

    `replaced` is the version that had those which ended, and when it was last seen.
    """
    if carried.minted:
        split_from = [carried.split_from.get(provision) for provision in carried.minted]
        await connection.execute(_INSERT_PROVISIONS, document_id, version, seen_at, list(carried.minted), split_from)
    if carried.ended:
        merged_into = [carried.merged_into.get(provision) for provision in carried.ended]
        await connection.execute(_END_PROVISIONS, list(carried.ended), *replaced, merged_into)
    if carried.returned:
        await connection.execute(_RETURN_PROVISIONS, list(carried.returned))


async def insert_clauses(connection: Connection, rendition_id: UUID, clauses: Sequence[IdentifiedClause]) -> None:
    """Writes a rendition's clauses."""
    await connection.execute(
        _INSERT_CLAUSES,
        rendition_id,
        [
            {
                "ordinal": one.clause.ordinal,
                "provision_id": one.provision_id,
                "kind": one.clause.kind,
                "heading_path": one.clause.heading_path,
                "start_offset": one.clause.start,
                "end_offset": one.clause.end,
                "quote_sha256": one.quote_sha256,
                "normal_sha256": one.clause.normal_sha256,
                "lead_in": one.clause.lead_in,
            }
            for one in clauses
        ],
    )


async def stored_clauses(connection: Connection, rendition_id: UUID) -> list[StoredClause]:
    """A rendition's clauses in order."""
    return [StoredClause(**dict(row)) for row in await connection.fetch(_STORED, rendition_id)]


async def gone(connection: Connection, document_id: str, wordings: Sequence[str]) -> dict[str, str]:
    """The provision that each of `wordings` (normal SHA-256) had, among those that no clause carries now."""
    if not wordings:
        return {}
    return {row[0]: row[1] for row in await connection.fetch(_GONE, document_id, list(wordings))}
