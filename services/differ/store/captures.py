"""Captures and declarations as the catalogue's granted views give them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.differ.capture import Capture
from shared.database import Connection
from shared.events import CapturedPart

Sources = Sequence[Mapping[str, Any]]

_SOURCES = "select sources from catalog.readable_declarations where document_id = $1 and revision = $2"

_CAPTURE = """
    select capture.id, capture.document_id, capture.captured_at, capture.origin, capture.raw_sha256,
           capture.declaration_revision,
           (select jsonb_agg(jsonb_build_object(
                'url', part.url, 'final_url', part.final_url, 'status', part.status, 'media_type', part.media_type,
                'charset', part.charset, 'sha256', part.sha256, 'size_bytes', part.size_bytes) order by part.ordinal)
            from catalog.readable_capture_parts as part where part.capture_id = capture.id) as parts
    from catalog.readable_captures as capture
    where capture.id = $1
"""


async def sources(connection: Connection, document_id: str, revision: int) -> Sources | None:
    """The sources that a revision of a document's declaration names, or None where there is no such revision."""
    found: Sources | None = await connection.fetchval(_SOURCES, document_id, revision)
    return found


async def capture(connection: Connection, capture_id: UUID, trace_id: str) -> Capture | None:
    """A capture with its parts in order, or None where the catalogue has none."""
    row = await connection.fetchrow(_CAPTURE, capture_id)
    if row is None or row["parts"] is None:
        return None
    fields = dict(row)
    parts = tuple(CapturedPart.model_validate(part) for part in fields.pop("parts"))
    return Capture(**fields, parts=parts, trace_id=trace_id)
