"""What the differ does with each event: reads without a lock, then decides and writes in one transaction."""

from dataclasses import replace
from typing import Any

from services.differ.accepting import accept
from services.differ.capture import Capture
from services.differ.captured_pages import CapturedPages, ReadCapture
from services.differ.extract import EXTRACTOR_VERSION
from services.differ.extract.reading import ReadingFailed
from services.differ.preparing import Prepared, carry_out, plan_acceptance, plan_capture, plan_edit
from services.differ.readings import Readings
from services.differ.rebasing import Rebasing, usable
from services.differ.recording import Recording, is_late, record_failure, record_late, record_rejected
from services.differ.store import documents, outcomes, quarantine
from services.differ.store.documents import Document
from shared.clock import Clock
from shared.database import Connection, Database
from shared.events import DocumentEdited, QuarantineDecided, SnapshotCaptured
from shared.inbox import Handling


class Handlers:
    """The differ's handlers over its database, its pages, its reader of clauses and its clock."""

    def __init__(self, database: Database, pages: CapturedPages, readings: Readings, clock: Clock) -> None:
        self._database = database
        self._pages = pages
        self._readings = readings
        self._clock = clock

    def handlings(self) -> list[Handling[Any, Any]]:
        """How each event that the differ consumes is handled."""
        return [
            Handling(SnapshotCaptured, self.capture, self.prepare_capture),
            Handling(DocumentEdited, self.edit, self.prepare_edit),
            Handling(QuarantineDecided, self.decide_quarantine, self.prepare_quarantine),
        ]

    async def prepare_capture(self, event: SnapshotCaptured) -> Prepared:
        """Reads the capture, unless its bytes are those that last verified the version in force."""
        async with self._database.connection() as connection:
            plan = await plan_capture(connection, Capture.of(event))
        return await carry_out(plan, self._pages)

    async def capture(self, connection: Connection, event: SnapshotCaptured, prepared: Prepared) -> None:
        """Decides on a capture and writes what follows."""
        capture, now = Capture.of(event), self._clock.now()
        if prepared.read is None and await documents.verify_unchanged(connection, capture, EXTRACTOR_VERSION, now):
            return
        if await outcomes.is_decided(connection, capture.id):
            return
        document = await documents.load(connection, capture.document_id)
        if prepared.read is None or (document and document.basis != prepared.basis):
            # Another capture of the document was decided since: read by what is in force now.
            prepared = await carry_out(await plan_capture(connection, capture, is_forced=True), self._pages)
        if prepared.read is not None:
            await self._decide(connection, prepared.read, prepared.anew, document)

    async def _decide(
        self, connection: Connection, read: ReadCapture, anew: ReadCapture | None, document: Document | None
    ) -> None:
        capture, page, now = read.capture, read.page, self._clock.now()
        if page is None:
            await record_failure(connection, read, document, now)
            return
        if document is not None and is_late(capture, document):
            await record_late(connection, capture, page, document, now)
            return
        if await quarantine.is_rejected(connection, capture.document_id, page.comparison_sha256):
            await record_rejected(connection, capture, document, now)
            return
        if anew is not None and document is not None:
            document = await self._rebase(connection, anew, document)
        elif capture.is_reextraction and document is not None:
            document = await self._rebase(connection, read, document)
        state = document.state if document else None
        try:
            decision = await self._pages.decide(read, page, state)
        except ReadingFailed as failure:
            failed = replace(read, page=None, failure_reason=failure.reason, failure_detail=failure.detail)
            await record_failure(connection, failed, document, now)
            return
        await Recording(connection, capture, page, document, self._readings, now).record(decision)

    async def _rebase(self, connection: Connection, anew: ReadCapture, document: Document) -> Document:
        page = usable(anew)
        if page is None or document.in_force is None:
            return document
        now = self._clock.now()
        rebasing = Rebasing(connection, anew.capture, page, anew.is_from_elsewhere, self._readings, now)
        return await rebasing.apply(document, document.in_force)

    async def prepare_edit(self, event: DocumentEdited) -> Prepared:
        """Reads what last verified the version in force by the document's new declaration."""
        async with self._database.connection() as connection:
            plan = await plan_edit(connection, event)
        return await carry_out(plan, self._pages)

    async def edit(self, connection: Connection, event: DocumentEdited, prepared: Prepared) -> None:
        """Re-bases the version in force on the document's new declaration; nobody is told."""
        document = await documents.load(connection, event.document_id)
        if document is None:
            return
        if document.basis != prepared.basis:
            prepared = await carry_out(await plan_edit(connection, event), self._pages)
        if prepared.anew is not None:
            await self._rebase(connection, prepared.anew, document)

    async def prepare_quarantine(self, event: QuarantineDecided) -> ReadCapture | None:
        """Reads an accepted capture; None for a rejected one, and for one that does not wait."""
        if event.decision == "rejected":
            return None
        async with self._database.connection() as connection:
            plan = await plan_acceptance(connection, event.document_id, event.capture_id, event.trace_id)
        return (await carry_out(plan, self._pages)).read

    async def decide_quarantine(
        self, connection: Connection, event: QuarantineDecided, accepted: ReadCapture | None
    ) -> None:
        """Puts an accepted capture in force unless something newer is; a rejected one is recorded."""
        entry = await quarantine.find(connection, event.document_id, event.capture_id)
        if entry is None or entry.state != "waiting":
            return
        now = self._clock.now()
        await quarantine.settle(connection, entry.capture_id, event.decision, now)
        document = await documents.load(connection, event.document_id)
        if document is None or accepted is None or accepted.page is None:
            return
        decision = accept(accepted.page, document.state, accepted.capture.captured_at)
        if decision is not None:
            await Recording(connection, accepted.capture, accepted.page, document, self._readings, now).record(decision)
