"""The producer's log: state and the event that tells of it commit in one transaction.

The log is the truth, the broker the doorbell. Events of one key are logged in order because a producer holds the
key's lock until it commits; `shared.relay` gives committed rows their position and rings the broker.
"""

from pydantic_core import to_jsonable_python

from shared.database import Connection
from shared.events import Event
from shared.events.base import Schema


async def lock_key(connection: Connection, schema: Schema, key: str) -> None:
    """Holds `key` in `schema`'s log until the transaction ends: of one key, one producer at a time."""
    await connection.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", _lock_name(schema, key))


async def append(connection: Connection, *events: Event) -> None:
    """Logs `events` within the caller's transaction, each under its own producer's schema and key.

    The relay is notified when the transaction commits. An event's payload is the JSON that consumers read.
    """
    for event in events:
        await connection.execute(
            _APPEND[event.producer],
            _lock_name(event.producer, event.key),
            event.id,
            event.key,
            event.subject,
            to_jsonable_python(event),
            event.trace_id,
            event.occurred_at,
        )


def _lock_name(schema: Schema, key: str) -> str:
    return f"log {schema} {key}"


def _append_statement(schema: Schema) -> str:
    # One round trip for the key's lock, the row and the notification. The lock is taken before the row gets its
    # sequence number; pg_notify's repeats within a transaction fold into one.
    return f"""
        with logged as (
            insert into {schema}.events (id, key, subject, payload, trace_id, occurred_at)
            select $2, $3, $4, $5, $6, $7 from (
                select pg_advisory_xact_lock(hashtextextended($1, 0)) offset 0) as locked
        )
        select pg_notify('{schema}_events', '')
    """  # noqa: S608 - the schema is one of four literals


_SCHEMAS: tuple[Schema, ...] = ("catalog", "archive", "delivery", "accounts")
_APPEND: dict[Schema, str] = {schema: _append_statement(schema) for schema in _SCHEMAS}
