"""Starts everything on embedded servers, plays the scenes, and says what is seen: a mail where one is due."""

import asyncio
import json
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import uvicorn
from rich.console import Console
from starlette.applications import Starlette

from services.cli.catalog import declare_catalog, read_catalog
from services.cli.demo.inbox import Inbox, Received
from services.cli.demo.scenes import POLICIES, SCENES, Scene
from services.cli.demo.site import DemoSite
from services.cli.failures import CommandError
from services.cli.installation import (
    broker_variables,
    database_settings,
    prepare_database,
    prepare_folder,
    servers_in,
    service_processes,
    start_servers,
)
from services.cli.supervisor import Supervisor
from shared.database import Database
from shared.embedded.ports import free_port

_READER = "you@example.org"
_HOST = "127.0.0.1"
_SETTLE_SECONDS = 30.0
_SILENCE_SECONDS = 3.0
_PAUSE_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the demo's own servers listen."""

    site: int
    smtp: int
    inbox: int
    api: int


async def run_demo(*, is_once: bool) -> bool:
    """Plays the demo; whether every mail that was due came, and none else. Without `is_once`, stays until Ctrl-C."""
    console = Console(highlight=False, soft_wrap=True)
    ports = Ports(free_port(), free_port(), free_port(), free_port())
    site, inbox = DemoSite(), Inbox(_HOST, ports.smtp)
    as_expected = False
    with tempfile.TemporaryDirectory(prefix="clausewatch-demo-", ignore_cleanup_errors=True) as name:
        folder = prepare_folder(Path(name))
        async with (
            Supervisor(lambda line: console.print(f"[dim]{line}[/dim]")) as supervisor,
            _served(site.app(), ports.site),
            _served(inbox.app(), ports.inbox),
        ):
            await inbox.start()
            console.print("Starting PostgreSQL, NATS and the four services …")
            database = await _start(supervisor, folder, ports)
            console.print(f"Pages   http://{_HOST}:{ports.api}/\nInbox   http://{_HOST}:{ports.inbox}/\n")
            await _subscribe(console, inbox, ports)
            as_expected = await _play(console, site, inbox, database)
            await database.close()
            await inbox.stop()
            if not is_once:
                console.print("\nLook around; Ctrl-C ends the demo and removes everything.")
                await supervisor.until_stopped()
    return as_expected


async def _start(supervisor: Supervisor, folder: Path, ports: Ports) -> Database:
    servers = servers_in(folder, durable=False)
    await start_servers(supervisor, servers)
    variables = {
        **await prepare_database(folder, servers.postgresql),
        **broker_variables(servers.nats),
        **_hurried(folder, ports),
    }
    database = await Database.open(database_settings(variables), "fetcher")
    (folder / "catalog.yaml").write_text(json.dumps(_catalog(ports)), encoding="utf-8")
    await declare_catalog(read_catalog(folder / "catalog.yaml"), database)
    await database.close()
    await supervisor.start_services(service_processes(variables, lambda service, line: None, _HOST, ports.api))
    return await Database.open(database_settings(variables), "api")


def _hurried(folder: Path, ports: Ports) -> dict[str, str]:
    """The settings that differ from an operator's: seconds instead of days, and a site on this machine."""
    return {
        "CLAUSEWATCH_PUBLIC_BASE_URL": f"http://{_HOST}:{ports.api}",
        "CLAUSEWATCH_LOG_FORMAT": "json",
        "CLAUSEWATCH_FETCHER_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
        "CLAUSEWATCH_FETCHER_ALLOWED_PORTS": f"[{ports.site}]",
        "CLAUSEWATCH_FETCHER_MIN_INTERVAL_SECONDS": "1",
        "CLAUSEWATCH_FETCHER_POLL_SECONDS": "0.2",
        "CLAUSEWATCH_FETCHER_HOST_DELAY_SECONDS": "0",
        "CLAUSEWATCH_FETCHER_LOOK_AGAIN_SECONDS": "[1,1,1]",
        "CLAUSEWATCH_NOTIFIER_ALERT_WINDOW_SECONDS": "1",
        "CLAUSEWATCH_SMTP_HOST": _HOST,
        "CLAUSEWATCH_SMTP_PORT": str(ports.smtp),
        "CLAUSEWATCH_SMTP_TLS": "none",
    }


def _catalog(ports: Ports) -> dict[str, object]:
    # JSON is YAML; nothing in the demo needs a selector.
    return {
        "platforms": {
            policy.slug: {
                "name": policy.platform,
                "documents": [
                    {
                        "type": policy.document_type,
                        "url": f"http://{_HOST}:{ports.site}/{policy.slug}/policy",
                        "every": "1s",
                    }
                ],
            }
            for policy in POLICIES
        }
    }


async def _subscribe(console: Console, inbox: Inbox, ports: Ports) -> None:
    """Signs the reader up as anyone would: a request, a mail, a button."""
    base = f"http://{_HOST}:{ports.api}"
    async with httpx.AsyncClient(base_url=base, timeout=10) as client:
        wish = {"address": _READER, "target": {"kind": "everything"}, "mode": "alert"}
        answer = await client.post("/api/v1/subscriptions", json=wish)
        answer.raise_for_status()
        if not await inbox.wait_for(1, _SETTLE_SECONDS):
            raise CommandError("The mail that asks to confirm the subscription did not come; see the log lines above.")
        link = re.search(re.escape(base) + r"/confirm/\S+", inbox.messages[0].text)
        if link is None:
            raise CommandError("The mail that asks to confirm the subscription holds no link.")
        (await client.post(link.group())).raise_for_status()
    console.print(f"{_READER} subscribed to everything and confirmed it by a click.\n")


async def _play(console: Console, site: DemoSite, inbox: Inbox, database: Database) -> bool:
    await _all_captured(database)
    as_expected = True
    for number, scene in enumerate(SCENES, 1):
        name = next(policy.platform for policy in POLICIES if policy.slug == scene.slug)
        console.print(f"[bold]{number}. {name}[/bold]: {scene.title}")
        before = len(inbox.messages)
        site.play(scene)
        is_right = await (
            _tells(console, inbox, before, scene)
            if scene.told
            else _keeps_quiet(console, inbox, before, scene, database)
        )
        as_expected = as_expected and is_right
        await asyncio.sleep(_PAUSE_SECONDS)
    console.print("\nEverything as it should be." if as_expected else "\n[bold red]Not as it should be.[/bold red]")
    return as_expected


async def _tells(console: Console, inbox: Inbox, before: int, scene: Scene) -> bool:
    started = asyncio.get_running_loop().time()
    if not await inbox.wait_for(before + 1, _SETTLE_SECONDS):
        console.print(f"   [bold red]no mail within {_SETTLE_SECONDS:.0f} s[/bold red]")
        return False
    mail = inbox.messages[before]
    seconds = asyncio.get_running_loop().time() - started
    console.print(f"   [green]mail after {seconds:.1f} s:[/green] {mail.subject}")
    for line in _marked_lines(mail):
        console.print(f"   [dim]│[/dim] {line}", markup=True)
    missing = [words for words in scene.told if words not in mail.text]
    if missing:
        console.print(f"   [bold red]without the words {missing}[/bold red]")
    return not missing


def _marked_lines(mail: Received) -> list[str]:
    marked = [line.strip() for line in mail.text.splitlines() if "[-" in line or "{+" in line]
    return [line.replace("[", r"\[") for line in marked]


async def _keeps_quiet(console: Console, inbox: Inbox, before: int, scene: Scene, database: Database) -> bool:
    outcome = await _next_outcome(database, scene.slug)
    await asyncio.sleep(_SILENCE_SECONDS)
    if len(inbox.messages) > before:
        console.print(f"   [bold red]a mail came:[/bold red] {inbox.messages[-1].subject}")
        return False
    console.print(f"   [green]no mail:[/green] {outcome}")
    return True


_OUTCOMES = """
    select outcome.outcome, outcome.reason
    from archive.readable_outcomes as outcome
    join catalog.readable_documents as document on document.id = outcome.document_id
    where document.platform_slug = $1 and outcome.captured_at > $2
    order by outcome.captured_at limit 1
"""


async def _next_outcome(database: Database, slug: str) -> str:
    """What became of the first capture of a page from now on."""
    since = datetime.now(UTC)
    async with asyncio.timeout(_SETTLE_SECONDS):
        while True:
            async with database.connection() as connection:
                row = await connection.fetchrow(_OUTCOMES, slug, since)
            if row is not None:
                return f"{row['outcome']} ({row['reason']})" if row["reason"] else str(row["outcome"])
            await asyncio.sleep(0.1)


async def _all_captured(database: Database) -> None:
    async with asyncio.timeout(_SETTLE_SECONDS):
        while True:  # the services are other processes: their state is asked for
            async with database.connection() as connection:
                count = await connection.fetchval("select count(*) from archive.readable_documents")
            if count == len(POLICIES):
                return
            await asyncio.sleep(0.1)


class _GuestServer(uvicorn.Server):
    """A server that leaves the process's signals to the supervisor."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield


@asynccontextmanager
async def _served(app: Starlette, port: int) -> AsyncIterator[None]:
    server = _GuestServer(uvicorn.Config(app, host=_HOST, port=port, log_config=None, access_log=False, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        server.force_exit = True
        with suppress(asyncio.CancelledError):
            await serving
