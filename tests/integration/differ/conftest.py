"""A differ over a real database and real reading processes, with captures made by hand."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import asyncpg
import pytest_asyncio

from services.differ.captured_pages import CapturedPages
from services.differ.extract.reading import PageReader
from services.differ.handlers import Handlers
from shared import eventlog
from shared.blobs import BlobStore
from shared.clock import ManualClock
from shared.database import Database
from shared.events import CapturedPart, DocumentEdited, Event, QuarantineDecided, SnapshotCaptured
from shared.events.base import Schema
from shared.ids import new_id, new_id_at
from shared.inbox import Consumer
from shared.relay import Relay
from shared.retrying import RetryPolicy
from shared.settings import BlobSettings, DatabaseSettings
from tests.integration.differ.word_reader import WordReader, readings

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://policies.example/privacy"

Row = asyncpg.Record


def policy(*paragraphs: str, menu: str = "Home Help Shop", title: str = "Privacy Policy") -> str:
    """A page with a policy of several paragraphs, and a site around it."""
    clauses = "".join(f"<p>{paragraph}</p>" for paragraph in (*STANDING, *paragraphs))
    return (
        f"<html lang='en'><head><title>{title}</title></head><body><nav>{menu}</nav>"
        f"<main><h1>{title}</h1>{clauses}</main><footer>About us</footer></body></html>"
    )


STANDING = (
    "This policy says what we collect about you, why we collect it, and what you can do about it at any time.",
    "We collect the name, the address and the telephone number that you give us when you open an account with us.",
    "We keep your account data for as long as your account is open, and delete it when you close the account.",
    "We share your data with companies that process payments for us, under contracts that bind them to this policy.",
    "You may ask us for a copy of all data that we hold about you, and we answer such requests without a charge.",
)
RETENTION = "We keep the records of your purchases for thirty days after your last order and then delete them for good."
RETENTION_LONGER = (
    "We keep the records of your purchases for ninety days after your last order and then delete them for good."
)
ERROR_PAGE = "<html><head><title>Error</title></head><body><h1>404</h1><p>Page not found. Sorry!</p></body></html>"


@dataclass(slots=True)
class World:
    """The catalogue's and the accounts' side of a differ, and the differ itself."""

    catalog: Database
    archive: Database
    accounts: Database
    owner: Database
    blobs: BlobStore
    reader: PageReader
    clock: ManualClock
    words: WordReader = field(default_factory=WordReader)
    consumer: Consumer = field(init=False)

    def __post_init__(self) -> None:
        self.consumer = self.differ()

    def differ(self) -> Consumer:
        """Another differ on the same database."""
        handlers = Handlers(self.archive, CapturedPages(self.blobs, self.reader), readings(self.words), self.clock)
        policy = RetryPolicy(first_seconds=0.01)
        return Consumer("differ", "archive", self.archive, self.clock, handlers.handlings(), policy)

    async def document(
        self, slug: str = "acme", select: Sequence[str] = (), document_type: str = "Privacy Policy"
    ) -> str:
        """A new document with a first declaration."""
        async with self.owner.transaction() as connection:
            await connection.execute(
                "insert into catalog.platforms (slug, name, created_at) values ($1, $1, $2)", slug, START
            )
            document_id: str = await connection.fetchval(
                "insert into catalog.documents (platform_slug, document_type, state_since, created_at)"
                " values ($1, $3, $2, $2) returning id",
                slug,
                START,
                document_type,
            )
        await self.declare(document_id, 1, select)
        return document_id

    async def declare(self, document_id: str, revision: int, select: Sequence[str], url: str = URL) -> None:
        """A revision of a document's declaration."""
        async with self.owner.connection() as connection:
            await connection.execute(
                "insert into catalog.declarations (document_id, revision, sources, cadence_seconds, declared_at)"
                " values ($1, $2, $3, 86400, $4)",
                document_id,
                revision,
                [{"url": url, "select": list(select), "remove": []}],
                START,
            )

    async def captured(
        self,
        document_id: str,
        page: str,
        captured_at: datetime,
        *,
        origin: Literal["live", "import"] = "live",
        status: int = 200,
        revision: int = 1,
        is_reextraction: bool = False,
        has_blob: bool = True,
        url: str = URL,
    ) -> UUID:
        """A capture in the catalogue and its event in the log, not yet decided."""
        content = page.encode()
        digest = await self.blobs.put(content) if has_blob else hashlib.sha256(content).hexdigest()
        part = CapturedPart(
            url=url,
            final_url=url,
            status=status,
            media_type="text/html",
            charset="utf-8",
            sha256=digest,
            size_bytes=len(content),
        )
        event = SnapshotCaptured(
            id=new_id(),
            occurred_at=captured_at,
            trace_id="trace",
            capture_id=new_id_at(captured_at),
            document_id=document_id,
            captured_at=captured_at,
            origin=origin,
            raw_sha256=digest,
            declaration_revision=revision,
            parts=(part,),
            is_reextraction=is_reextraction,
        )
        async with self.catalog.transaction() as connection:
            await connection.execute(
                "insert into catalog.captures (id, document_id, captured_at, origin, raw_sha256, declaration_revision)"
                " values ($1, $2, $3, $4, $5, $6)",
                event.capture_id,
                document_id,
                captured_at,
                origin,
                digest,
                revision,
            )
            await connection.execute(
                "insert into catalog.capture_parts"
                " (capture_id, ordinal, url, final_url, status, media_type, charset, sha256, size_bytes)"
                " values ($1, 1, $2, $2, $3, 'text/html', 'utf-8', $4, $5)",
                event.capture_id,
                url,
                status,
                digest,
                len(content),
            )
            await eventlog.append(connection, event)
        await self.number("catalog")
        return event.capture_id

    async def number(self, schema: Schema) -> None:
        """Has a log's events numbered, as its relay does."""
        async with self.owner.connection() as connection:
            await Relay(self.owner, schema, None).number(connection)

    async def decide(self, document_id: str) -> None:
        """Has the differ handle what is logged of a document."""
        for source in ("catalog", "accounts"):
            assert await self.consumer.drain(source, document_id) is None

    async def capture(self, document_id: str, page: str, captured_at: datetime, **facts: Any) -> Row:
        """A capture, decided: its outcome."""
        capture_id = await self.captured(document_id, page, captured_at, **facts)
        self.clock.set(captured_at + timedelta(seconds=1))
        await self.decide(document_id)
        return (await self.rows("select * from archive.outcomes where capture_id = $1", capture_id))[0]

    async def edit(self, document_id: str, revision: int, select: Sequence[str], url: str = URL) -> None:
        """A document edited, and the edit handled."""
        await self.declare(document_id, revision, select, url)
        event = DocumentEdited(
            id=new_id(),
            occurred_at=self.clock.now(),
            trace_id="trace",
            document_id=document_id,
            declaration_revision=revision,
        )
        async with self.catalog.transaction() as connection:
            await eventlog.append(connection, event)
        await self.number("catalog")
        await self.decide(document_id)

    async def judge(self, document_id: str, capture_id: UUID, decision: Literal["accepted", "rejected"]) -> None:
        """An operator's decision, handled."""
        event = QuarantineDecided(
            id=new_id(),
            occurred_at=self.clock.now(),
            trace_id="trace",
            capture_id=capture_id,
            document_id=document_id,
            decision=decision,
        )
        async with self.accounts.transaction() as connection:
            await eventlog.append(connection, event)
        await self.number("accounts")
        await self.decide(document_id)

    async def rows(self, statement: str, *values: object) -> list[Row]:
        """Rows of anything."""
        async with self.owner.connection() as connection:
            return await connection.fetch(statement, *values)

    async def value(self, statement: str, *values: object) -> Any:
        """One value of anything."""
        async with self.owner.connection() as connection:
            return await connection.fetchval(statement, *values)

    async def published(self, event: type[Event]) -> list[dict[str, Any]]:
        """The payloads that the differ logged of one kind of event, in order."""
        rows = await self.rows("select payload from archive.events where subject = $1 order by sequence", event.subject)
        return [row["payload"] for row in rows]


@pytest_asyncio.fixture(scope="session")
async def reader() -> AsyncIterator[PageReader]:
    """Reading processes for the whole run."""
    async with PageReader(processes=1, seconds=10) as reader:
        yield reader


@pytest_asyncio.fixture
async def world(
    database_settings: DatabaseSettings, blob_settings: BlobSettings, reader: PageReader, owner: Database
) -> AsyncIterator[World]:
    """A differ with an empty archive."""
    catalog = await Database.open(database_settings, "fetcher")
    archive = await Database.open(database_settings, "differ")
    accounts = await Database.open(database_settings, "api")
    yield World(catalog, archive, accounts, owner, BlobStore.open(blob_settings), reader, ManualClock(START))
    for database in (catalog, archive, accounts):
        await database.close()
