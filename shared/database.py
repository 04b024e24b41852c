"""PostgreSQL through asyncpg: one pool per process and role, transactions, JSON as Python values."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy
from pydantic_core import from_json, to_json

from shared.errors import OperatorError
from shared.settings import ROLE_NAMES, DatabaseSettings, Role

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
"""A connection, as a store's functions take it; the transaction around it is the caller's."""

OUTAGES: tuple[type[Exception], ...] = (
    OSError,
    asyncio.TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.exceptions.InsufficientResourcesError,
    asyncpg.exceptions.InternalClientError,
)
"""What a database that is away, restarting or full raises: worth another try when it is back."""


class DatabaseAwayError(OperatorError, ConnectionError):
    """PostgreSQL cannot be reached. The message says where it was looked for."""


class Database:
    """A pool of connections as one role."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", address: str) -> None:
        """`address` is for messages: where PostgreSQL is looked for."""
        self._pool = pool
        self._address = address

    @classmethod
    async def open(cls, settings: DatabaseSettings, role: Role) -> "Database":
        """Opens a pool as `role`, waiting for no server: the first use connects.

        Raises SettingError where the role's password is not set.
        """
        pool = await asyncpg.create_pool(
            host=settings.host,
            port=settings.port,
            database=settings.name,
            user=ROLE_NAMES[role],
            password=settings.password(role),
            ssl=None if settings.host.startswith("/") else settings.tls,
            min_size=0,
            max_size=settings.pool_size,
            init=_prepare,
            reset=_keep,
            command_timeout=settings.statement_timeout_seconds,
            server_settings={"application_name": f"clausewatch {role}", "timezone": "UTC"},
        )
        return cls(pool, f"{settings.host}:{settings.port}")

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection in autocommit, for reads and single statements."""
        try:
            connection = await self._pool.acquire()
        except OSError as refusal:
            raise DatabaseAwayError(
                f"PostgreSQL at {self._address} does not answer ({refusal}). "
                "Start it (`clausewatch up` does), or check CLAUSEWATCH_DATABASE_HOST and _PORT."
            ) from refusal
        try:
            yield connection
        finally:
            await self._pool.release(connection)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Connection]:
        """A connection that may take session locks and listen: it gives all of that up at the end of the block."""
        async with self.connection() as connection:
            try:
                yield connection
            finally:
                if not connection.is_closed():
                    await connection.reset()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A connection inside one transaction: committed at the end of the block, rolled back by an exception."""
        async with self.connection() as connection, connection.transaction():
            yield connection

    async def is_ready(self) -> bool:
        """Whether the database answers a statement within two seconds."""
        try:
            async with asyncio.timeout(2), self.connection() as connection:
                return bool(await connection.fetchval("select true"))
        except OUTAGES:
            return False
        except asyncpg.PostgresError:
            return False

    async def close(self) -> None:
        """Closes the pool, waiting ten seconds at most for connections in use."""
        try:
            await asyncio.wait_for(self._pool.close(), timeout=10)
        except TimeoutError:
            self._pool.terminate()


async def _keep(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    # asyncpg resets a connection at every release, a round trip each: 1 ms of CPU a page. Only what `session` gives
    # out can hold session state, and it resets that itself; a transaction's state ends with it.
    return


async def _prepare(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.set_type_codec(
        "jsonb", encoder=_encode_json, decoder=from_json, schema="pg_catalog", format="text"
    )


def _encode_json(value: object) -> str:
    return to_json(value).decode()
