"""A fetcher's parts around one database, site and clock."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.fetcher import schedule_store
from services.fetcher.capture import Capturer
from services.fetcher.catalog.declaration import DocumentDeclaration, PlatformDeclaration, Source
from services.fetcher.declare import declare
from services.fetcher.schedule_store import ClaimedDocument
from services.fetcher.scheduler import Scheduler
from services.fetcher.settings import FetcherSettings
from shared.blobs import BlobStore
from shared.clock import ManualClock
from shared.database import Database
from shared.ids import new_id
from tests.integration.fetcher.site import Site


@dataclass(slots=True)
class Rig:
    """A fetcher's parts around one database, site and clock."""

    database: Database
    blobs: BlobStore
    capturer: Capturer
    scheduler: Scheduler
    settings: FetcherSettings
    clock: ManualClock
    site: Site

    async def declare(self, *urls: str, document_type: str = "Privacy Policy") -> str:
        """Declares one document with these pages, and gives its id."""
        document = DocumentDeclaration(
            document_type=document_type, sources=tuple(Source(url=self.site.url(url)) for url in urls)
        )
        platform = PlatformDeclaration(slug="acorn", name="Acorn", documents=(document,))
        async with self.database.transaction() as connection:
            declared = await declare(connection, [platform], self.clock.now(), 86_400)
        return declared.document_ids["acorn", document_type]

    async def claim(self, limit: int = 10, lease_seconds: float = 60) -> list[ClaimedDocument]:
        """Claims what is due."""
        async with self.database.connection() as connection:
            return await schedule_store.claim_due(
                connection,
                now=self.clock.now(),
                leased_until=self.clock.now() + timedelta(seconds=lease_seconds),
                lease=new_id(),
                per_host=self.settings.host_concurrency,
                limit=limit,
            )

    async def capture_due(self) -> int:
        """Captures everything that is due, and says how many documents that were."""
        claimed = await self.claim()
        for document in claimed:
            await self.capturer.capture(document)
        return len(claimed)

    async def capture_later(self, **later: float) -> int:
        """Moves the clock and captures what is due then."""
        self.clock.move(timedelta(**later))
        return await self.capture_due()

    async def events(self, subject: str) -> list[dict[str, Any]]:
        """The logged events of a subject, in order."""
        return [row["payload"] for row in await self.rows(
            "select payload from catalog.events where subject = $1 order by sequence", subject
        )]  # fmt: skip

    async def rows(self, query: str, *arguments: object) -> list[Any]:
        """Rows of any query."""
        async with self.database.connection() as connection:
            return await connection.fetch(query, *arguments)
