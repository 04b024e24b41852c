"""Versions and their renditions. A version is written once; what is read of it later is another rendition."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.differ.capture import Capture
from services.differ.document_state import EarlierText
from services.differ.extract.document import CanonicalDocument, PageFacts
from shared.database import Connection

_INSERT_VERSION = """
    insert into archive.versions
        (document_id, number, capture_id, captured_at, outcome, text_sha256, comparison_sha256, language,
         declared_updated_on, declared_effective_on, first_seen_at, last_seen_at, chain_sha256)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $4, $4, $11)
"""

# The rendition that was current stays, for the quotes that name it. A statement of its own: one that also inserted
# could insert first, and two would be current.
_SUPERSEDE = "update archive.renditions set is_current = false where document_id = $1 and version = $2 and is_current"

_INSERT_RENDITION = """
    insert into archive.renditions
        (id, document_id, version, capture_id, extractor_version, declaration_revision, text, text_sha256,
         comparison_sha256, links, title, facts, made_at, is_current)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, true)
"""

_RENEW_RENDITION = """
    update archive.renditions
    set capture_id = $2, extractor_version = $3, declaration_revision = $4, comparison_sha256 = $5, links = $6,
        title = $7, facts = $8, made_at = $9
    where id = $1
"""

_SEE = """
    with seen as (
        update archive.versions set last_seen_at = greatest(last_seen_at, $3), verifications = verifications + 1
        where document_id = $1 and number = $2
    )
    update archive.renditions set facts = $4 where document_id = $1 and version = $2 and is_current
"""

_SAVE_EARLIER = """
    update archive.versions as version set last_seen_at = earlier.last_seen_at, is_variant = earlier.is_variant
    from unnest($2::integer[], $3::timestamptz[], $4::boolean[]) as earlier (number, last_seen_at, is_variant)
    where version.document_id = $1 and version.number = earlier.number
"""


async def insert_version(
    connection: Connection,
    capture: Capture,
    number: int,
    outcome: str,
    page: CanonicalDocument,
    chain_sha256: str,
) -> None:
    """Writes the version that `capture` put in force."""
    await connection.execute(
        _INSERT_VERSION,
        capture.document_id,
        number,
        capture.id,
        capture.captured_at,
        outcome,
        page.text_sha256,
        page.comparison_sha256,
        page.language,
        page.declared_updated_on,
        page.declared_effective_on,
        chain_sha256,
    )


async def insert_rendition(
    connection: Connection,
    rendition_id: UUID,
    capture: Capture,
    version: int,
    page: CanonicalDocument,
    extractor: int,
    now: datetime,
) -> None:
    """Writes a version's text as `capture` reads, current from now on."""
    await connection.execute(_SUPERSEDE, capture.document_id, version)
    await connection.execute(
        _INSERT_RENDITION,
        rendition_id,
        capture.document_id,
        version,
        capture.id,
        extractor,
        capture.declaration_revision,
        page.text,
        page.text_sha256,
        page.comparison_sha256,
        _links(page),
        page.title,
        page.facts,
        now,
    )


async def renew_rendition(
    connection: Connection,
    rendition_id: UUID,
    capture: Capture,
    page: CanonicalDocument,
    extractor: int,
    now: datetime,
) -> None:
    """Keeps that another extractor or declaration gives the same text: quotes that name the rendition stay true."""
    await connection.execute(
        _RENEW_RENDITION,
        rendition_id,
        capture.id,
        extractor,
        capture.declaration_revision,
        page.comparison_sha256,
        _links(page),
        page.title,
        page.facts,
        now,
    )


def _links(page: CanonicalDocument) -> list[tuple[int, int, str]]:
    return [(link.start, link.end, link.href) for link in page.links]


async def see(connection: Connection, document_id: str, version: int, seen_at: datetime, facts: PageFacts) -> None:
    """Keeps that a version was seen again, on a page of those `facts`."""
    await connection.execute(_SEE, document_id, version, seen_at, facts)


async def save_earlier(connection: Connection, document_id: str, texts: Sequence[EarlierText]) -> None:
    """Keeps when earlier versions were last seen, and which of them alternate."""
    if texts:
        await connection.execute(
            _SAVE_EARLIER,
            document_id,
            [text.version for text in texts],
            [text.last_seen_at for text in texts],
            [text.is_variant for text in texts],
        )
