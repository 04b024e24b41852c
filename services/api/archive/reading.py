"""What readers are shown of the archive, each put together from a few reads of one moment."""

from typing import TypeAlias

from pydantic import TypeAdapter

from services.api.archive.changes import store as changes_store
from services.api.archive.models import Change, ChangeDetail, ProvisionHistory, Version, VersionText
from services.api.archive.provisions import store as provisions_store
from services.api.archive.provisions.wordings import wordings
from services.api.archive.versions import store as versions_store
from services.api.context import Context
from services.api.errors import NotFoundError
from services.api.web.cursors import MomentKey, NumberKey, Page, TextKey, decode, page_of

ChangeKey: TypeAlias = tuple[MomentKey, TextKey]
_CHANGE_KEY: TypeAdapter[ChangeKey] = TypeAdapter(ChangeKey)
_VERSION_KEY: TypeAdapter[int] = TypeAdapter(NumberKey)


async def changes(
    context: Context,
    *,
    platform_slug: str | None = None,
    document_id: str | None = None,
    with_cosmetic: bool = False,
    cursor: str | None = None,
    limit: int,
) -> Page[Change]:
    """Changes, newest first, of a platform, a document or all. Raises InvalidCursorError."""
    before = decode(_CHANGE_KEY, cursor) if cursor else None
    async with context.database.connection() as connection:
        found = await changes_store.changes(connection, platform_slug, document_id, with_cosmetic, before, limit + 1)
    return page_of(found, limit, _CHANGE_KEY, lambda change: (change.captured_at, change.id))


async def change(context: Context, change_id: str) -> ChangeDetail:
    """A change clause by clause, with its evidence. Raises NotFoundError."""
    async with context.database.connection() as connection:
        found = await changes_store.change(connection, change_id)
        if found is None:
            raise NotFoundError(f"There is no change {change_id}.", "See /api/v1/changes.")
        before, after = await versions_store.versions_by_number(
            connection, found.document_id, [found.from_version, found.to_version]
        )
        return ChangeDetail(
            **found.model_dump(),
            reading=await changes_store.reading(connection, change_id),
            generated=await changes_store.generated(connection, change_id),
            clause_changes=await changes_store.clause_changes(connection, change_id),
            before=before,
            after=after,
            sources=await versions_store.sources(connection, after.capture_id),
        )


async def versions(context: Context, document_id: str, *, cursor: str | None = None, limit: int) -> Page[Version]:
    """A document's versions, newest first. Raises InvalidCursorError."""
    before = decode(_VERSION_KEY, cursor) if cursor else None
    async with context.database.connection() as connection:
        found = await versions_store.versions(connection, document_id, before, limit + 1)
    return page_of(found, limit, _VERSION_KEY, lambda version: version.number)


async def version(context: Context, document_id: str, number: int) -> VersionText:
    """A version's text and clauses. Raises NotFoundError."""
    async with context.database.connection() as connection:
        found = await versions_store.version_text(connection, document_id, number)
    if found is None:
        raise NotFoundError(
            f"Document {document_id} has no version {number}.", f"See /api/v1/documents/{document_id}/versions."
        )
    return found


async def provision(context: Context, provision_id: str) -> ProvisionHistory:
    """A provision with every wording it had and what they are about. Raises NotFoundError."""
    async with context.database.connection() as connection:
        found = await provisions_store.provision(connection, provision_id)
        if found is None:
            raise NotFoundError(f"There is no provision {provision_id}.", "See a document's versions for its clauses.")
        presences = await provisions_store.presences(connection, provision_id)
        return ProvisionHistory(
            **found.model_dump(),
            wordings=wordings(presences),
            types=await provisions_store.types(connection, provision_id),
            controls=await provisions_store.controls(connection, provision_id),
            stability=await provisions_store.stability(connection, provision_id),
        )
