"""The migrations: forth, back and forth again; roles can do their own work and no other's."""

import secrets

import asyncpg
import pytest

from shared.database import Database
from shared.embedded.postgresql import EmbeddedPostgresql
from shared.migrate import migrate, roll_back
from shared.settings import DatabaseSettings, Role
from tests.conftest import settings_for


async def test_migrations_can_be_undone_and_done_again(postgresql: EmbeddedPostgresql) -> None:
    name = f"test_{secrets.token_hex(6)}"
    connection = await asyncpg.connect(postgresql.dsn())
    await connection.execute(f"create database {name}")
    settings = settings_for(postgresql, name)
    await migrate(settings)
    await migrate(settings)
    await roll_back(settings)
    await migrate(settings)
    await connection.execute(f"drop database {name} with (force)")
    await connection.close()


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("fetcher", "insert into archive.documents default values"),
        ("differ", "update catalog.documents set state = 'gone'"),
        ("differ", "select address from accounts.subscribers"),
        ("notifier", "delete from accounts.subscribers"),
        ("notifier", "select text from archive.renditions"),
        ("api", "update archive.versions set text_sha256 = ''"),
        ("api", "select payload from delivery.deliveries"),
        ("fetcher", "create table public.mine ()"),
    ],
)
async def test_a_role_cannot_do_what_is_not_its_work(
    database_settings: DatabaseSettings, role: Role, statement: str
) -> None:
    database = await Database.open(database_settings, role)
    try:
        async with database.connection() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await database.close()
