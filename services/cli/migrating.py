"""`clausewatch migrate`: waits for the database, then brings it to this release's schema."""

import asyncio
from time import monotonic

import asyncpg

from services.cli.failures import CommandError
from shared.migrate import migrate
from shared.settings import DatabaseSettings

_PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.5


async def migrate_database() -> None:
    """Migrates as the owner. Raises CommandError when the database does not answer within a minute."""
    settings = DatabaseSettings()
    deadline = monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            await migrate(settings)
        except (OSError, asyncpg.CannotConnectNowError) as refusal:
            if monotonic() > deadline:
                raise CommandError(
                    f"PostgreSQL at {settings.host}:{settings.port} does not answer ({refusal}). "
                    "Start it, or set CLAUSEWATCH_DATABASE_HOST and _PORT."
                ) from refusal
            await asyncio.sleep(_POLL_SECONDS)
        else:
            print("The database has this release's schema.")
            return
