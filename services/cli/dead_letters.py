"""`clausewatch dead-letters`: what every consumer gave up on, and having it handled again."""

from uuid import UUID

from services.cli.failures import CommandError
from services.cli.terminal import harmless
from shared.database import Database
from shared.events.base import Schema
from shared.inbox_store import list_given_up, replay_given_up
from shared.settings import DatabaseSettings, Role

_CONSUMERS: tuple[tuple[Role, Schema], ...] = (("fetcher", "catalog"), ("differ", "archive"), ("notifier", "delivery"))


async def list_command() -> None:
    """Prints each event that was given up on, with its reason."""
    total = 0
    for role, schema in _CONSUMERS:
        database = await Database.open(DatabaseSettings(), role)
        try:
            async with database.connection() as connection:
                letters = await list_given_up(connection, schema)
        finally:
            await database.close()
        for letter in letters:
            print(f"{letter.event_id}  {letter.given_up_at:%Y-%m-%d %H:%M}  {letter.consumer}  {letter.subject}")
            print(harmless(f"    {letter.key}, after {letter.attempts} attempts: {letter.reason}"))
        total += len(letters)
    print(f"{total} given up." + (" `clausewatch dead-letters replay` has them handled again." if total else ""))


async def replay_command(events: list[str]) -> None:
    """Has the named events, or all, handled again. Raises CommandError for an id that is none, or is not there."""
    try:
        ids = [UUID(event) for event in events] or None
    except ValueError as wrong:
        raise CommandError(f"{wrong}: give event ids as `clausewatch dead-letters list` prints them.") from wrong
    total = 0
    for role, schema in _CONSUMERS:
        database = await Database.open(DatabaseSettings(), role)
        try:
            async with database.transaction() as connection:
                total += await replay_given_up(connection, schema, ids)
        finally:
            await database.close()
    if ids is not None and total < len(ids):
        raise CommandError(f"Only {total} of {len(ids)} were found among the given-up events.")
    print(f"{total} will be handled again within a minute.")
