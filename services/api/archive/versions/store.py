"""Reads of versions, their texts, clauses and sources, through granted views."""

from collections.abc import Sequence
from uuid import UUID

from services.api.archive.models import Clause, Source, Version, VersionText
from shared.database import Connection

_COLUMNS = """
    document_id, number, outcome, captured_at, first_seen_at, last_seen_at, verifications, language,
    declared_updated_on, declared_effective_on, capture_id, text_sha256, chain_sha256
"""

_TEXT = """
    select version.document_id, version.number, version.outcome, version.captured_at, version.first_seen_at,
           version.last_seen_at, version.verifications, version.language, version.declared_updated_on,
           version.declared_effective_on, version.capture_id, version.text_sha256, version.chain_sha256,
           rendition.id as rendition_id, rendition.title, rendition.text, rendition.text_sha256 as rendition_sha256,
           rendition.extractor_version, rendition.declaration_revision
    from archive.readable_versions as version
    join archive.readable_renditions as rendition
        on rendition.document_id = version.document_id and rendition.version = version.number and rendition.is_current
    where version.document_id = $1 and version.number = $2
"""

_CLAUSES = """
    select ordinal, kind, provision_id, heading_path, start_offset as start, end_offset as "end"
    from archive.readable_clauses where rendition_id = $1 order by ordinal
"""


async def versions(connection: Connection, document_id: str, before: int | None, limit: int) -> list[Version]:
    """A document's versions, newest first, those before number `before`."""
    rows = await connection.fetch(
        f"""
        select {_COLUMNS} from archive.readable_versions
        where document_id = $1 and ($2::integer is null or number < $2)
        order by number desc limit $3
        """,  # noqa: S608 - the columns are a constant
        document_id,
        before,
        limit,
    )
    return [Version.model_validate(dict(row)) for row in rows]


async def versions_by_number(connection: Connection, document_id: str, numbers: Sequence[int]) -> list[Version]:
    """The named versions of a document, in the order of their numbers."""
    rows = await connection.fetch(
        f"select {_COLUMNS} from archive.readable_versions"  # noqa: S608 - the columns are a constant
        " where document_id = $1 and number = any($2::integer[]) order by number",
        document_id,
        numbers,
    )
    return [Version.model_validate(dict(row)) for row in rows]


async def version_text(connection: Connection, document_id: str, number: int) -> VersionText | None:
    """A version with its text, clauses and sources."""
    row = await connection.fetchrow(_TEXT, document_id, number)
    if row is None:
        return None
    values = dict(row)
    clauses = await connection.fetch(_CLAUSES, values.pop("rendition_id"))
    text = row["text"]
    return VersionText.model_validate(
        {
            **values,
            "clauses": [
                Clause.model_validate({**dict(clause), "text": text[clause["start"] : clause["end"]]})
                for clause in clauses
            ],
            "sources": await sources(connection, row["capture_id"]),
        }
    )


async def sources(connection: Connection, capture_id: UUID) -> list[Source]:
    """Where a capture's parts came from, in their order."""
    rows = await connection.fetch(
        """
        select url, final_url, status, media_type, sha256, size_bytes
        from catalog.readable_capture_parts where capture_id = $1 order by ordinal
        """,
        capture_id,
    )
    return [Source.model_validate(dict(row)) for row in rows]
