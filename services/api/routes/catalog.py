"""What is watched: platforms and documents."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.api.archive import reading as archive
from services.api.archive.models import Version, VersionText
from services.api.catalog import reading as catalog
from services.api.catalog.models import Document, DocumentDetail, Platform
from services.api.context import InContext
from services.api.web.cursors import Cursor, Limit, Page
from services.api.web.identifiers import SLUG_PATTERN, DocumentId, PlatformSlug, VersionNumber

router = APIRouter(prefix="/api/v1", tags=["archive"])

PlatformFilter = Annotated[str | None, Query(pattern=SLUG_PATTERN, max_length=100, description="A platform's slug")]


@router.get("/platforms", summary="List the platforms that are watched")
async def list_platforms(context: InContext, cursor: Cursor = None, limit: Limit = 50) -> Page[Platform]:
    """By slug."""
    return await catalog.platforms(context, cursor=cursor, limit=limit)


@router.get("/platforms/{slug}", summary="Show a platform", responses={404: {}})
async def show_platform(context: InContext, slug: PlatformSlug) -> Platform:
    """With the number of its documents and how fresh they are."""
    return await catalog.platform(context, slug)


@router.get("/documents", summary="List documents with their state and freshness")
async def list_documents(
    context: InContext, platform: PlatformFilter = None, cursor: Cursor = None, limit: Limit = 50
) -> Page[Document]:
    """By id, of one platform or of all."""
    return await catalog.documents(context, platform_slug=platform, cursor=cursor, limit=limit)


@router.get("/documents/{document_id}", summary="Show a document", responses={404: {}})
async def show_document(context: InContext, document_id: DocumentId) -> DocumentDetail:
    """With its sources, its schedule and why it fails where it does."""
    return await catalog.document(context, document_id)


@router.get("/documents/{document_id}/versions", summary="List a document's versions", responses={404: {}})
async def list_versions(
    context: InContext, document_id: DocumentId, cursor: Cursor = None, limit: Limit = 50
) -> Page[Version]:
    """Newest first."""
    await catalog.document(context, document_id)
    return await archive.versions(context, document_id, cursor=cursor, limit=limit)


@router.get("/documents/{document_id}/versions/{number}", summary="Show a version's text", responses={404: {}})
async def show_version(context: InContext, document_id: DocumentId, number: VersionNumber) -> VersionText:
    """With its clauses, each an exact substring at its offsets, and where the capture came from."""
    return await archive.version(context, document_id, number)
