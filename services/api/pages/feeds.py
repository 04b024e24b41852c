"""Atom feeds of changes (RFC 4287): everything, a platform's, a document's."""

from email.utils import format_datetime, parsedate_to_datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.api.archive import reading as archive
from services.api.catalog import reading as catalog
from services.api.context import Context, InContext
from services.api.pages.rendering import rendered
from services.api.web.identifiers import DocumentId, PlatformSlug

router = APIRouter(include_in_schema=False)

_ENTRIES = 50
_MEDIA_TYPE = "application/atom+xml"


@router.get("/feed.atom")
async def everything(request: Request, context: InContext) -> Response:
    """Every change."""
    return await _feed(request, context, "Every watched document", "/")


@router.get("/platforms/{slug}/feed.atom")
async def of_platform(request: Request, context: InContext, slug: PlatformSlug) -> Response:
    """The changes of a platform's documents."""
    platform = await catalog.platform(context, slug)
    return await _feed(request, context, platform.name, f"/platforms/{slug}", platform_slug=slug)


@router.get("/documents/{document_id}/feed.atom")
async def of_document(request: Request, context: InContext, document_id: DocumentId) -> Response:
    """The changes of one document."""
    document = await catalog.document(context, document_id)
    return await _feed(request, context, document.name, f"/documents/{document_id}", document_id=document_id)


async def _feed(
    request: Request,
    context: Context,
    name: str,
    page_path: str,
    platform_slug: str | None = None,
    document_id: str | None = None,
) -> Response:
    found = await archive.changes(context, platform_slug=platform_slug, document_id=document_id, limit=_ENTRIES)
    updated_at = max((change.detected_at for change in found.items), default=None)
    headers = {}
    if updated_at is not None:
        headers["last-modified"] = format_datetime(updated_at.replace(microsecond=0), usegmt=True)
        if _is_known(request, headers["last-modified"]):
            return Response(status_code=304, headers=headers)
    text = rendered(
        "feed.atom",
        name=name,
        base_url=context.base_url,
        page_path=page_path,
        feed_path=request.url.path,
        updated_at=updated_at,
        changes=found.items,
    )
    return Response(text, headers=headers, media_type=_MEDIA_TYPE)


def _is_known(request: Request, last_modified: str) -> bool:
    """Whether the reader has what was last modified then; an ETag that it sends is looked at instead (RFC 9110)."""
    since = request.headers.get("if-modified-since")
    if since is None or "if-none-match" in request.headers:
        return False
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(last_modified)
    except (TypeError, ValueError):
        return False
