"""The pages that anyone reads: what changed, what is watched, and every wording."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from services.api.archive import reading as archive
from services.api.catalog import reading as catalog
from services.api.context import InContext
from services.api.pages.rendering import page
from services.api.taxonomy import reading as taxonomy
from services.api.web.cursors import Cursor
from services.api.web.identifiers import ChangeId, DocumentId, PlatformSlug, ProvisionId, VersionNumber

router = APIRouter(include_in_schema=False)

_RECENT = 12
_LISTED = 50
_VERSIONS = 200
_DOCUMENTS = 200


@router.get("/")
async def home(request: Request, context: InContext) -> Response:
    """Recent changes, and the form to subscribe."""
    return page(request, "home.html", changes=await archive.changes(context, limit=_RECENT))


@router.get("/changes")
async def changes(
    request: Request,
    context: InContext,
    with_cosmetic: Annotated[bool, Query()] = False,
    cursor: Cursor = None,
) -> Response:
    """Every change, newest first."""
    found = await archive.changes(context, with_cosmetic=with_cosmetic, cursor=cursor, limit=_LISTED)
    return page(request, "changes.html", changes=found, with_cosmetic=with_cosmetic)


@router.get("/platforms")
async def platforms(request: Request, context: InContext, cursor: Cursor = None) -> Response:
    """Every platform that is watched."""
    found = await catalog.platforms(context, cursor=cursor, limit=_LISTED)
    return page(request, "platforms.html", platforms=found)


@router.get("/platforms/{slug}")
async def platform(request: Request, context: InContext, slug: PlatformSlug) -> Response:
    """A platform's documents with their freshness, and its changes."""
    return page(
        request,
        "platform.html",
        platform=await catalog.platform(context, slug),
        documents=await catalog.documents(context, platform_slug=slug, limit=_DOCUMENTS),
        changes=await archive.changes(context, platform_slug=slug, limit=_RECENT),
    )


@router.get("/documents/{document_id}")
async def document(request: Request, context: InContext, document_id: DocumentId) -> Response:
    """A document's state, versions and changes."""
    return page(
        request,
        "document.html",
        document=await catalog.document(context, document_id),
        versions=await archive.versions(context, document_id, limit=_VERSIONS),
        changes=await archive.changes(context, document_id=document_id, with_cosmetic=True, limit=_VERSIONS),
    )


@router.get("/documents/{document_id}/versions/{number}")
async def version(request: Request, context: InContext, document_id: DocumentId, number: VersionNumber) -> Response:
    """A version's text, clause by clause."""
    return page(
        request,
        "version.html",
        document=await catalog.document(context, document_id),
        version=await archive.version(context, document_id, number),
    )


@router.get("/changes/{change_id}")
async def change(request: Request, context: InContext, change_id: ChangeId) -> Response:
    """A change as a redline, clause by clause."""
    return page(request, "change.html", change=await archive.change(context, change_id))


@router.get("/provisions/{provision_id}")
async def provision(request: Request, context: InContext, provision_id: ProvisionId) -> Response:
    """A clause's record: what it is about, who else says it, its wording, verbatim, and every rewording."""
    found = await archive.provision(context, provision_id)
    return page(
        request, "provision.html", provision=found, types=await taxonomy.records(context, provision_id, found.types)
    )
