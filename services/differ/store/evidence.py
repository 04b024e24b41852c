"""What the archive says can be checked: bytes, texts, quotes and the chain, a document at a time."""

from typing import Any

from services.differ.verification import ClauseChangeEvidence, ClauseEvidence, RenditionEvidence, VersionEvidence
from shared.database import Connection

_BLOBS = """
    select distinct sha256 from catalog.readable_capture_parts where sha256 > $1 order by sha256 limit 1000
"""

_DOCUMENTS = "select document_id from archive.documents order by document_id"

_VERSIONS = """
    select version.number, version.text_sha256, version.chain_sha256,
           array(select rendition.text_sha256 from archive.renditions as rendition
                 where rendition.document_id = version.document_id and rendition.version = version.number)
               as rendition_hashes
    from archive.versions as version where version.document_id = $1 order by version.number
"""

_RENDITIONS = """
    select rendition.id, rendition.version, rendition.text, rendition.text_sha256,
           coalesce((select jsonb_agg(jsonb_build_array(
                clause.provision_id, clause.start_offset, clause.end_offset, clause.quote_sha256)
                order by clause.ordinal)
            from archive.clauses as clause where clause.rendition_id = rendition.id), '[]') as clauses
    from archive.renditions as rendition where rendition.document_id = $1 order by rendition.version, rendition.made_at
"""

_CLAUSE_CHANGES = """
    select entry.change_id, entry.ordinal, change.from_rendition, change.to_rendition, entry.before_start,
           entry.before_text, entry.after_start, entry.after_text
    from archive.changes as change
    join archive.clause_changes as entry on entry.change_id = change.id
    where change.document_id = $1 order by entry.change_id, entry.ordinal
"""


async def blobs(connection: Connection, after: str) -> list[str]:
    """The next thousand hashes of stored bytes after `after`, in order."""
    return [row[0] for row in await connection.fetch(_BLOBS, after)]


async def documents(connection: Connection) -> list[str]:
    """Every document that the archive knows."""
    return [row[0] for row in await connection.fetch(_DOCUMENTS)]


async def versions(connection: Connection, document_id: str) -> list[VersionEvidence]:
    """A document's versions in order."""
    return [VersionEvidence(**dict(row)) for row in await connection.fetch(_VERSIONS, document_id)]


async def renditions(connection: Connection, document_id: str) -> list[RenditionEvidence]:
    """A document's renditions with their clauses."""
    return [_rendition(row) for row in await connection.fetch(_RENDITIONS, document_id)]


def _rendition(row: Any) -> RenditionEvidence:
    clauses = tuple(ClauseEvidence(*clause) for clause in row["clauses"])
    return RenditionEvidence(row["id"], row["version"], row["text"], row["text_sha256"], clauses)


async def clause_changes(connection: Connection, document_id: str) -> list[ClauseChangeEvidence]:
    """A document's clause changes with the quotes that they show."""
    return [ClauseChangeEvidence(**dict(row)) for row in await connection.fetch(_CLAUSE_CHANGES, document_id)]
