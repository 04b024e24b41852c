"""A capture's page: its stored bytes, read by a declaration in a child process."""

from dataclasses import dataclass
from itertools import repeat

from services.differ.capture import Capture, selections
from services.differ.decide import decide
from services.differ.decision import Decision
from services.differ.document_state import DocumentState
from services.differ.extract.document import CanonicalDocument, PagePart, Selection
from services.differ.extract.reading import CloseReading, PageReader, ReadingFailed
from services.differ.store.captures import Sources
from shared.blobs import BlobError, BlobStore
from shared.events import CapturedPart
from shared.retrying import GiveUpError


@dataclass(frozen=True, slots=True)
class ReadCapture:
    """A capture with its page, or none and why; `source_count` is how many sources its declaration names.

    `is_from_elsewhere` says that the declaration names other addresses than it was captured at.
    """

    capture: Capture
    page: CanonicalDocument | None
    source_count: int
    failure_reason: str = ""
    failure_detail: str = ""
    is_from_elsewhere: bool = False


class CapturedPages:
    """Reads captures from the blob store through the reading processes."""

    def __init__(self, blobs: BlobStore, reader: PageReader) -> None:
        self._blobs = blobs
        self._reader = reader

    async def read(self, capture: Capture, sources: Sources) -> ReadCapture:
        """`capture` with its page as `sources` say. Raises GiveUpError where its bytes are missing or damaged."""
        try:
            parts = await self._parts(capture, sources)
        except BlobError as error:
            raise GiveUpError(f"{error} Then run `clausewatch dead-letters replay`.") from error
        try:
            page = await self._reader.read(parts)
        except ReadingFailed as failure:
            return ReadCapture(capture, None, len(sources), failure.reason, failure.detail)
        declared, asked = [source["url"] for source in sources], [part.url for part in capture.parts]
        return ReadCapture(capture, page, len(sources), is_from_elsewhere=bool(sources) and declared != asked)

    async def decide(self, read: ReadCapture, page: CanonicalDocument, state: DocumentState | None) -> Decision:
        """The decision on a capture that reads as `page`: two texts can be hostile together. Raises ReadingFailed."""
        capture = read.capture
        return await self._reader.within_limits(decide, page, state, capture.captured_at, str(capture.id))

    async def read_closely(self, capture: Capture, sources: Sources) -> CloseReading:
        """`capture` read as `read` does, with what its selectors found. Raises BlobError, ReadingFailed."""
        return await self._reader.read_closely(await self._parts(capture, sources))

    async def _parts(self, capture: Capture, sources: Sources) -> list[PagePart]:
        chosen = selections(sources)
        if len(chosen) != len(capture.parts):
            chosen = tuple(repeat(Selection(), len(capture.parts)))
        return [await self._part(part, one) for part, one in zip(capture.parts, chosen, strict=True)]

    async def _part(self, part: CapturedPart, selection: Selection) -> PagePart:
        return PagePart(
            content=await self._blobs.get(part.sha256),
            media_type=part.media_type,
            charset=part.charset,
            url=part.final_url,
            status=part.status,
            selection=selection,
            requested_url=part.url,
        )
