"""What changed, and how each clause was worded."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.api.archive import reading as archive
from services.api.archive.models import Change, ChangeDetail, ProvisionHistory
from services.api.context import InContext
from services.api.routes.catalog import PlatformFilter
from services.api.web.cursors import Cursor, Limit, Page
from services.api.web.identifiers import DOCUMENT_PATTERN, ChangeId, ProvisionId

router = APIRouter(prefix="/api/v1", tags=["archive"])

DocumentFilter = Annotated[str | None, Query(pattern=DOCUMENT_PATTERN, description="A document's id")]
WithCosmetic = Annotated[bool, Query(description="Whether to list changes of form alone, too")]


@router.get("/changes", summary="List changes")
async def list_changes(
    context: InContext,
    platform: PlatformFilter = None,
    document: DocumentFilter = None,
    with_cosmetic: WithCosmetic = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[Change]:
    """Newest first. A page stays what it is while new changes come in above it."""
    return await archive.changes(
        context,
        platform_slug=platform,
        document_id=document,
        with_cosmetic=with_cosmetic,
        cursor=cursor,
        limit=limit,
    )


@router.get("/changes/{change_id}", summary="Show a change clause by clause", responses={404: {}})
async def show_change(context: InContext, change_id: ChangeId) -> ChangeDetail:
    """With the redline of each clause, both versions' hashes and where the capture came from."""
    return await archive.change(context, change_id)


@router.get("/provisions/{provision_id}", summary="Show a provision's history", responses={404: {}})
async def show_provision(context: InContext, provision_id: ProvisionId) -> ProvisionHistory:
    """Every wording with its dates, verbatim; the first is the current one, or the last before it was removed."""
    return await archive.provision(context, provision_id)
