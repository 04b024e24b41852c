"""Writes down what was decided of a capture, with the events that tell of it, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.differ import history
from services.differ.capture import Capture
from services.differ.captured_pages import ReadCapture
from services.differ.chain import chain_sha256
from services.differ.clauses import ClauseKind, split
from services.differ.comparison import Comparison
from services.differ.decision import Decision
from services.differ.extract import EXTRACTOR_VERSION
from services.differ.extract.document import CanonicalDocument
from services.differ.history import ClauseChangeEntry, IdentifiedClause
from services.differ.outcome import Outcome
from services.differ.reading.labels import Labels
from services.differ.readings import Reading, Readings
from services.differ.store import change_readings, changes, documents, outcomes, provisions, quarantine, versions
from services.differ.store.changes import ChangeRecord
from services.differ.store.documents import Document, InForce
from services.differ.telling.summary import Days
from shared import eventlog
from shared.database import Connection
from shared.events import CaptureQuarantined, ChangeDetected
from shared.ids import new_id


@dataclass(frozen=True, slots=True)
class Recording:
    """One capture, which reads as `page`, of `document` as it was decided by; nothing is known before the first."""

    connection: Connection
    capture: Capture
    page: CanonicalDocument
    document: Document | None
    readings: Readings
    now: datetime

    async def record(self, decision: Decision) -> None:
        """Writes `decision`: what it puts in force, what it keeps waiting, and the event of it for a live capture."""
        version, change_id = await self._write(decision)
        await outcomes.record(
            self.connection,
            self.capture,
            decision.outcome,
            decision.reason,
            decision.evidence,
            self.now,
            version,
            change_id,
        )
        if self.capture.origin != "live":
            return
        if change_id is not None and decision.may_alert:
            await eventlog.append(self.connection, self._change_detected(change_id))
        if decision.outcome is Outcome.QUARANTINED:
            await eventlog.append(self.connection, self._capture_quarantined(decision))

    async def _write(self, decision: Decision) -> tuple[int | None, str | None]:
        """Gives the version that is now in force or verified, and the change."""
        if decision.outcome is Outcome.QUARANTINED:
            entry = decision.next_state.waiting[0]
            await quarantine.keep(self.connection, self.capture, entry, self.page, decision.evidence)
        else:
            await quarantine.release(self.connection, self.capture.document_id, decision.confirms, self.now)
        known = decision.next_state.in_force
        if known is not None and decision.writes_version:
            return known.number, await self._write_version(known.number, decision)
        await self._save_earlier(decision)
        if known is not None and decision.outcome is Outcome.VERIFIED:
            await versions.see(
                self.connection, self.capture.document_id, known.number, self.capture.captured_at, self.page.facts
            )
            await documents.save_verified(self.connection, self.capture, known.number, EXTRACTOR_VERSION)
            return known.number, None
        await documents.save_seen(self.connection, self.capture, decision.next_state.streak)
        return None, None

    async def _save_earlier(self, decision: Decision) -> None:
        before = self.document.state.earlier if self.document else ()
        touched = [text for text in decision.next_state.earlier if text not in before]
        await versions.save_earlier(self.connection, self.capture.document_id, touched)

    async def _write_version(self, number: int, decision: Decision) -> str | None:
        """Writes a version with its rendition, clauses and provisions; gives the change that led to it, if any did."""
        replaced = self.document.in_force if self.document else None
        link = chain_sha256(replaced.chain_sha256 if replaced else None, self.page.text_sha256)
        rendition_id = new_id()
        await versions.insert_version(self.connection, self.capture, number, decision.outcome, self.page, link)
        await versions.insert_rendition(
            self.connection, rendition_id, self.capture, number, self.page, EXTRACTOR_VERSION, self.now
        )
        await documents.save_verified(self.connection, self.capture, number, EXTRACTOR_VERSION)
        if replaced is None or decision.comparison is None:
            await self._begin_provisions(rendition_id, number)
            return None
        before, after = await self._carry_provisions(rendition_id, number, replaced, decision.comparison)
        labels = await self.readings.keep(
            self.connection,
            self._reading(rendition_id, number, after),
            (replaced.version.number, replaced.version.last_seen_at),
        )
        provisions_after = tuple(one.provision_id for one in after)
        entries = history.entries(replaced.version.text, self.page.text, decision.comparison, before, provisions_after)
        return await self._write_change(rendition_id, number, replaced, decision, entries, labels)

    async def _begin_provisions(self, rendition_id: UUID, number: int) -> None:
        clauses = split(self.page.text)
        ids = await provisions.mint(self.connection, len(clauses))
        first = history.with_provisions(self.page.text, clauses, ids)
        await provisions.begin(self.connection, self.capture.document_id, number, self.capture.captured_at, first)
        await provisions.insert_clauses(self.connection, rendition_id, first)
        await self.readings.keep(self.connection, self._reading(rendition_id, number, first))

    def _reading(self, rendition_id: UUID, number: int, clauses: Sequence[IdentifiedClause]) -> Reading:
        return Reading(
            document_id=self.capture.document_id,
            version=number,
            seen_at=self.capture.captured_at,
            rendition_id=rendition_id,
            text=self.page.text,
            links=self.page.links,
            language=self.page.language,
            clauses=clauses,
        )

    async def _carry_provisions(
        self, rendition_id: UUID, number: int, replaced: InForce, comparison: Comparison
    ) -> tuple[tuple[str, ...], tuple[IdentifiedClause, ...]]:
        """Gives the older clauses' provisions, in order, and the newer clauses with theirs."""
        stored = await provisions.stored_clauses(self.connection, replaced.rendition_id)
        before = history.identified(comparison.before, stored)
        after = await carry(
            self.connection,
            self.page.text,
            history.Step(comparison.alignment, comparison.after, before),
            Appearance(self.capture.document_id, number, self.capture.captured_at, replaced),
        )
        await provisions.insert_clauses(self.connection, rendition_id, after)
        return before, after

    async def _write_change(
        self,
        rendition_id: UUID,
        number: int,
        replaced: InForce,
        decision: Decision,
        entries: Sequence[ClauseChangeEntry],
        labels: tuple[Labels, Labels],
    ) -> str:
        change = ChangeRecord(
            capture=self.capture,
            from_version=replaced.version.number,
            from_rendition=replaced.rendition_id,
            to_version=number,
            to_rendition=rendition_id,
            is_substantive=decision.may_alert,
            is_silent_edit=decision.is_silent_edit,
            is_rollback=decision.is_rollback,
            entries=entries,
        )
        change_id = await changes.insert_change(self.connection, change, self.now)
        if decision.comparison is not None and decision.comparison.substance.is_substantive:
            effective_on = self.page.declared_effective_on
            if effective_on == replaced.version.declared_effective_on:
                effective_on = None  # the earlier version's day: nothing that this change brings
            days = Days(self.capture.captured_at.date(), effective_on)
            clauses_before = sum(clause.kind is not ClauseKind.HEADING for clause in decision.comparison.before)
            document_type = await documents.type_of(self.connection, self.capture.document_id)
            read = await self.readings.of_change(
                entries,
                labels,
                self.page.language,
                days,
                clauses_before,
                self.page.links,
                document_type=document_type,
            )
            await change_readings.insert(self.connection, change_id, read, self.readings.reader.read_by)
        return change_id

    def _change_detected(self, change_id: str) -> ChangeDetected:
        return ChangeDetected(
            id=new_id(),
            occurred_at=self.now,
            trace_id=self.capture.trace_id,
            change_id=change_id,
            document_id=self.capture.document_id,
            capture_id=self.capture.id,
            captured_at=self.capture.captured_at,
        )

    def _capture_quarantined(self, decision: Decision) -> CaptureQuarantined:
        return CaptureQuarantined(
            id=new_id(),
            occurred_at=self.now,
            trace_id=self.capture.trace_id,
            capture_id=self.capture.id,
            document_id=self.capture.document_id,
            reason=decision.reason,
            look_again=decision.look_again,
            times_seen=decision.next_state.waiting[0].times_seen,
        )


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where clauses appear: in which version of a document, from when on, and in place of what."""

    document_id: str
    version: int
    seen_at: datetime
    replaced: InForce


async def carry(
    connection: Connection, text: str, step: history.Step, appearance: Appearance
) -> tuple[IdentifiedClause, ...]:
    """Writes what becomes of a document's provisions, and gives the newer clauses, of `text`, with theirs."""
    ids = iter(await provisions.mint(connection, step.most_minted))
    gone = await provisions.gone(connection, appearance.document_id, step.unmatched_wordings)
    clauses, carried = history.carried(text, step, ids.__next__, gone)
    replaced = appearance.replaced.version
    await provisions.carry(
        connection,
        appearance.document_id,
        appearance.version,
        appearance.seen_at,
        (replaced.number, replaced.last_seen_at),
        carried,
    )
    return clauses


async def record_failure(connection: Connection, read: ReadCapture, document: Document | None, now: datetime) -> None:
    """Writes that a capture could not be read: visible, and in nobody's way."""
    await _pass_by(connection, read.capture, document)
    evidence = {"detail": read.failure_detail}
    await outcomes.record(connection, read.capture, Outcome.FAILED, read.failure_reason, evidence, now)


async def record_rejected(connection: Connection, capture: Capture, document: Document | None, now: datetime) -> None:
    """Writes that `capture` shows what an operator has said is not the document; it waits for nobody again."""
    await _pass_by(connection, capture, document)
    await outcomes.record(connection, capture, Outcome.QUARANTINED, "rejected_before", {}, now)


async def _pass_by(connection: Connection, capture: Capture, document: Document | None) -> None:
    if document is None or not is_late(capture, document):
        await documents.save_seen(connection, capture, document.state.streak if document else None)


async def record_late(
    connection: Connection, capture: Capture, page: CanonicalDocument, document: Document, now: datetime
) -> None:
    """Writes what a capture shows that was taken before the last one: it verifies nothing and puts nothing in force."""
    known = document.state.in_force
    is_same = known is not None and page.comparison_sha256 == known.comparison_sha256
    outcome = Outcome.VERIFIED if is_same else Outcome.RETURNED
    evidence = {"last_captured_at": document.last_captured_at.isoformat()}
    await outcomes.record(connection, capture, outcome, "older_than_the_last", evidence, now)


def is_late(capture: Capture, document: Document) -> bool:
    """Whether a capture was taken before the last one that was decided."""
    return capture.captured_at < document.last_captured_at
