"""Reads of the catalogue's granted views, with the archive's freshness."""

import asyncpg

from services.api.catalog.models import Document, DocumentDetail, Platform
from shared.database import Connection

_PLATFORMS = """
    select platform.slug, platform.name, count(document.id) as documents,
           max(archived.last_verified_at) as last_verified_at
    from catalog.readable_platforms as platform
    left join catalog.readable_documents as document on document.platform_slug = platform.slug
    left join archive.readable_documents as archived on archived.document_id = document.id
"""

_DOCUMENTS = """
    select document.id, document.platform_slug, document.platform_name, document.document_type, document.state,
           document.state_since, archived.version_in_force, archived.last_captured_at, archived.last_verified_at
    from catalog.readable_documents as document
    left join archive.readable_documents as archived on archived.document_id = document.id
"""

_DOCUMENT = """
    select document.id, document.platform_slug, document.platform_name, document.document_type, document.state,
           document.state_since, archived.version_in_force, archived.last_captured_at, archived.last_verified_at,
           document.sources, document.declaration_revision, document.cadence_seconds, document.due_at,
           document.last_attempt_at, document.last_error, document.created_at as watched_since,
           (select count(*) from archive.readable_changes
            where document_id = document.id and is_substantive) as changes
    from catalog.readable_documents as document
    left join archive.readable_documents as archived on archived.document_id = document.id
    where document.id = $1
"""


async def platforms(connection: Connection, after: str | None, limit: int) -> list[Platform]:
    """Platforms by slug, those after `after`."""
    rows = await connection.fetch(
        _PLATFORMS
        + """
        where $1::text is null or platform.slug > $1
        group by platform.slug, platform.name order by platform.slug limit $2
        """,
        after,
        limit,
    )
    return [Platform.model_validate(dict(row)) for row in rows]


async def platform(connection: Connection, slug: str) -> Platform | None:
    """One platform."""
    row = await connection.fetchrow(_PLATFORMS + "where platform.slug = $1 group by platform.slug, platform.name", slug)
    return None if row is None else Platform.model_validate(dict(row))


async def documents(connection: Connection, platform_slug: str | None, after: str | None, limit: int) -> list[Document]:
    """Documents by id, of one platform or of all, those after `after`."""
    rows = await connection.fetch(
        _DOCUMENTS
        + """
        where ($1::text is null or document.platform_slug = $1) and ($2::text is null or document.id > $2)
        order by document.id limit $3
        """,
        platform_slug,
        after,
        limit,
    )
    return [Document.model_validate(dict(row)) for row in rows]


async def document(connection: Connection, document_id: str) -> DocumentDetail | None:
    """One document with its sources and schedule."""
    row = await connection.fetchrow(_DOCUMENT, document_id)
    return None if row is None else _detail(row)


def _detail(row: asyncpg.Record) -> DocumentDetail:
    values = dict(row)
    sources = values.pop("sources") or []
    return DocumentDetail.model_validate({**values, "source_urls": [source["url"] for source in sources]})
