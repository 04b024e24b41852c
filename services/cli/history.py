"""Takes a collection through the pipeline: captures recorded in the catalogue, then decided by the differ, in order."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError

from services.cli.collection import Collection, CommittedCapture
from services.cli.declared_at import Declarations
from services.differ.store import outcomes
from services.differ.store.outcomes import DecidedCapture
from services.fetcher.catalog.slug import platform_slug
from services.fetcher.declare import known_document, revision_of
from services.fetcher.importing import ImportedCapture, ImportedPart, ImportRefused, record_import
from services.fetcher.settings import FetcherSettings
from shared.blobs import BlobStore
from shared.clock import Clock
from shared.database import Connection, Database
from shared.inbox import Consumer
from shared.relay import Relay

_DOCUMENTS_AT_ONCE = 4
_LOOK_AGAIN_SECONDS = 0.1

Progress = Callable[[int, int], None]
"""Told how many captures are done, of how many."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Where captures go: the catalogue, the blob store, and the differ that decides on them."""

    catalog: Database
    archive: Database
    blobs: BlobStore
    differ: Consumer
    clock: Clock


@dataclass(frozen=True, slots=True)
class DocumentHistory:
    """What became of one document's captures; `recorded` of them were new, `refusal` says why none was taken."""

    document: str
    document_id: str | None
    recorded: int
    captures: tuple[DecidedCapture, ...]
    refusal: str | None = None


async def take_in(
    collection: Collection,
    captures: Sequence[CommittedCapture],
    declarations: Declarations,
    pipeline: Pipeline,
    progress: Progress,
    finished: Callable[[DocumentHistory], None],
) -> None:
    """Takes `captures` in, several documents at once and each in order; `finished` is told of each document."""
    by_document: dict[str, list[CommittedCapture]] = {}
    for capture in captures:
        by_document.setdefault(capture.document, []).append(capture)
    relay = Relay(pipeline.catalog, "catalog", None)
    numbering = asyncio.create_task(relay.run())
    room = asyncio.Semaphore(_DOCUMENTS_AT_ONCE)
    done = 0

    def one_done() -> None:
        nonlocal done
        done += 1
        progress(done, len(captures))

    async def take_document(name: str) -> None:
        async with room:
            intake = _Intake(collection, declarations, pipeline, relay, one_done)
            finished(await intake.document(name, by_document[name]))

    try:
        async with asyncio.TaskGroup() as group:
            for name in by_document:
                group.create_task(take_document(name))
    finally:
        numbering.cancel()
        with suppress(asyncio.CancelledError):
            await numbering


class _Intake:
    """Takes documents in, one at a time."""

    def __init__(
        self,
        collection: Collection,
        declarations: Declarations,
        pipeline: Pipeline,
        relay: Relay,
        one_done: Callable[[], None],
    ) -> None:
        self._collection = collection
        self._declarations = declarations
        self._pipeline = pipeline
        self._relay = relay
        self._one_done = one_done
        self._interval_seconds = FetcherSettings().default_interval_seconds

    async def document(self, name: str, captures: Sequence[CommittedCapture]) -> DocumentHistory:
        """Records a document's captures and has them decided."""
        known_url = next((capture.url for capture in captures if capture.url), None)
        document_id = None
        recorded: list[UUID] = []
        try:
            for capture in captures:
                document_id, new = await self._record(capture, known_url)
                if new is None:
                    self._one_done()
                else:
                    recorded.append(new)
                    self._relay.wake()
        except (ImportRefused, ValidationError) as refusal:
            return DocumentHistory(name, document_id, 0, (), _reason(refusal))
        if document_id is None:
            return DocumentHistory(name, None, 0, ())
        await self._settle(document_id, recorded)
        async with self._pipeline.archive.connection() as connection:
            decided = await outcomes.history(connection, document_id)
        return DocumentHistory(name, document_id, len(recorded), tuple(decided))

    async def _record(self, capture: CommittedCapture, known_url: str | None) -> tuple[str, UUID | None]:
        now = self._pipeline.clock.now()
        declaration = self._declarations.at(capture, known_url)
        async with self._pipeline.catalog.transaction() as connection:
            document_id = await self._document_id(connection, capture)
            revision = await revision_of(connection, document_id, declaration, now, self._interval_seconds)
        content = await self._collection.content(capture)
        part = ImportedPart(capture.url or declaration.sources[0].url, content, capture.media_type)
        imported = ImportedCapture(
            document_id=document_id,
            captured_at=capture.captured_at,
            declaration_revision=revision,
            parts=(part,),
            source_commit=capture.source_commit,
            is_reextraction=capture.is_reextraction,
        )
        return document_id, await record_import(self._pipeline.catalog, self._pipeline.blobs, imported, now)

    async def _document_id(self, connection: Connection, capture: CommittedCapture) -> str:
        slug = platform_slug(capture.service)
        return await known_document(
            connection, slug, capture.service, capture.document_type, self._pipeline.clock.now()
        )

    async def _settle(self, document_id: str, recorded: Sequence[UUID]) -> None:
        """Decides until none of `recorded` is left; another differ on the same database may do its part."""
        left = len(recorded)
        while left:
            await self._pipeline.differ.drain("catalog", document_id)
            async with self._pipeline.archive.connection() as connection:
                still = await outcomes.count_open(connection, recorded)
            for _ in range(left - still):
                self._one_done()
            left = still
            if left:
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)


def _reason(refusal: ImportRefused | ValidationError) -> str:
    if isinstance(refusal, ImportRefused):
        return str(refusal)
    return "; ".join(str(error["msg"]) for error in refusal.errors())
