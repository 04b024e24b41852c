"""One due document captured: its sources fetched, bytes stored, and all that is known of it written at once."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from services.fetcher import capture_store, schedule_store
from services.fetcher.capture_store import CaptureRow, PartFacts
from services.fetcher.errors import FetchError, PageGone, RendererMissing, RetryableFetchError
from services.fetcher.fetch import FetchedPart, FetchPage, Validators
from services.fetcher.metrics import CAPTURE_SECONDS, CAPTURES
from services.fetcher.moved import Move, move_of
from services.fetcher.schedule import (
    DocumentState,
    Failure,
    Schedule,
    ScheduleRules,
    after_capture,
    after_failure,
)
from services.fetcher.schedule_store import ClaimedDocument, EarlierPart
from shared import eventlog
from shared.blobs import BlobStore
from shared.clock import Clock
from shared.database import Connection, Database
from shared.events import CapturedPart, DocumentUnreachable, SnapshotCaptured
from shared.ids import new_id
from shared.telemetry import get_logger, log_fields, new_trace_id

_log = get_logger(__name__)

UNREACHABLE = {DocumentState.FAILING: "failing", DocumentState.GONE: "gone", DocumentState.MOVED: "moved"}


class LeaseLost(Exception):
    """The document's lease ran out and another worker has it; nothing was written."""


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part whose bytes are stored: what the event says of it, and what else is kept."""

    event: CapturedPart
    facts: PartFacts


class Capturer:
    """Captures claimed documents."""

    def __init__(
        self,
        database: Database,
        blobs: BlobStore,
        page_fetcher: FetchPage,
        browser: FetchPage | None,
        rules: ScheduleRules,
        clock: Clock,
        chance: Callable[[], float],
    ) -> None:
        """`browser` renders the documents that ask for it; `chance` draws from [0, 1)."""
        self._database = database
        self._blobs = blobs
        self._page_fetcher = page_fetcher
        self._browser = browser
        self._rules = rules
        self._clock = clock
        self._chance = chance

    async def capture(self, claimed: ClaimedDocument) -> None:
        """Captures a document, or records why it could not be. Raises LeaseLost, and what the stores raise."""
        trace_id, started = new_trace_id(), perf_counter()
        with log_fields(document=claimed.document_id, trace_id=trace_id):
            try:
                parts = await self._fetch_all(claimed)
            except FetchError as error:
                await self._record_failure(claimed, error, trace_id)
                CAPTURES.labels(type(error).__name__).inc()
                _log.warning("Not captured", error=str(error))
                return
            stored = [
                await self._store(part, earlier)
                for part, earlier in zip(parts, _earlier(claimed, len(parts)), strict=True)
            ]
            capture_id = await self._record_capture(claimed, parts, stored, trace_id)
            seconds = perf_counter() - started
            CAPTURES.labels("not_modified" if all(part.content is None for part in parts) else "fetched").inc()
            CAPTURE_SECONDS.observe(seconds)
            _log.info("Captured", capture=str(capture_id), milliseconds=round(seconds * 1000, 1))

    async def _fetch_all(self, claimed: ClaimedDocument) -> list[FetchedPart]:
        """Every source of the document, one after another: they are mostly on one host."""
        parts = []
        for source, earlier in zip(claimed.sources, _earlier(claimed, len(claimed.sources)), strict=True):
            fetcher = self._page_fetcher if source.fetcher == "http" else self._browser
            if fetcher is None:
                raise RendererMissing(
                    source.url,
                    "it asks for a browser and none is set up; install Chromium and set "
                    "CLAUSEWATCH_FETCHER_BROWSER_EXECUTABLE",
                )
            known = earlier if earlier is not None and earlier.url == source.url else None
            parts.append(await fetcher.fetch(source.url, _validators(known), claimed.obeys_robots))
        return parts

    async def _store(self, part: FetchedPart, earlier: EarlierPart | None) -> StoredPart:
        """The part with its bytes on disk; those of the capture before are there already."""
        if part.content is None:
            if earlier is None:
                raise AssertionError(f"{part.requested_url}: a 304 without validators")
            return _confirmed(part, earlier)
        digest = hashlib.sha256(part.content).hexdigest()
        if earlier is None or earlier.sha256 != digest:
            await self._blobs.put(part.content)
        event = CapturedPart(
            url=part.requested_url,
            final_url=part.final_url,
            status=part.status,
            media_type=part.media_type or "",
            charset=part.charset,
            sha256=digest,
            size_bytes=len(part.content),
        )
        return StoredPart(event, _facts(part, part.etag, part.last_modified))

    async def _record_capture(
        self, claimed: ClaimedDocument, parts: list[FetchedPart], stored: list[StoredPart], trace_id: str
    ) -> object:
        now = self._clock.now()
        move = move_of(
            parts,
            [earlier.final_url for earlier in claimed.earlier_parts],
            was_moved=claimed.schedule.state is DocumentState.MOVED,
        )
        schedule = after_capture(self._rules, claimed.schedule, now, self._chance(), has_moved=move is not None)
        events = tuple(one.event for one in stored)
        row = CaptureRow(
            id=new_id(),
            document_id=claimed.document_id,
            captured_at=now,
            origin="live",
            raw_sha256=raw_sha256(events),
            declaration_revision=claimed.declaration_revision,
            parts=events,
            facts=tuple(one.facts for one in stored),
        )
        async with self._database.transaction() as connection:
            if not await capture_store.record_capture(connection, claimed, row, schedule):
                raise LeaseLost(claimed.document_id)
            await eventlog.append(connection, snapshot_event(row, now, trace_id))
            await self._tell_state(connection, claimed, schedule, _moved_reason(move), now, trace_id)
        return row.id

    async def _record_failure(self, claimed: ClaimedDocument, error: FetchError, trace_id: str) -> None:
        now = self._clock.now()
        failure = Failure(
            is_retryable=isinstance(error, RetryableFetchError),
            is_gone=isinstance(error, PageGone),
            retry_after_seconds=getattr(error, "retry_after_seconds", None),
        )
        schedule = after_failure(self._rules, claimed.schedule, now, self._chance(), failure)
        async with self._database.transaction() as connection:
            if not await schedule_store.record_failure(connection, claimed, schedule, str(error), now):
                raise LeaseLost(claimed.document_id)
            await self._tell_state(connection, claimed, schedule, str(error), now, trace_id)

    async def _tell_state(
        self,
        connection: Connection,
        claimed: ClaimedDocument,
        schedule: Schedule,
        reason: str,
        now: datetime,
        trace_id: str,
    ) -> None:
        """Logs that a document has become failing, gone or moved, once per state."""
        state = schedule.state
        if state is claimed.schedule.state or state not in UNREACHABLE:
            return
        since = schedule.gone_since if state is DocumentState.GONE else schedule.failing_since
        await eventlog.append(
            connection,
            DocumentUnreachable(
                id=new_id(),
                occurred_at=now,
                trace_id=trace_id,
                document_id=claimed.document_id,
                state=UNREACHABLE[state],
                since=since or now,
                reason=reason[:1000],
            ),
        )


def raw_sha256(parts: Sequence[CapturedPart]) -> str:
    """The one part's hash; of several, the SHA-256 of their hashes joined by newlines."""
    if len(parts) == 1:
        return parts[0].sha256
    return hashlib.sha256("\n".join(part.sha256 for part in parts).encode()).hexdigest()


def snapshot_event(row: CaptureRow, now: datetime, trace_id: str) -> SnapshotCaptured:
    """The event that tells of a capture."""
    return SnapshotCaptured(
        id=new_id(),
        occurred_at=now,
        trace_id=trace_id,
        capture_id=row.id,
        document_id=row.document_id,
        captured_at=row.captured_at,
        origin=row.origin,
        raw_sha256=row.raw_sha256,
        declaration_revision=row.declaration_revision,
        parts=row.parts,
    )


def _earlier(claimed: ClaimedDocument, count: int) -> Sequence[EarlierPart | None]:
    """The capture before, part by part; nothing when the document had another number of sources then."""
    return claimed.earlier_parts if len(claimed.earlier_parts) == count else [None] * count


def _validators(earlier: EarlierPart | None) -> Validators | None:
    return None if earlier is None else Validators(earlier.final_url, earlier.etag, earlier.last_modified)


def _confirmed(part: FetchedPart, earlier: EarlierPart) -> StoredPart:
    """A 304: a capture of the bytes whose validator was sent."""
    event = CapturedPart(
        url=part.requested_url,
        final_url=part.final_url,
        status=part.status,
        media_type=earlier.media_type,
        charset=earlier.charset,
        sha256=earlier.sha256,
        size_bytes=earlier.size_bytes,
    )
    return StoredPart(event, _facts(part, part.etag or earlier.etag, part.last_modified or earlier.last_modified))


def _facts(part: FetchedPart, etag: str | None, last_modified: str | None) -> PartFacts:
    redirects = tuple({"url": hop.url, "status": hop.status} for hop in part.redirects)
    return PartFacts(etag, last_modified, redirects, dict(part.headers))


def _moved_reason(move: Move | None) -> str:
    return f"{move.from_url} redirects for good to {move.to_url}" if move else ""
