"""An operator's commands: each becomes one event of the log."""

from uuid import UUID

from pydantic import TypeAdapter

from services.api.archive.models import QuarantinedCapture, QuarantineState
from services.api.archive.quarantine import store as quarantine_store
from services.api.catalog.reading import document
from services.api.context import Context
from services.api.errors import AlreadyDecidedError, NotFoundError
from services.api.operations.models import CommandAccepted, Decision, Declaration
from services.api.web.cursors import Page, decode, page_of
from shared import eventlog
from shared.events import DocumentEditRequested, Event, FetchRequested, QuarantineDecided
from shared.events.documents import RequestedSource
from shared.ids import new_id
from shared.telemetry import new_trace_id

_CAPTURE_KEY: TypeAdapter[UUID] = TypeAdapter(UUID)


async def request_fetch(context: Context, document_id: str) -> CommandAccepted:
    """Asks the fetcher to check a document now. Raises NotFoundError."""
    await document(context, document_id)
    event = FetchRequested(
        id=new_id(), occurred_at=context.clock.now(), trace_id=new_trace_id(), document_id=document_id
    )
    return await _log(context, event, see=f"/api/v1/documents/{document_id}")


async def request_edit(context: Context, document_id: str, declaration: Declaration) -> CommandAccepted:
    """Asks the fetcher for other sources of a document. Raises NotFoundError."""
    await document(context, document_id)
    event = DocumentEditRequested(
        id=new_id(),
        occurred_at=context.clock.now(),
        trace_id=new_trace_id(),
        document_id=document_id,
        sources=tuple(RequestedSource.model_validate(source.model_dump()) for source in declaration.sources),
    )
    return await _log(context, event, see=f"/api/v1/documents/{document_id}")


async def quarantined(
    context: Context, *, state: QuarantineState | None, cursor: str | None, limit: int
) -> Page[QuarantinedCapture]:
    """Quarantined captures, newest first. Raises InvalidCursorError."""
    before = decode(_CAPTURE_KEY, cursor) if cursor else None
    async with context.database.connection() as connection:
        found = await quarantine_store.quarantined(connection, state, before, limit + 1)
    return page_of(found, limit, _CAPTURE_KEY, lambda held: held.capture_id)


async def decide(context: Context, capture_id: UUID, decision: Decision) -> CommandAccepted:
    """Tells the differ what a quarantined capture is. Raises NotFoundError, AlreadyDecidedError."""
    async with context.database.connection() as connection:
        held = await quarantine_store.quarantined_capture(connection, capture_id)
    if held is None:
        raise NotFoundError(f"No capture {capture_id} is in quarantine.", "See /api/v1/quarantine.")
    if held.state != "waiting":
        raise AlreadyDecidedError(f"The capture is {held.state} since {held.decided_at}.", "There is nothing to do.")
    event = QuarantineDecided(
        id=new_id(),
        occurred_at=context.clock.now(),
        trace_id=new_trace_id(),
        capture_id=capture_id,
        document_id=held.document_id,
        decision=decision.decision,
    )
    return await _log(context, event, see="/api/v1/quarantine")


async def _log(context: Context, event: Event, see: str) -> CommandAccepted:
    async with context.database.transaction() as connection:
        await eventlog.append(connection, event)
    return CommandAccepted(event_id=str(event.id), see=see)
