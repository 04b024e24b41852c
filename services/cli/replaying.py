"""A replay: a collection's captures through the whole pipeline, in a scratch database, to see what would be told."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from services.cli.collection import open_collection
from services.cli.declared_at import Declarations
from services.cli.history import DocumentHistory, Pipeline, Progress, take_in
from services.differ.captured_pages import CapturedPages
from services.differ.excerpts import difference
from services.differ.extract.reading import PageReader
from services.differ.handlers import Handlers
from services.differ.readings import readings_by
from services.differ.settings import DifferSettings
from services.differ.store.outcomes import ChangeCount, DecidedCapture, DecisivePassage
from services.differ.taxonomy.loader import load_taxonomy
from shared.blobs import BlobStore
from shared.clock import SystemClock
from shared.database import Database
from shared.inbox import Consumer
from shared.settings import BlobSettings, DatabaseSettings

_PASSAGE_CHARACTERS = 400

Line = dict[str, Any]
"""One capture's line: `document`, `captured_at`, `source_commit`, `outcome`, `reason`, `evidence`, `change`."""


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
        "evidence": capture.evidence,
        "change": None if change is None else _change(change),
    }


def _change(change: ChangeCount) -> dict[str, object]:
    return {
        "id": change.id,
        "added": change.added,
        "removed": change.removed,
        "modified": change.modified,
        "moved": change.moved,
        "alerts": change.is_substantive,
        "is_silent_edit": change.is_silent_edit,
        "is_rollback": change.is_rollback,
        "passages": [_passage(passage) for passage in change.passages],
    }


def _passage(passage: DecisivePassage) -> dict[str, object]:
    before, after = difference(passage.before, passage.after, _PASSAGE_CHARACTERS)
    return {"before": before, "after": after, "reason": passage.reason, "is_substantive": passage.is_substantive}


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
            readings = readings_by(load_taxonomy(settings.taxonomy_folder))
            handlings = Handlers(archive, CapturedPages(store, reader), readings, clock).handlings()
            yield Pipeline(catalog, archive, store, Consumer("differ", "archive", archive, clock, handlings), clock)
    finally:
        await archive.close()
        await catalog.close()
