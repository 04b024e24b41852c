"""What readers are shown of the catalogue."""

from pydantic import TypeAdapter

from services.api.catalog import store
from services.api.catalog.models import Document, DocumentDetail, Platform
from services.api.context import Context
from services.api.errors import NotFoundError
from services.api.web.cursors import Page, TextKey, decode, page_of

_KEY: TypeAdapter[str] = TypeAdapter(TextKey)


async def platforms(context: Context, *, cursor: str | None = None, limit: int) -> Page[Platform]:
    """Platforms by slug. Raises InvalidCursorError."""
    after = decode(_KEY, cursor) if cursor else None
    async with context.database.connection() as connection:
        found = await store.platforms(connection, after, limit + 1)
    return page_of(found, limit, _KEY, lambda platform: platform.slug)


async def platform(context: Context, slug: str) -> Platform:
    """One platform. Raises NotFoundError."""
    async with context.database.connection() as connection:
        found = await store.platform(connection, slug)
    if found is None:
        raise NotFoundError(f"There is no platform {slug}.", "See /api/v1/platforms for what is watched.")
    return found


async def documents(
    context: Context, *, platform_slug: str | None = None, cursor: str | None = None, limit: int
) -> Page[Document]:
    """Documents by id, of one platform or of all. Raises InvalidCursorError."""
    after = decode(_KEY, cursor) if cursor else None
    async with context.database.connection() as connection:
        found = await store.documents(connection, platform_slug, after, limit + 1)
    return page_of(found, limit, _KEY, lambda document: document.id)


async def document(context: Context, document_id: str) -> DocumentDetail:
    """One document. Raises NotFoundError."""
    async with context.database.connection() as connection:
        found = await store.document(connection, document_id)
    if found is None:
        raise NotFoundError(f"There is no document {document_id}.", "See /api/v1/documents for what is watched.")
    return found
