"""Brings a database to this release's schema: plain SQL in one sequence, run by pogo, roles' passwords set after."""

import logging
from pathlib import Path

import asyncpg
from pogo_core.util.migrate import apply, rollback

from shared.settings import ROLE_NAMES, DatabaseSettings, Role

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_203_451_987
_QUIET = logging.getLogger(f"{__name__}.pogo")
_QUIET.setLevel(logging.ERROR)  # pogo warns of each migration that it applies
_SERVICE_ROLES: tuple[Role, ...] = ("fetcher", "differ", "notifier", "api")


async def migrate(settings: DatabaseSettings) -> None:
    """Applies what is missing, as the owner; several at once wait for each other.

    Each service role whose password is set gets that password. Raises SettingError without the owner's
    password, asyncpg's errors where the database refuses.
    """
    connection = await _connect(settings)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        await apply(connection, _MIGRATIONS, schema_name="public", logger=_QUIET)
        for role in _SERVICE_ROLES:
            secret = getattr(settings, f"password_{role}")
            if secret is not None:
                await _set_password(connection, ROLE_NAMES[role], secret.get_secret_value())
    finally:
        await connection.close()


async def roll_back(settings: DatabaseSettings) -> None:
    """Undoes every migration; for tests of the migrations themselves."""
    connection = await _connect(settings)
    try:
        await rollback(connection, _MIGRATIONS, schema_name="public")
    finally:
        await connection.close()


async def _connect(settings: DatabaseSettings) -> "asyncpg.Connection[asyncpg.Record]":
    return await asyncpg.connect(
        host=settings.host,
        port=settings.port,
        database=settings.name,
        user=ROLE_NAMES["owner"],
        password=settings.password("owner"),
        ssl=None if settings.host.startswith("/") else settings.tls,
    )


async def _set_password(connection: "asyncpg.Connection[asyncpg.Record]", role: str, password: str) -> None:
    # A role's password is no parameter in PostgreSQL's grammar; format() quotes it on the server.
    statement = await connection.fetchval(
        "select format('alter role %I password %L', $1::text, $2::text)", role, password
    )
    await connection.execute(statement)
