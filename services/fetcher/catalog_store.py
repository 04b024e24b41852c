"""The SQL of the catalogue: platforms, documents and their declarations, all at once for any number of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.database import Connection


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """One revision of a document's declaration; `sources` as JSON values."""

    document_id: str
    revision: int
    sources: list[dict[str, Any]]
    cadence_seconds: int
    obeys_robots: bool

    def says_the_same_as(self, other: "DeclarationRow") -> bool:
        """Whether both differ in their revision number at most."""
        return (self.sources, self.cadence_seconds, self.obeys_robots) == (
            other.sources,
            other.cadence_seconds,
            other.obeys_robots,
        )


async def put_platforms(connection: Connection, names: dict[str, str], now: datetime) -> None:
    """Adds platforms by slug, or gives those that are there their present name."""
    await connection.execute(_PUT_PLATFORMS, list(names), list(names.values()), now)


async def put_documents(
    connection: Connection, documents: Sequence[tuple[str, str]], now: datetime
) -> dict[tuple[str, str], str]:
    """The ids of documents by platform slug and document type; those that are new get the next ids in this order."""
    slugs, types = [slug for slug, _ in documents], [document_type for _, document_type in documents]
    await connection.execute(_PUT_DOCUMENTS, slugs, types, now)
    rows = await connection.fetch(_DOCUMENT_IDS, slugs, types)
    return {(row["platform_slug"], row["document_type"]): row["id"] for row in rows}


async def declarations_in_force(connection: Connection, document_ids: Sequence[str]) -> dict[str, DeclarationRow]:
    """The latest declaration of each document that has one, by document."""
    rows = await connection.fetch(_DECLARATIONS_IN_FORCE, document_ids)
    return {row["document_id"]: DeclarationRow(**row) for row in rows}


async def declarations_of(connection: Connection, document_id: str) -> list[DeclarationRow]:
    """Every declaration that a document ever had, the latest first; the document is locked until the end."""
    await connection.execute(_LOCK_DOCUMENT, document_id)
    return [DeclarationRow(**row) for row in await connection.fetch(_DECLARATIONS_OF, document_id)]


async def add_declarations(connection: Connection, rows: Sequence[DeclarationRow], now: datetime) -> None:
    """Adds revisions; those before them stay as they are."""
    await connection.execute(
        _ADD_DECLARATIONS,
        [
            {
                "document_id": row.document_id,
                "revision": row.revision,
                "sources": row.sources,
                "cadence_seconds": row.cadence_seconds,
                "obeys_robots": row.obeys_robots,
            }
            for row in rows
        ],
        now,
    )


async def schedule_now(connection: Connection, hosts: dict[str, str], now: datetime) -> None:
    """Makes documents due now at the latest, each with the host of its first source; a moved one is active again."""
    await connection.execute(_SCHEDULE_NOW, list(hosts), list(hosts.values()), now)
    await connection.execute(_NO_LONGER_MOVED, list(hosts), now)


async def schedule_missing(connection: Connection, hosts: dict[str, str], now: datetime) -> None:
    """Makes documents that have no schedule yet due now."""
    await connection.execute(_SCHEDULE_MISSING, list(hosts), list(hosts.values()), now)


_PUT_PLATFORMS = """
insert into catalog.platforms (slug, name, created_at)
select slug, name, $3 from unnest($1::text[], $2::text[]) as platform (slug, name) order by slug
on conflict (slug) do update set name = excluded.name where platforms.name <> excluded.name
"""

# The order of the locks is that of the slugs everywhere, but ids are given in the order of the catalogue.
_PUT_DOCUMENTS = """
insert into catalog.documents (platform_slug, document_type, state_since, created_at)
select slug, document_type, $3, $3
from unnest($1::text[], $2::text[]) with ordinality as document (slug, document_type, place)
where not exists (
    select from catalog.documents as known
    where known.platform_slug = document.slug and known.document_type = document.document_type
)
order by place
on conflict on constraint documents_one_of_a_type do nothing
"""

_DOCUMENT_IDS = """
select document.platform_slug, document.document_type, document.id
from catalog.documents as document
join unnest($1::text[], $2::text[]) as wanted (slug, document_type)
  on wanted.slug = document.platform_slug and wanted.document_type = document.document_type
order by document.id
for no key update of document
"""

_DECLARATIONS_IN_FORCE = """
select distinct on (document_id) document_id, revision, sources, cadence_seconds, obeys_robots
from catalog.declarations where document_id = any($1::text[])
order by document_id, revision desc
"""

_LOCK_DOCUMENT = "select from catalog.documents where id = $1 for no key update"

_DECLARATIONS_OF = """
select document_id, revision, sources, cadence_seconds, obeys_robots
from catalog.declarations where document_id = $1 order by revision desc
"""

_ADD_DECLARATIONS = """
insert into catalog.declarations
    (document_id, revision, sources, cadence_seconds, obeys_robots, declared_at)
select document_id, revision, sources, cadence_seconds, obeys_robots, $2
from jsonb_to_recordset($1) as declaration
    (document_id text, revision integer, sources jsonb, cadence_seconds integer, obeys_robots boolean)
"""

_SCHEDULE_MISSING = """
insert into catalog.schedule (document_id, host, due_at)
select document_id, host, $3 from unnest($1::text[], $2::text[]) as scheduled (document_id, host)
order by document_id
on conflict (document_id) do nothing
"""

_SCHEDULE_NOW = """
insert into catalog.schedule (document_id, host, due_at)
select document_id, host, $3 from unnest($1::text[], $2::text[]) as scheduled (document_id, host)
order by document_id
on conflict (document_id) do update
set host = excluded.host,
    due_at = case
        when schedule.leased_by is null then least(schedule.due_at, excluded.due_at)
        else excluded.due_at
    end
"""

_NO_LONGER_MOVED = """
update catalog.documents set state = 'active', state_since = $2
where id = any($1::text[]) and state in ('moved', 'gone')
"""
