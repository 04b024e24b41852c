"""Captures that others took: brought in with their own time, through the same log, alerting nobody."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.fetcher import capture_store
from services.fetcher.capture import raw_sha256, snapshot_event
from services.fetcher.capture_store import CaptureRow, PartFacts
from shared import eventlog
from shared.blobs import BlobStore
from shared.database import Database
from shared.events import CapturedPart
from shared.ids import new_id_at
from shared.telemetry import new_trace_id


class ImportRefused(Exception):
    """A document's history cannot be imported; says why."""


@dataclass(frozen=True, slots=True)
class ImportedPart:
    """One source of an imported capture, as it was received."""

    url: str
    content: bytes
    media_type: str
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedCapture:
    """A capture taken elsewhere; `source_commit` names it in its collection, so that it is imported once.

    `is_reextraction` says that the collection read the same page anew: a re-base, never a change.
    """

    document_id: str
    captured_at: datetime
    declaration_revision: int
    parts: tuple[ImportedPart, ...]
    source_commit: str | None = None
    is_reextraction: bool = False


async def record_import(database: Database, blobs: BlobStore, capture: ImportedCapture, now: datetime) -> UUID | None:
    """The id of the capture once it is stored and logged; None when its commit was imported before.

    Raises ImportRefused for a document that has live captures: history must come before them.
    """
    digests = [await blobs.put(part.content) for part in capture.parts]
    parts = tuple(_part(part, digest) for part, digest in zip(capture.parts, digests, strict=True))
    row = CaptureRow(
        id=new_id_at(capture.captured_at),
        document_id=capture.document_id,
        captured_at=capture.captured_at,
        origin="import",
        raw_sha256=raw_sha256(parts),
        declaration_revision=capture.declaration_revision,
        parts=parts,
        facts=tuple(PartFacts(None, None, (), {}) for _ in parts),
        source_commit=capture.source_commit,
    )
    async with database.transaction() as connection:
        await eventlog.lock_key(connection, "catalog", capture.document_id)
        if await capture_store.has_live_captures(connection, capture.document_id):
            raise ImportRefused(
                f"{capture.document_id} already has captures of its own, and history cannot be put before them; "
                f"import into an installation that has not watched it yet."
            )
        if not await capture_store.record_imported(connection, row):
            return None
        event = snapshot_event(row, now, new_trace_id())
        await eventlog.append(connection, event.model_copy(update={"is_reextraction": capture.is_reextraction}))
    return row.id


def _part(part: ImportedPart, digest: str) -> CapturedPart:
    return CapturedPart(
        url=part.url,
        final_url=part.url,
        status=200,
        media_type=part.media_type,
        charset=part.charset,
        sha256=digest,
        size_bytes=len(part.content),
    )
