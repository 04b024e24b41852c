"""What an operator asks of the other services."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.api.archive.models import QuarantinedCapture, QuarantineState
from services.api.context import InContext
from services.api.operations import commands
from services.api.operations.models import CommandAccepted, Decision, Declaration
from services.api.web.cursors import Cursor, Limit, Page
from services.api.web.identifiers import DocumentId
from services.api.web.tokens import operator_only

router = APIRouter(
    prefix="/api/v1", tags=["operations"], dependencies=[operator_only], responses={401: {}, 403: {}, 404: {}}
)


@router.post("/documents/{document_id}/fetches", status_code=202, summary="Check a document now")
async def request_fetch(context: InContext, document_id: DocumentId) -> CommandAccepted:
    """The fetcher does it at once, within its politeness towards the host."""
    return await commands.request_fetch(context, document_id)


@router.put("/documents/{document_id}/declaration", status_code=202, summary="Give a document other sources")
async def request_edit(context: InContext, document_id: DocumentId, declaration: Declaration) -> CommandAccepted:
    """The fetcher checks and adopts them; stored versions are read again by them, and nobody is alerted."""
    return await commands.request_edit(context, document_id, declaration)


@router.get("/quarantine", summary="List quarantined captures")
async def list_quarantine(
    context: InContext,
    state: Annotated[QuarantineState | None, Query()] = "waiting",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[QuarantinedCapture]:
    """Newest first, each with the gate that held it and its evidence."""
    return await commands.quarantined(context, state=state, cursor=cursor, limit=limit)


@router.post(
    "/quarantine/{capture_id}/decision",
    status_code=202,
    summary="Decide what a quarantined capture is",
    responses={409: {}},
)
async def decide(context: InContext, capture_id: UUID, decision: Decision) -> CommandAccepted:
    """Accepted: the policy after all, which becomes a version. Rejected: never one."""
    return await commands.decide(context, capture_id, decision)
