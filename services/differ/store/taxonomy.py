"""The taxonomy as other services read it, and the documents that another one read."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from services.differ.extract.document import Link
from services.differ.taxonomy.models import Taxonomy
from shared.database import Connection

_SAVE_TYPES = """
    with kept as (
        insert into archive.clause_types as known (slug, entry)
        select slug, entry from jsonb_each($1) as given (slug, entry)
        on conflict (slug) do update set entry = excluded.entry where known.entry <> excluded.entry
    )
    delete from archive.clause_types where not $1 ? slug
"""
_SAVE_REGULATIONS = """
    with kept as (
        insert into archive.regulations as known (slug, entry)
        select slug, entry from jsonb_each($1) as given (slug, entry)
        on conflict (slug) do update set entry = excluded.entry where known.entry <> excluded.entry
    )
    delete from archive.regulations where not $1 ? slug
"""

_READ_OTHERWISE = """
    select document_id from archive.documents as document
    where version_in_force is not null and document_id > $2 and coalesce(
        (select bool_or(wording.read_by <> $1) from archive.wordings as wording
         where wording.document_id = document.document_id and wording.last_version is null), true)
    order by document_id limit 1
"""

_LINKS = "select links from archive.renditions where id = $1"
_SPANS = TypeAdapter(list[tuple[int, int, str]])


async def save(connection: Connection, taxonomy: Taxonomy) -> None:
    """Has other services see this taxonomy and no other; cues and patterns stay with the differ."""
    types: dict[str, Any] = {
        slug: entry.model_dump(mode="json", exclude={"cues", "headings", "modifiers"})
        for slug, entry in taxonomy.clause_types.items()
    }
    await connection.execute(_SAVE_TYPES, types)
    regulations: Mapping[str, Any] = {
        slug: entry.model_dump(mode="json") for slug, entry in taxonomy.regulations.items()
    }
    await connection.execute(_SAVE_REGULATIONS, regulations)


async def read_otherwise(connection: Connection, read_by: str, after: str) -> str | None:
    """The first document after `after` of which a wording in force was not read by `read_by`, or none was read."""
    document_id: str | None = await connection.fetchval(_READ_OTHERWISE, read_by, after)
    return document_id


async def links(connection: Connection, rendition_id: UUID) -> list[Link]:
    """The links of a rendition's text."""
    spans = _SPANS.validate_python(await connection.fetchval(_LINKS, rendition_id) or [])
    return [Link(*span) for span in spans]
