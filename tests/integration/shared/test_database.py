"""What the database raises, and which of it another try can help."""

import asyncpg
import pytest

from shared.database import OUTAGES, Database


@pytest.mark.parametrize(("statement", "value"), [("select $1::integer", 2**40), ("select $1::uuid", "no uuid")])
async def test_a_value_that_no_column_takes_is_no_outage(owner: Database, statement: str, value: object) -> None:
    for opened in (owner.connection, owner.transaction, owner.session):
        with pytest.raises(asyncpg.DataError, match="invalid input for query argument") as caught:
            async with opened() as connection:
                await connection.fetchval(statement, value)
        assert not isinstance(caught.value, OUTAGES)


async def test_a_connection_that_was_closed_is_an_outage(owner: Database) -> None:
    async with owner.connection() as connection:
        await connection.close()
        with pytest.raises(OUTAGES) as caught:
            await connection.fetchval("select 1")
    assert isinstance(caught.value, asyncpg.InterfaceError)
    async with owner.connection() as connection:
        assert await connection.fetchval("select 1") == 1
