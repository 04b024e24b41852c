"""The SQL that reads what mails are made of, for a batch of deliveries at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.notifier.content import (
    Change,
    ChangeReading,
    ClauseChange,
    Deadline,
    Reader,
    Reason,
    Segment,
    ToldChange,
    TypeMeaning,
    Unreachable,
    VersionEvidence,
)
from services.notifier.delivery_store import Delivery
from shared.database import Connection


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A subscriber as they are now, when the mail is about to leave."""

    reader: Reader
    is_confirmed: bool
    wants_empty_digest: bool
    suppression: str | None


_SUBSCRIBERS = """
    select subscriber.id, subscriber.address, subscriber.time_zone, subscriber.state, subscriber.wants_empty_digest,
           suppression.reason as suppression
    from accounts.readable_subscribers as subscriber
    left join delivery.suppressions as suppression on suppression.subscriber_id = subscriber.id
    where subscriber.id = any($1)
"""

# Only changes that a subscription still asks for; the one that was the reason when it was told comes first.
_TOLD = """
    select told.delivery_id, told.change_id, reason.subscription_id, reason.target_kind, reason.target_id,
           document.platform_name, document.document_type
    from delivery.told_changes as told
    join archive.readable_changes as change on change.id = told.change_id
    join catalog.readable_documents as document on document.id = change.document_id
    join lateral (
        select subscription.id as subscription_id, subscription.target_kind, subscription.target_id
        from accounts.readable_subscriptions as subscription
        where subscription.subscriber_id = told.subscriber_id and subscription.state = 'active'
          and subscription.mode in (told.kind, 'both') and subscription.confirmed_at <= change.detected_at
          and (subscription.target_kind = 'everything'
               or subscription.target_kind = 'platform' and subscription.target_id = document.platform_slug
               or subscription.target_kind = 'document' and subscription.target_id = change.document_id
               or subscription.target_kind = 'provision' and exists (
                   select from archive.readable_clause_changes as clause
                   where clause.change_id = change.id and clause.provision_id = subscription.target_id
                     and clause.is_substantive))
        order by subscription.id = told.subscription_id desc, subscription.id limit 1
    ) as reason on true
    where told.delivery_id = any($1)
    order by change.captured_at, change.id
"""

_CHANGES = """
    select change.id, document.platform_name, document.document_type, change.document_id,
           document.sources -> 0 ->> 'url' as source_url, change.captured_at, change.is_silent_edit,
           change.is_rollback, later.declared_updated_on, later.declared_effective_on,
           earlier.number as earlier_number, earlier.captured_at as earlier_captured_at,
           earlier.text_sha256 as earlier_text_sha256, earlier_capture.raw_sha256 as earlier_raw_sha256,
           later.number as later_number, later.captured_at as later_captured_at,
           later.text_sha256 as later_text_sha256, later_capture.raw_sha256 as later_raw_sha256,
           to_jsonb(reading) as reading
    from archive.readable_changes as change
    left join archive.readable_change_readings as reading on reading.change_id = change.id
    join catalog.readable_documents as document on document.id = change.document_id
    join archive.readable_versions as earlier
      on earlier.document_id = change.document_id and earlier.number = change.from_version
    join archive.readable_versions as later
      on later.document_id = change.document_id and later.number = change.to_version
    left join catalog.readable_captures as earlier_capture on earlier_capture.id = earlier.capture_id
    left join catalog.readable_captures as later_capture on later_capture.id = later.capture_id
    where change.id = any($1)
"""

_CLAUSES = """
    select entry.change_id, entry.kind, entry.provision_id, entry.heading_path, entry.before_text, entry.after_text,
           entry.redline, reading.line, reading.severity, reading.direction
    from archive.readable_clause_changes as entry
    left join archive.readable_clause_change_readings as reading
        on reading.change_id = entry.change_id and reading.ordinal = entry.ordinal
    where entry.change_id = any($1) and entry.is_substantive
    order by entry.change_id, entry.ordinal
"""

# The types of a change's gravest clauses first, each once.
_MEANINGS = """
    select change_id, name, why_it_matters from (
        select distinct on (reading.change_id, type.slug) reading.change_id, type.slug, type.entry ->> 'name' as name,
               type.entry ->> 'why_it_matters' as why_it_matters,
               array_position(array['high', 'medium', 'low'], reading.severity) as gravity, reading.ordinal
        from archive.readable_clause_change_readings as reading
        join archive.readable_clause_types as type on type.slug = any(reading.types)
        where reading.change_id = any($1)
        order by reading.change_id, type.slug, gravity, reading.ordinal
    ) as meaning
    order by change_id, gravity, ordinal, slug
"""

_NAMED_SUBSCRIPTIONS = """
    select subscription.subscriber_id, subscription.id as subscription_id, subscription.target_kind,
           subscription.target_id, coalesce(platform.name, document.platform_name) as platform_name,
           document.document_type
    from accounts.readable_subscriptions as subscription
    left join catalog.readable_platforms as platform
      on subscription.target_kind = 'platform' and platform.slug = subscription.target_id
    left join archive.readable_provisions as provision
      on subscription.target_kind = 'provision' and provision.id = subscription.target_id
    left join catalog.readable_documents as document
      on document.id = coalesce(
          case when subscription.target_kind = 'document' then subscription.target_id end, provision.document_id)
"""

_SUBSCRIPTION_TARGETS = f"{_NAMED_SUBSCRIPTIONS} where subscription.id = any($1)"

_DIGEST_SUBSCRIPTIONS = f"""
    {_NAMED_SUBSCRIPTIONS}
    where subscription.subscriber_id = any($1) and subscription.state = 'active'
      and subscription.mode in ('digest', 'both')
    order by subscription.confirmed_at, subscription.id
"""

_DOCUMENTS = "select id, platform_name, document_type from catalog.readable_documents where id = any($1)"


async def subscribers(connection: Connection, deliveries: Sequence[Delivery]) -> dict[UUID, Subscriber]:
    """The subscribers of the deliveries, by id; who is not there has been removed."""
    ids = [delivery.subscriber_id for delivery in deliveries if delivery.subscriber_id is not None]
    if not ids:
        return {}
    return {
        row["id"]: Subscriber(
            reader=Reader(row["id"], row["address"], row["time_zone"]),
            is_confirmed=row["state"] == "confirmed",
            wants_empty_digest=row["wants_empty_digest"],
            suppression=row["suppression"],
        )
        for row in await connection.fetch(_SUBSCRIBERS, ids)
    }


async def told_changes(connection: Connection, deliveries: Sequence[Delivery]) -> dict[UUID, list[ToldChange]]:
    """By delivery, the changes that it tells of and that its subscriber still asks for, oldest first."""
    ids = [delivery.id for delivery in deliveries if delivery.kind in ("alert", "digest")]
    if not ids:
        return {}
    rows = await connection.fetch(_TOLD, ids)
    known = await _changes(connection, sorted({row["change_id"] for row in rows}))
    told: dict[UUID, list[ToldChange]] = defaultdict(list)
    for row in rows:
        told[row["delivery_id"]].append(ToldChange(known[row["change_id"]], _reason(row)))
    return told


async def subscription_targets(connection: Connection, deliveries: Sequence[Delivery]) -> dict[UUID, Reason]:
    """What each subscription that is to be confirmed asks for, by the subscription's id."""
    ids = [UUID(wanted) for delivery in deliveries if (wanted := delivery.payload.get("subscription_id"))]
    if not ids:
        return {}
    return {row["subscription_id"]: _reason(row) for row in await connection.fetch(_SUBSCRIPTION_TARGETS, ids)}


async def digest_reasons(connection: Connection, deliveries: Sequence[Delivery]) -> dict[UUID, list[Reason]]:
    """By subscriber, the subscriptions that ask for a digest."""
    ids = [delivery.subscriber_id for delivery in deliveries if delivery.kind == "digest"]
    reasons: dict[UUID, list[Reason]] = defaultdict(list)
    if ids:
        for row in await connection.fetch(_DIGEST_SUBSCRIPTIONS, ids):
            reasons[row["subscriber_id"]].append(_reason(row))
    return reasons


async def unreachable(connection: Connection, deliveries: Sequence[Delivery]) -> dict[UUID, Unreachable]:
    """By delivery, the document that an operator is told about."""
    wanted = {delivery.id: delivery.payload for delivery in deliveries if delivery.kind == "operator"}
    if not wanted:
        return {}
    ids = [payload["document_id"] for payload in wanted.values()]
    documents = {row["id"]: row for row in await connection.fetch(_DOCUMENTS, ids)}
    return {
        delivery_id: Unreachable(
            document_id=payload["document_id"],
            platform_name=documents[payload["document_id"]]["platform_name"],
            document_type=documents[payload["document_id"]]["document_type"],
            state=payload["state"],
            since=datetime.fromisoformat(payload["since"]),
            reason=payload["reason"],
        )
        for delivery_id, payload in wanted.items()
        if payload["document_id"] in documents
    }


async def _changes(connection: Connection, ids: Sequence[str]) -> dict[str, Change]:
    clauses: dict[str, list[ClauseChange]] = defaultdict(list)
    for row in await connection.fetch(_CLAUSES, ids):
        clauses[row["change_id"]].append(_clause(row))
    meanings: dict[str, list[TypeMeaning]] = defaultdict(list)
    for row in await connection.fetch(_MEANINGS, ids):
        meanings[row["change_id"]].append(TypeMeaning(row["name"], row["why_it_matters"]))
    return {
        row["id"]: _change(row, tuple(clauses[row["id"]]), tuple(meanings[row["id"]]))
        for row in await connection.fetch(_CHANGES, ids)
    }


def _reading(stored: Any, meanings: tuple[TypeMeaning, ...]) -> ChangeReading | None:
    if stored is None:
        return None
    return ChangeReading(
        headline=stored["headline"],
        severity=stored["severity"],
        severity_because=stored["severity_because"],
        direction=stored["direction"],
        direction_because=stored["direction_because"],
        affected=tuple(one["who"] for one in stored["affected"]),
        meanings=meanings,
        actions=tuple(one["text"] for one in stored["actions"]),
        deadlines=tuple(
            Deadline(date.fromisoformat(one["on"]), one["what"], one["quote"]) for one in stored["deadlines"]
        ),
    )


def _change(row: Any, clauses: tuple[ClauseChange, ...], meanings: tuple[TypeMeaning, ...]) -> Change:
    return Change(
        id=row["id"],
        platform_name=row["platform_name"],
        document_type=row["document_type"],
        document_id=row["document_id"],
        source_url=row["source_url"],
        captured_at=row["captured_at"],
        updated_on=row["declared_updated_on"],
        effective_on=row["declared_effective_on"],
        is_silent_edit=row["is_silent_edit"],
        is_rollback=row["is_rollback"],
        before=_evidence(row, "earlier"),
        after=_evidence(row, "later"),
        clauses=clauses,
        reading=_reading(row["reading"], meanings),
    )


def _evidence(row: Any, which: str) -> VersionEvidence:
    return VersionEvidence(
        number=row[f"{which}_number"],
        captured_at=row[f"{which}_captured_at"],
        text_sha256=row[f"{which}_text_sha256"],
        raw_sha256=row[f"{which}_raw_sha256"],
    )


def _clause(row: Any) -> ClauseChange:
    return ClauseChange(
        kind=row["kind"],
        provision_id=row["provision_id"],
        heading_path=tuple(row["heading_path"]),
        before_text=row["before_text"],
        after_text=row["after_text"],
        redline=tuple(Segment(segment["kind"], segment["text"]) for segment in row["redline"]),
        line=row["line"],
        severity=row["severity"],
        direction=row["direction"],
    )


def _reason(row: Any) -> Reason:
    return Reason(row["subscription_id"], row["target_kind"], _target_name(row))


def _target_name(row: Any) -> str:
    match row["target_kind"]:
        case "everything":
            return "every document"
        case "platform":
            return str(row["platform_name"] or row["target_id"])
        case "document":
            return _document_name(row)
        case _:
            return f"provision {row['target_id']} of {_document_name(row)}"


def _document_name(row: Any) -> str:
    if row["document_type"] is None:
        return str(row["target_id"])
    return f"{row['platform_name']} – {row['document_type']}"
