"""Takes declarations into the catalogue: new documents are due at once, differing ones get their next revision."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from services.fetcher import catalog_store as store
from services.fetcher.catalog.declaration import DocumentDeclaration, PlatformDeclaration, Source
from services.fetcher.catalog_store import DeclarationRow
from shared import eventlog
from shared.database import Connection
from shared.events import DocumentEdited
from shared.ids import new_id
from shared.retrying import GiveUpError
from shared.telemetry import new_trace_id


@dataclass(frozen=True, slots=True)
class Declared:
    """What taking over a catalogue did: the ids of all its documents, and how many were new or differed."""

    document_ids: dict[tuple[str, str], str]
    added: int
    edited: int

    @property
    def unchanged(self) -> int:
        """The number of documents that were there as declared."""
        return len(self.document_ids) - self.added - self.edited


async def declare(
    connection: Connection,
    platforms: Iterable[PlatformDeclaration],
    now: datetime,
    default_interval_seconds: float,
) -> Declared:
    """Takes platforms over within the caller's transaction, and tells of each document that was edited."""
    platforms = tuple(platforms)
    await store.put_platforms(connection, {one.slug: one.name for one in platforms}, now)
    wanted = {
        (platform.slug, document.document_type): document for platform in platforms for document in platform.documents
    }
    ids = await store.put_documents(connection, list(wanted), now)
    in_force = await store.declarations_in_force(connection, list(ids.values()))
    new_rows = []
    for key, document in wanted.items():
        row = _row(ids[key], document, default_interval_seconds)
        earlier = in_force.get(row.document_id)
        if earlier is None or not row.says_the_same_as(earlier):
            new_rows.append(replace(row, revision=earlier.revision + 1 if earlier else 1))
    await _add(connection, new_rows, now)
    # What an import brought in is known and not watched, until a catalogue declares it.
    hosts = {ids[key]: _host(document.sources[0].url) for key, document in wanted.items()}
    await store.schedule_missing(connection, hosts, now)
    added = sum(row.revision == 1 for row in new_rows)
    return Declared(ids, added, len(new_rows) - added)


async def edit_sources(
    connection: Connection, document_id: str, sources: tuple[Source, ...], now: datetime, trace_id: str
) -> None:
    """Gives a document other sources, as its next revision; raises GiveUpError when there is no such document."""
    declarations = await store.declarations_of(connection, document_id)
    if not declarations:
        raise GiveUpError(f"There is no document {document_id}; import it by `clausewatch catalog import`.")
    latest = declarations[0]
    row = replace(latest, revision=latest.revision + 1, sources=_json(sources))
    if not row.says_the_same_as(latest):
        await _add(connection, [row], now, trace_id)


async def known_document(
    connection: Connection, platform_slug: str, platform_name: str, document_type: str, now: datetime
) -> str:
    """The id of a document, which is added (and not watched) if it is new. For imports."""
    await store.put_platforms(connection, {platform_slug: platform_name}, now)
    ids = await store.put_documents(connection, [(platform_slug, document_type)], now)
    return ids[platform_slug, document_type]


async def revision_of(
    connection: Connection,
    document_id: str,
    declaration: DocumentDeclaration,
    now: datetime,
    default_interval_seconds: float,
) -> int:
    """The revision that says what `declaration` says, added (without an event) if the document never had it.

    For imports, whose captures were taken under earlier declarations.
    """
    declarations = await store.declarations_of(connection, document_id)
    row = _row(document_id, declaration, default_interval_seconds)
    for known in declarations:
        if known.sources == row.sources:
            return known.revision
    revision = declarations[0].revision + 1 if declarations else 1
    await store.add_declarations(connection, [replace(row, revision=revision)], now)
    return revision


async def _add(connection: Connection, rows: list[DeclarationRow], now: datetime, trace_id: str | None = None) -> None:
    if not rows:
        return
    await store.add_declarations(connection, rows, now)
    hosts = {row.document_id: _host(row.sources[0]["url"]) for row in rows}
    await store.schedule_now(connection, hosts, now)
    edited = sorted((row for row in rows if row.revision > 1), key=lambda row: row.document_id)
    events = [
        DocumentEdited(
            id=new_id(),
            occurred_at=now,
            trace_id=trace_id or new_trace_id(),
            document_id=row.document_id,
            declaration_revision=row.revision,
        )
        for row in edited
    ]
    await eventlog.append(connection, *events)


def _row(document_id: str, declaration: DocumentDeclaration, default_interval_seconds: float) -> DeclarationRow:
    return DeclarationRow(
        document_id=document_id,
        revision=1,
        sources=_json(declaration.sources),
        cadence_seconds=max(1, round(declaration.interval_seconds or default_interval_seconds)),
        obeys_robots=declaration.obey_robots,
    )


def _json(sources: tuple[Source, ...]) -> list[dict[str, object]]:
    return [source.model_dump(mode="json", exclude_none=True) for source in sources]


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
