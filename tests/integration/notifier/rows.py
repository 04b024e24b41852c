"""Rows of the other services' schemas, as the notifier finds them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from shared import eventlog
from shared.database import Connection, Database
from shared.events import ChangeDetected
from shared.ids import new_id
from shared.relay import Relay

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
"""A Wednesday."""

_numbers = count(1)


@dataclass(frozen=True)
class ClauseRow:
    """One clause change."""

    kind: str = "modified"
    before: str | None = "We keep your data for 30 days."
    after: str | None = "We keep your data for 14 days."
    redline: tuple[tuple[str, str], ...] = (
        ("equal", "We keep your data for "),
        ("deleted", "30"),
        ("inserted", "14"),
        ("equal", " days."),
    )
    heading_path: tuple[str, ...] = ("2. How long we keep data",)
    is_substantive: bool = True
    provision_id: str | None = None


@dataclass
class World:
    """Writes as the owner what the fetcher, the differ and the api would have written."""

    owner: Database
    versions: dict[str, int] = field(default_factory=dict)

    async def document(self, platform: str = "Acme", document_type: str = "Privacy Policy") -> str:
        """A watched document's id."""
        number = next(_numbers)
        slug = "".join(character if character.isalnum() and character.isascii() else "-" for character in platform)
        slug = "-".join(part for part in slug.lower().split("-") if part) or f"platform-{number}"
        async with self.owner.transaction() as connection:
            await connection.execute(
                "insert into catalog.platforms (slug, name, created_at) values ($1, $2, $3) on conflict do nothing",
                slug,
                platform,
                NOW,
            )
            document_id = await connection.fetchval(
                """insert into catalog.documents (platform_slug, document_type, state_since, created_at)
                   values ($1, $2, $3, $3) returning id""",
                slug,
                document_type,
                NOW,
            )
            await connection.execute(
                """insert into catalog.declarations (document_id, revision, sources, cadence_seconds, declared_at)
                   values ($1, 1, $2, 86400, $3)""",
                document_id,
                [{"url": "https://acme.example/privacy", "select": [], "remove": []}],
                NOW,
            )
            await _version(connection, document_id, 1, NOW - timedelta(days=90), None)
        self.versions[document_id] = 1
        return str(document_id)

    async def change(
        self,
        document_id: str,
        *clauses: ClauseRow,
        at: datetime = NOW,
        effective_on: date | None = None,
        **flags: bool,
    ) -> ChangeDetected:
        """A change of the document, logged as the differ does; its event."""
        number = self.versions[document_id] = self.versions[document_id] + 1
        change_id = f"CW-C-{next(_numbers):06d}"
        rows = clauses or (ClauseRow(),)
        async with self.owner.transaction() as connection:
            capture_id = await _version(connection, document_id, number, at, effective_on)
            await connection.execute(
                """insert into archive.changes (id, document_id, from_version, to_version, capture_id, captured_at,
                     detected_at, from_rendition, to_rendition, origin, is_substantive, is_silent_edit, is_rollback,
                     added, removed, modified, moved)
                   select $1, $2, $3, $4, $5, $6, $6, earlier.id, later.id, 'live', true, $7, $8, 0, 0, 1, 0
                   from archive.renditions as earlier, archive.renditions as later
                   where (earlier.document_id, earlier.version) = ($2, $3)
                     and (later.document_id, later.version) = ($2, $4)""",
                change_id,
                document_id,
                number - 1,
                number,
                capture_id,
                at,
                flags.get("is_silent_edit", False),
                flags.get("is_rollback", False),
            )
            for ordinal, row in enumerate(rows):
                await _clause(connection, document_id, change_id, ordinal, row, at)
            event = ChangeDetected(
                id=new_id(),
                occurred_at=at,
                trace_id="trace",
                change_id=change_id,
                document_id=document_id,
                capture_id=capture_id,
                captured_at=at,
            )
            await eventlog.append(connection, event)
        await self.number("archive")
        return event

    async def number(self, schema: Any) -> None:
        """Does the relay's work: gives logged events their positions."""
        async with self.owner.connection() as connection:
            await Relay(self.owner, schema, None).number(connection)

    async def subscriber(self, address: str, **columns: Any) -> UUID:
        """A confirmed subscriber's id."""
        row = {
            "id": new_id(),
            "address": address,
            "address_key": address.lower(),
            "state": "confirmed",
            "created_at": NOW - timedelta(days=30),
            "confirmed_at": NOW - timedelta(days=30),
            **columns,
        }
        await self._insert("accounts.subscribers", row)
        return UUID(str(row["id"]))

    async def subscription(
        self, subscriber_id: UUID, kind: str = "everything", target: str | None = None, **columns: Any
    ) -> UUID:
        """An active subscription's id."""
        row = {
            "id": new_id(),
            "subscriber_id": subscriber_id,
            "target_kind": kind,
            "target_id": target,
            "mode": "alert",
            "state": "active",
            "created_at": NOW - timedelta(days=30),
            "confirmed_at": NOW - timedelta(days=30),
            **columns,
        }
        await self._insert("accounts.subscriptions", row)
        return UUID(str(row["id"]))

    async def reader(
        self, address: str, kind: str = "everything", target: str | None = None, mode: str = "alert", **columns: Any
    ) -> UUID:
        """A confirmed subscriber with one active subscription; the subscriber's id."""
        subscriber_id = await self.subscriber(address, **columns)
        await self.subscription(subscriber_id, kind, target, mode=mode)
        return subscriber_id

    async def execute(self, statement: str, *arguments: Any) -> None:
        """Any statement, as the owner."""
        async with self.owner.connection() as connection:
            await connection.execute(statement, *arguments)

    async def deliveries(self) -> list[Any]:
        """Every delivery's row, oldest first."""
        async with self.owner.connection() as connection:
            return list(await connection.fetch("select * from delivery.deliveries order by created_at, id"))

    async def _insert(self, table: str, row: dict[str, Any]) -> None:
        places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
        await self.execute(f"insert into {table} ({', '.join(row)}) values ({places})", *row.values())


async def _version(
    connection: Connection, document_id: str, number: int, at: datetime, effective_on: date | None
) -> UUID:
    capture_id = new_id()
    await connection.execute(
        """insert into catalog.captures (id, document_id, captured_at, origin, raw_sha256, declaration_revision)
           values ($1, $2, $3, 'live', $4, 1)""",
        capture_id,
        document_id,
        at,
        f"{number:x}".rjust(64, "b"),
    )
    await connection.execute(
        """insert into archive.versions (document_id, number, capture_id, captured_at, outcome, text_sha256,
             comparison_sha256, declared_effective_on, first_seen_at, last_seen_at, chain_sha256)
           values ($1, $2, $3, $4, 'changed', $5, $5, $6, $4, $4, $5)""",
        document_id,
        number,
        capture_id,
        at,
        f"{number:x}".rjust(64, "a"),
        effective_on,
    )
    await connection.execute(
        """insert into archive.renditions (id, document_id, version, capture_id, extractor_version,
             declaration_revision, text, text_sha256, comparison_sha256, links, title, facts, made_at, is_current)
           values ($1, $2, $3, $4, 1, 1, '', $5, $5, '[]', '', '{}', $6, true)""",
        new_id(),
        document_id,
        number,
        capture_id,
        f"{number:x}".rjust(64, "a"),
        at,
    )
    return capture_id


async def _clause(
    connection: Connection, document_id: str, change_id: str, ordinal: int, row: ClauseRow, at: datetime
) -> None:
    provision_id = row.provision_id or f"CW-P-{next(_numbers):06d}"
    await connection.execute(
        """insert into archive.provisions (id, document_id, first_version, first_seen_at, is_present)
           values ($1, $2, 1, $3, true) on conflict do nothing""",
        provision_id,
        document_id,
        at,
    )
    await connection.execute(
        """insert into archive.clause_changes (change_id, ordinal, kind, provision_id, heading_path, before_text,
             after_text, redline, is_substantive, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'wording')""",
        change_id,
        ordinal,
        row.kind,
        provision_id,
        list(row.heading_path),
        row.before,
        row.after,
        [{"kind": kind, "text": text} for kind, text in row.redline],
        row.is_substantive,
    )
