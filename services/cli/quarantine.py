"""`clausewatch quarantine`: what waits with the evidence to decide by, and an operator's decision on it."""

from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from services.cli.failures import CommandError
from services.cli.quarantine_lines import lines
from services.differ.store import quarantine
from services.differ.store.quarantine import Returned, WaitingEntry
from shared import eventlog
from shared.database import Database
from shared.events import QuarantineDecided
from shared.ids import new_id
from shared.settings import DatabaseSettings
from shared.telemetry import new_trace_id

Verdict = Literal["accepted", "rejected"]


async def list_command() -> None:
    """Prints each text that waits with the evidence to decide by, and each document that shows an earlier text."""
    archive = await Database.open(DatabaseSettings(), "differ")
    try:
        entries, returned = await waiting(archive), await showing_earlier_texts(archive)
    finally:
        await archive.close()
    for line in lines(entries, returned):
        print(line)


async def decide_command(capture: str, decision: Verdict) -> None:
    """Logs the decision on a capture. Raises CommandError for an id that is none, or does not wait."""
    settings = DatabaseSettings()
    archive, accounts = await Database.open(settings, "differ"), await Database.open(settings, "api")
    try:
        await decide(archive, accounts, capture, decision, datetime.now(UTC))
    finally:
        await accounts.close()
        await archive.close()
    print(f"{capture} is {decision}; the differ takes it up at once.")


async def waiting(archive: Database) -> list[WaitingEntry]:
    """Everything that waits, the longest wait first. `archive` is opened as the differ."""
    async with archive.connection() as connection:
        return await quarantine.waiting(connection)


async def showing_earlier_texts(archive: Database) -> list[Returned]:
    """Every document that shows an earlier text, the longest stay first. `archive` is opened as the differ."""
    async with archive.connection() as connection:
        return await quarantine.returned(connection)


async def decide(archive: Database, accounts: Database, capture: str, decision: Verdict, now: datetime) -> None:
    """Logs a decision as the api does; `accounts` is opened as the api. Raises CommandError."""
    try:
        capture_id = UUID(capture)
    except ValueError as wrong:
        raise CommandError(f"{capture!r} is no id: give one as `clausewatch quarantine list` prints it.") from wrong
    entry = next((one for one in await waiting(archive) if one.capture_id == capture_id), None)
    if entry is None:
        raise CommandError(f"{capture} does not wait: see `clausewatch quarantine list`.")
    event = QuarantineDecided(
        id=new_id(),
        occurred_at=now,
        trace_id=new_trace_id(),
        capture_id=capture_id,
        document_id=entry.document_id,
        decision=decision,
    )
    async with accounts.transaction() as connection:
        await eventlog.append(connection, event)
