"""Old events leave the log only when every consumer is done with them."""

from datetime import UTC, datetime, timedelta

from shared import eventlog
from shared.clock import ManualClock
from shared.database import Database
from shared.events import ChangeDetected, QuarantineDecided
from shared.ids import new_id
from shared.relay import Relay
from shared.retention import LogRetention
from shared.settings import DatabaseSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_an_event_is_dropped_a_month_after_its_consumers_are_done(
    database_settings: DatabaseSettings, owner: Database
) -> None:
    differ = await Database.open(database_settings, "differ")
    try:
        async with differ.transaction() as connection:
            await eventlog.append(
                connection,
                *(
                    ChangeDetected(
                        id=new_id(),
                        occurred_at=NOW,
                        trace_id="t",
                        change_id=f"CW-C-{number}",
                        document_id="CW-D-00001",
                        capture_id=new_id(),
                        captured_at=NOW,
                    )
                    for number in range(3)
                ),
            )
        async with differ.connection() as connection:
            await Relay(differ, "archive", None).number(connection)
        clock = ManualClock(NOW + timedelta(days=31))
        retention = LogRetention(differ, "archive", clock)
        assert await retention.drop_old() == 0, "no consumer has a floor yet"
        async with owner.connection() as connection:
            await connection.execute("insert into delivery.inbox_floors values ('notifier', 'archive', 3)")
            await connection.execute("insert into catalog.inbox_floors values ('fetcher', 'archive', 2)")
        clock.set(NOW + timedelta(days=29))
        assert await retention.drop_old() == 0, "too young"
        clock.set(NOW + timedelta(days=31))
        assert await retention.drop_old() == 2
    finally:
        await differ.close()


async def test_an_event_that_was_given_up_on_stays_for_its_replay(
    database_settings: DatabaseSettings, owner: Database
) -> None:
    api = await Database.open(database_settings, "api")
    event = QuarantineDecided(
        id=new_id(),
        occurred_at=NOW,
        trace_id="t",
        capture_id=new_id(),
        document_id="CW-D-00001",
        decision="accepted",
    )
    try:
        async with api.transaction() as connection:
            await eventlog.append(connection, event)
        async with api.connection() as connection:
            await Relay(api, "accounts", None).number(connection)
        async with owner.connection() as connection:
            for schema, consumer in (("catalog", "fetcher"), ("archive", "differ"), ("delivery", "notifier")):
                await connection.execute(f"insert into {schema}.inbox_floors values ('{consumer}', 'accounts', 1)")
            await connection.execute(
                """insert into archive.inbox (consumer, event_id, source, position, key, subject, state, attempts)
                   values ('differ', $1, 'accounts', 1, 'CW-D-00001', 'quarantine.decided', 'given_up', 8)""",
                event.id,
            )
        retention = LogRetention(api, "accounts", ManualClock(NOW + timedelta(days=60)))
        assert await retention.drop_old() == 0
        async with owner.connection() as connection:
            await connection.execute("delete from archive.inbox")
        assert await retention.drop_old() == 1
    finally:
        await api.close()
