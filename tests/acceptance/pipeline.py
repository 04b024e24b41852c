"""All four services as processes of their own, on real PostgreSQL, NATS and SMTP, with pages that a test sets."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from services.cli.catalog import declare_catalog, read_catalog
from services.cli.installation import (
    broker_variables,
    database_settings,
    prepare_database,
    prepare_folder,
    service_processes,
)
from services.cli.service_process import ServiceProcess
from shared.database import Database
from shared.embedded.nats import EmbeddedNats
from shared.embedded.ports import free_port
from shared.embedded.postgresql import EmbeddedPostgresql
from shared.eventlog import append
from shared.events import FetchRequested
from shared.ids import new_id
from shared.settings import Role
from tests.acceptance.mailbox import Mailbox, plain_text, receiving
from tests.acceptance.site import Site, serving

READER = "officer@example.org"
PATIENCE_SECONDS = 60.0


class Pipeline:
    """The running whole, and what a test does to it."""

    def __init__(
        self,
        postgresql: EmbeddedPostgresql,
        nats: EmbeddedNats,
        site: Site,
        mailbox: Mailbox,
        variables: dict[str, str],
        databases: dict[str, Database],
    ) -> None:
        self.postgresql = postgresql
        self.nats = nats
        self.site = site
        self.mailbox = mailbox
        self.variables = variables
        self.api_port = free_port()
        self.databases = databases
        self._lines: list[str] = []
        self.processes = self._make_processes(variables)

    def _make_processes(self, variables: dict[str, str]) -> dict[str, ServiceProcess]:
        made = service_processes(variables, self._keep_line, "127.0.0.1", self.api_port)
        return {process.name: process for process in made}

    def _keep_line(self, name: str, line: str) -> None:
        self._lines.append(f"{name}: {line}")

    @property
    def log(self) -> str:
        """The services' last lines, for a failing test."""
        return "\n".join(self._lines[-60:])

    async def start(self) -> None:
        """Starts all services and waits until they are ready."""
        for process in self.processes.values():
            await process.start()
        await asyncio.gather(*(process.until_ready() for process in self.processes.values()))

    async def stop(self) -> None:
        """Stops all services in good order."""
        for process in reversed(self.processes.values()):
            await process.stop()

    async def kill(self, name: str) -> None:
        """Ends a service with SIGKILL, and starts it again."""
        process = self.processes[name]
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        await process.start()

    async def restart_with_clock_moved(self, name: str, seconds: float) -> None:
        """Restarts a service whose clock is then `seconds` ahead."""
        await self.processes[name].stop()
        moved = self._make_processes({**self.variables, "CLAUSEWATCH_CLOCK_OFFSET_SECONDS": str(seconds)})
        self.processes[name] = moved[name]
        await moved[name].start()
        await moved[name].until_ready()

    async def subscribe(self, mode: str = "alert") -> None:
        """Subscribes the reader to everything, by request, mail and button."""
        before = len(self.mailbox.mails)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.api_port}", timeout=20) as client:
            wish = {"address": READER, "target": {"kind": "everything"}, "mode": mode}
            answer = await client.post("/api/v1/subscriptions", json=wish)
            assert answer.status_code == 202, answer.text
            await self.until(lambda: len(self.mailbox.mails) > before, "the mail that asks to confirm")
            link = re.search(r"http\S+/confirm/\S+", plain_text(self.mailbox.mails[before]))
            assert link is not None
            answer = await client.post(link.group())
            assert answer.status_code < 400, answer.text

    async def ask_for_fetch(self, document_id: str) -> None:
        """Asks for a document to be fetched now, as the api does."""
        event = FetchRequested(
            id=new_id(), occurred_at=datetime.now(UTC), trace_id=new_id().hex, document_id=document_id
        )
        async with self.databases["api"].transaction() as connection:
            await append(connection, event)

    async def capture(self, document_id: str, path: str, page: bytes) -> str:
        """Serves `page`, asks for a fetch, and gives the capture's outcome."""
        self.site.pages[path] = page
        known = await self.outcome_count(document_id)
        await self.ask_for_fetch(document_id)
        return await self.outcome_number(document_id, known + 1)

    async def outcome_count(self, document_id: str) -> int:
        """How many captures of a document have an outcome."""
        async with self.databases["api"].connection() as connection:
            counted = await connection.fetchval(
                "select count(*) from archive.readable_outcomes where document_id = $1", document_id
            )
        return int(counted)

    async def outcome_number(self, document_id: str, number: int) -> str:
        """The outcome of a document's capture of that number, counted from 1, once it is there."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                async with self.databases["api"].connection() as connection:
                    outcome = await connection.fetchval(
                        """select outcome from archive.readable_outcomes where document_id = $1
                           order by captured_at offset $2 limit 1""",
                        document_id,
                        number - 1,
                    )
                if outcome is not None:
                    return str(outcome)
                await asyncio.sleep(0.02)

    async def document_id(self, platform: str) -> str:
        """The id of a platform's one document."""
        async with self.databases["api"].connection() as connection:
            found = await connection.fetchval(
                "select id from catalog.readable_documents where platform_slug = $1", platform
            )
        return str(found)

    async def unfinished_deliveries(self) -> int:
        """How many deliveries are neither sent nor given up."""
        async with self.databases["api"].connection() as connection:
            counted = await connection.fetchval(
                """select count(*) from delivery.readable_deliveries
                   where kind <> 'digest' and state in ('collecting', 'sending')"""
            )
        return int(counted)

    async def attempts_by_message_id(self) -> dict[str, int]:
        """Each delivery's attempts by its Message-ID."""
        async with self.databases["api"].connection() as connection:
            rows = await connection.fetch("select message_id, attempts from delivery.readable_deliveries")
        return {row["message_id"]: row["attempts"] for row in rows}

    async def due_message_ids(self, kind: str) -> list[str]:
        """The Message-IDs of all deliveries of a kind."""
        async with self.databases["api"].connection() as connection:
            rows = await connection.fetch("select message_id from delivery.readable_deliveries where kind = $1", kind)
        return [row["message_id"] for row in rows]

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Waits until `holds()`; the services' last lines are in the failure otherwise."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not holds():
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{what} did not come within {PATIENCE_SECONDS:.0f} s\n{self.log}") from None

    async def until_delivered(self) -> None:
        """Waits until every change was matched and every delivery sent."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._unhandled() or await self.unfinished_deliveries():
                await asyncio.sleep(0.05)

    async def _unhandled(self) -> int:
        async with self.databases["owner"].connection() as connection:
            counted = await connection.fetchval(
                """select count(*) from archive.events as event
                   where subject = 'changes.detected'
                     and (position is null or position > coalesce(
                         (select floor from delivery.inbox_floors
                          where consumer = 'notifier' and source = 'archive'), 0))
                     and not exists (
                         select from delivery.inbox as entry
                         where entry.event_id = event.id and entry.state in ('handled', 'given_up'))"""
            )
            open_jobs = await connection.fetchval("select count(*) from delivery.jobs where finished_at is null")
        return int(counted) + int(open_jobs)


@asynccontextmanager
async def running_pipeline(
    folder: Path, catalog_yaml: str, *, is_durable: bool = False, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Pipeline]:
    """The whole, started on servers of its own in `folder`; documents are fetched only when a test asks for it.

    `catalog_yaml` has {site} where the site's address goes; `settings` are added to the services' environment.
    """
    folder = prepare_folder(folder)
    async with (
        EmbeddedPostgresql(folder / "postgresql", durable=is_durable) as postgresql,
        EmbeddedNats(folder / "nats") as nats,
        serving(Site()) as site,
        receiving() as mailbox,
    ):
        variables = {
            **await prepare_database(folder, postgresql),
            **broker_variables(nats),
            **_quick(site, mailbox),
            **(settings or {}),
        }
        roles: tuple[Role, ...] = ("api", "fetcher", "owner")
        databases: dict[str, Database] = {
            role: await Database.open(database_settings(variables), role) for role in roles
        }
        pipeline = Pipeline(postgresql, nats, site, mailbox, variables, databases)
        pipeline.variables["CLAUSEWATCH_PUBLIC_BASE_URL"] = f"http://127.0.0.1:{pipeline.api_port}"
        pipeline.processes = pipeline._make_processes(pipeline.variables)
        try:
            path = folder / "catalog.yaml"
            path.write_text(catalog_yaml.replace("{site}", site.url("")), encoding="utf-8")
            await declare_catalog(read_catalog(path), databases["fetcher"])
            async with databases["fetcher"].connection() as connection:
                await connection.execute("update catalog.schedule set due_at = 'infinity'")
            await pipeline.start()
            yield pipeline
        finally:
            await pipeline.stop()
            for database in databases.values():
                await database.close()


def _quick(site: Site, mailbox: Mailbox) -> dict[str, str]:
    return {
        "CLAUSEWATCH_LOG_FORMAT": "json",
        "CLAUSEWATCH_FETCHER_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
        "CLAUSEWATCH_FETCHER_ALLOWED_PORTS": f"[{site.port}]",
        "CLAUSEWATCH_FETCHER_HOST_DELAY_SECONDS": "0",
        "CLAUSEWATCH_FETCHER_HOST_CONCURRENCY": "16",
        "CLAUSEWATCH_FETCHER_POLL_SECONDS": "0.2",
        "CLAUSEWATCH_FETCHER_LEASE_SECONDS": "3",
        "CLAUSEWATCH_NOTIFIER_ALERT_WINDOW_SECONDS": "0",
        "CLAUSEWATCH_SMTP_HOST": "127.0.0.1",
        "CLAUSEWATCH_SMTP_PORT": str(mailbox.port),
        "CLAUSEWATCH_SMTP_TLS": "none",
    }
