"""What is to be read for an event, and its reading: first from the database, then without holding a connection."""

from dataclasses import dataclass, replace
from uuid import UUID

from services.differ.capture import Capture
from services.differ.captured_pages import CapturedPages, ReadCapture
from services.differ.rebasing import is_due
from services.differ.store import captures, documents, quarantine
from services.differ.store.captures import Sources
from services.differ.store.documents import Verification
from shared.database import Connection
from shared.events import DocumentEdited
from shared.retrying import GiveUpError


@dataclass(frozen=True, slots=True)
class ToRead:
    """A capture, and the sources of the declaration by which it is to be read."""

    capture: Capture
    sources: Sources


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read. `basis` is what verified the version in force when this was planned.

    `capture` is None where its bytes are that basis's; `anew` is the basis, where the declaration or the extractor of
    now is another than it was read by.
    """

    basis: Verification | None
    capture: ToRead | None
    anew: ToRead | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan carried out."""

    basis: Verification | None
    read: ReadCapture | None
    anew: ReadCapture | None


async def plan_capture(connection: Connection, capture: Capture, *, is_forced: bool = False) -> Plan:
    """For a capture; nothing where its bytes last verified the version in force, unless `is_forced`."""
    basis = await documents.verification(connection, capture.document_id)
    is_rebase_due = basis is not None and is_due(basis, capture.declaration_revision)
    is_unchanged = basis is not None and basis.is_settled and basis.raw_sha256 == capture.raw_sha256
    if is_unchanged and not is_rebase_due and not is_forced:
        return Plan(basis, None, None)
    anew = None
    if basis is not None and is_rebase_due and not capture.is_reextraction:
        anew = await _stored(connection, basis.capture_id, capture.trace_id, capture.declaration_revision)
    return Plan(basis, await _to_read(connection, capture), anew)


async def plan_edit(connection: Connection, event: DocumentEdited) -> Plan:
    """For an edited declaration: what last verified the version in force, by the new one."""
    basis = await documents.verification(connection, event.document_id)
    if basis is None or not is_due(basis, event.declaration_revision):
        return Plan(basis, None, None)
    anew = await _stored(connection, basis.capture_id, event.trace_id, event.declaration_revision)
    return Plan(basis, None, anew)


async def plan_acceptance(connection: Connection, document_id: str, capture_id: UUID, trace_id: str) -> Plan:
    """For an accepted capture: the last one that showed the same; nothing where it does not wait."""
    entry = await quarantine.find(connection, document_id, capture_id)
    if entry is None or entry.state != "waiting":
        return Plan(None, None, None)
    return Plan(None, await _stored(connection, entry.last_capture_id, trace_id), None)


async def carry_out(plan: Plan, pages: CapturedPages) -> Prepared:
    """Reads what `plan` says. Raises GiveUpError where stored bytes are missing or damaged."""
    read = await pages.read(plan.capture.capture, plan.capture.sources) if plan.capture else None
    anew = await pages.read(plan.anew.capture, plan.anew.sources) if plan.anew else None
    return Prepared(plan.basis, read, anew)


async def _stored(connection: Connection, capture_id: UUID, trace_id: str, revision: int | None = None) -> ToRead:
    """A capture that the catalogue has, to be read by `revision` or else by its own. Raises GiveUpError."""
    capture = await captures.capture(connection, capture_id, trace_id)
    if capture is None:
        raise GiveUpError(f"The catalogue has no capture {capture_id}: restore it from a backup, then replay this.")
    return await _to_read(connection, replace(capture, declaration_revision=revision or capture.declaration_revision))


async def _to_read(connection: Connection, capture: Capture) -> ToRead:
    sources = await captures.sources(connection, capture.document_id, capture.declaration_revision)
    return ToRead(capture, sources or ())
