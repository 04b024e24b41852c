"""Rows of the catalogue and the archive as the fetcher and the differ would write them, for readers to read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.database import Connection, Database
from shared.ids import new_id

STARTED = datetime(2026, 1, 1, 9, tzinfo=UTC)

_VERSION = """
    insert into archive.versions (document_id, number, capture_id, captured_at, outcome, text_sha256,
        comparison_sha256, declared_updated_on, first_seen_at, last_seen_at, chain_sha256)
    values ($1, $2, $3, $4, $5, $6, $6, $7, $4, $4, $6)
"""
_RENDITION = """
    insert into archive.renditions (id, document_id, version, capture_id, extractor_version, declaration_revision,
        text, text_sha256, comparison_sha256, links, title, facts, made_at, is_current)
    values ($1, $2, $3, $4, 1, 1, $5, $6, $6, '[]', 'A title', '{}', $7, true)
"""
_IN_FORCE = """
    insert into archive.documents (document_id, version_in_force, verified_capture_id, verified_raw_sha256,
        verified_revision, verified_extractor, last_captured_at, last_verified_at, is_settled)
    values ($1, $2, $3, $4, 1, 1, $5, $5, true)
    on conflict (document_id) do update set
        version_in_force = $2, verified_capture_id = $3, last_captured_at = $5, last_verified_at = $5
"""
_CHANGE = """
    insert into archive.changes (id, document_id, from_version, to_version, capture_id, captured_at, detected_at,
        from_rendition, to_rendition, origin, is_substantive, is_silent_edit, is_rollback,
        added, removed, modified, moved)
    select 'CW-C-' || lpad(nextval('archive.change_numbers')::text, 6, '0'), $1, before.version, after.version,
           after.capture_id, $4, $4, before.id, after.id, 'live', $5, true, false, 0, 0, 1, 0
    from archive.renditions as before, archive.renditions as after
    where before.document_id = $1 and before.version = $2 and after.document_id = $1 and after.version = $3
    returning id
"""
_CLAUSE_CHANGE = """
    insert into archive.clause_changes (change_id, ordinal, kind, provision_id, heading_path, before_start,
        before_text, after_start, after_text, redline, is_substantive, reason)
    values ($1, 0, 'modified', $2, $3, 0, $4, 0, $5, $6, true, 'words changed')
"""
_QUARANTINE = """
    insert into archive.quarantine (capture_id, document_id, captured_at, last_capture_id, last_seen_at, times_seen,
        reason, evidence, comparison_sha256, text, is_confirmable, state)
    values ($1, $2, $3, $1, $3, 1, 'error_page', '{"words": 12}', 'c', $4, false, 'waiting')
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause of a version: whose provision, its text, what stands above it, and its kind."""

    provision_id: str
    text: str
    heading_path: tuple[str, ...] = ()
    kind: str = "paragraph"


class Archive:
    """Writes rows as the database's owner."""

    def __init__(self, owner: Database) -> None:
        self._owner = owner

    async def platform(self, slug: str = "example", name: str = "Example") -> str:
        """A platform."""
        async with self._owner.connection() as connection:
            await connection.execute(
                "insert into catalog.platforms (slug, name, created_at) values ($1, $2, $3)", slug, name, STARTED
            )
        return slug

    async def document(
        self,
        platform: str = "example",
        document_type: str = "Privacy Policy",
        url: str = "https://example.org/privacy",
    ) -> str:
        """A document with its declaration; its id."""
        async with self._owner.transaction() as connection:
            document_id: str = await connection.fetchval(
                "insert into catalog.documents (platform_slug, document_type, state_since, created_at)"
                " values ($1, $2, $3, $3) returning id",
                platform,
                document_type,
                STARTED,
            )
            await connection.execute(
                "insert into catalog.declarations (document_id, revision, sources, cadence_seconds, declared_at)"
                " values ($1, 1, $2, 86400, $3)",
                document_id,
                [{"url": url, "select": [], "remove": []}],
                STARTED,
            )
        return document_id

    async def version(
        self, document_id: str, number: int, passages: Sequence[Passage], final_url: str = "https://example.org/privacy"
    ) -> datetime:
        """A version of these clauses, seen `number` days after the start; when it was captured."""
        captured_at = STARTED + timedelta(days=number)
        capture_id, rendition_id = new_id(), new_id()
        text = "\n\n".join(passage.text for passage in passages)
        digest = hashlib.sha256(text.encode()).hexdigest()
        outcome = "baseline" if number == 1 else "changed"
        async with self._owner.transaction() as connection:
            await _capture(connection, document_id, capture_id, captured_at, final_url)
            await connection.execute(
                _VERSION, document_id, number, capture_id, captured_at, outcome, digest, captured_at.date()
            )
            await connection.execute(
                _RENDITION, rendition_id, document_id, number, capture_id, text, digest, captured_at
            )
            await connection.execute(_IN_FORCE, document_id, number, capture_id, digest, captured_at)
            await _clauses(connection, document_id, number, rendition_id, captured_at, passages)
        return captured_at

    async def change(
        self,
        document_id: str,
        to_version: int,
        passage: Passage,
        before_text: str,
        redline: Sequence[tuple[str, str]],
        is_substantive: bool = True,
    ) -> str:
        """A change of one clause to `to_version` from the version before it; its id."""
        async with self._owner.transaction() as connection:
            change_id: str = await connection.fetchval(
                _CHANGE,
                document_id,
                to_version - 1,
                to_version,
                STARTED + timedelta(days=to_version),
                is_substantive,
            )
            await connection.execute(
                _CLAUSE_CHANGE,
                change_id,
                passage.provision_id,
                passage.heading_path,
                before_text,
                passage.text,
                [{"kind": kind, "text": text} for kind, text in redline],
            )
        return change_id

    async def quarantined(self, document_id: str, text: str = "Page not found") -> UUID:
        """A capture that waits in quarantine; its id."""
        capture_id = new_id()
        async with self._owner.connection() as connection:
            await connection.execute(_QUARANTINE, capture_id, document_id, STARTED, text)
        return capture_id


async def _capture(
    connection: Connection, document_id: str, capture_id: UUID, captured_at: datetime, final_url: str
) -> None:
    await connection.execute(
        "insert into catalog.captures (id, document_id, captured_at, origin, raw_sha256, declaration_revision)"
        " values ($1, $2, $3, 'live', $4, 1)",
        capture_id,
        document_id,
        captured_at,
        "a" * 64,
    )
    await connection.execute(
        "insert into catalog.capture_parts (capture_id, ordinal, url, final_url, status, media_type, sha256,"
        " size_bytes) values ($1, 0, $2, $2, 200, 'text/html', $3, 100)",
        capture_id,
        final_url,
        "a" * 64,
    )


async def _clauses(
    connection: Connection,
    document_id: str,
    number: int,
    rendition_id: UUID,
    captured_at: datetime,
    passages: Sequence[Passage],
) -> None:
    await connection.executemany(
        "insert into archive.provisions (id, document_id, first_version, first_seen_at, is_present)"
        " values ($1, $2, $3, $4, true) on conflict do nothing",
        [(passage.provision_id, document_id, number, captured_at) for passage in passages],
    )
    starts = [sum(len(earlier.text) + 2 for earlier in passages[:place]) for place in range(len(passages))]
    await connection.executemany(
        "insert into archive.clauses (rendition_id, ordinal, provision_id, kind, heading_path, start_offset,"
        " end_offset, quote_sha256, normal_sha256) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        [
            (
                rendition_id,
                place,
                passage.provision_id,
                passage.kind,
                passage.heading_path,
                start,
                start + len(passage.text),
                hashlib.sha256(passage.text.encode()).hexdigest(),
            )
            for place, (passage, start) in enumerate(zip(passages, starts, strict=True))
        ],
    )
