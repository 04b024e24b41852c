"""A replay: a collection's captures through the whole pipeline, in a scratch database, to see what would be told."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from services.cli.collection import open_collection
from services.cli.declared_at import Declarations
from services.cli.history import DocumentHistory, Pipeline, Progress, take_in
from services.differ.captured_pages import CapturedPages
from services.differ.extract.reading import PageReader
from services.differ.handlers import Handlers
from services.differ.settings import DifferSettings
from services.differ.store.outcomes import DecidedCapture
from shared.blobs import BlobStore
from shared.clock import SystemClock
from shared.database import Database
from shared.inbox import Consumer
from shared.settings import BlobSettings, DatabaseSettings

Line = dict[str, object]
"""One capture's line: `document`, `captured_at`, `source_commit`, `outcome`, `reason`, `change`."""


async def replay(
    repository: Path,
    declarations: Path | None,
    database: DatabaseSettings,
    blobs: BlobSettings,
    told: Callable[[Line], None],
    progress: Progress,
) -> None:
    """Replays every capture of `repository` into a migrated scratch database, and tells a line for each.

    A document's lines come together, in capture order, when its last capture is decided. Each change says whether it
    `alerts`: whether a live capture would have been told to subscribers. Raises CommandError.
    """
    declared = Declarations.read(declarations) if declarations else Declarations.none()

    def finished(history: DocumentHistory) -> None:
        for capture in history.captures:
            told(line(history.document, capture))

    async with open_collection(repository) as collection, open_pipeline(database, blobs) as pipeline:
        await take_in(collection, await collection.captures(), declared, pipeline, progress, finished)


def line(document: str, capture: DecidedCapture) -> Line:
    """A capture's line."""
    change = capture.change
    return {
        "document": document,
        "captured_at": capture.captured_at.isoformat(),
        "source_commit": capture.source_commit,
        "outcome": capture.outcome or "failed",
        "reason": capture.reason or "given up; see `clausewatch dead-letters list`",
        "change": None
        if change is None
        else {
            "id": change.id,
            "added": change.added,
            "removed": change.removed,
            "modified": change.modified,
            "moved": change.moved,
            "alerts": change.is_substantive,
            "is_silent_edit": change.is_silent_edit,
            "is_rollback": change.is_rollback,
        },
    }


@asynccontextmanager
async def open_pipeline(database: DatabaseSettings, blobs: BlobSettings) -> AsyncIterator[Pipeline]:
    """The pipeline over a database and a blob store, with reading processes of its own."""
    settings = DifferSettings()
    clock = SystemClock()
    catalog = await Database.open(database, "fetcher")
    archive = await Database.open(database, "differ")
    store = BlobStore.open(blobs)
    reader = PageReader(settings.reader_processes, settings.reading_seconds, settings.reading_mebibytes)
    try:
        async with reader:
            handlings = Handlers(archive, CapturedPages(store, reader), clock).handlings()
            yield Pipeline(catalog, archive, store, Consumer("differ", "archive", archive, clock, handlings), clock)
    finally:
        await archive.close()
        await catalog.close()
