"""The SQL of matching: jobs, who wants to be told, and the deliveries that collect what they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notifier.match import ChangeTargets, Interest, TellingKind
from services.notifier.timing import DigestSchedule
from shared.database import Connection


@dataclass(frozen=True, slots=True)
class Job:
    """A change whose subscribers are being found; those up to `after_subscriber` have been."""

    event_id: UUID
    change_id: str
    detected_at: datetime
    trace_id: str
    after_subscriber: UUID | None
    failures: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A subscriber to be told, with the delivery to open where none of the kind is collecting."""

    delivery_id: UUID
    message_id: str
    subscriber_id: UUID
    subscription_id: UUID | None
    due_at: datetime
    schedule: str | None


_CHANGE_TARGETS = """
    select change.id as change_id, change.document_id, document.platform_slug,
           array(select distinct provision_id from archive.readable_clause_changes
                 where change_id = change.id and is_substantive) as provision_ids
    from archive.readable_changes as change
    join catalog.readable_documents as document on document.id = change.document_id
    where change.id = $1
"""

_OPEN_JOB = """
    insert into delivery.jobs (event_id, change_id, trace_id, created_at, due_at) values ($1, $2, $3, $4, $4)
    on conflict (event_id) do nothing
"""

_NEXT_JOB = """
    select job.event_id, job.change_id, change.detected_at, job.trace_id, job.after_subscriber, job.failures
    from delivery.jobs as job
    join archive.readable_changes as change on change.id = job.change_id
    where job.finished_at is null and job.due_at <= $1
    order by job.due_at limit 1
    for update of job skip locked
"""

_MOVE_CURSOR = "update delivery.jobs set after_subscriber = $2, failures = 0, last_error = null where event_id = $1"

_FINISH_JOB = "update delivery.jobs set finished_at = $2, last_error = null where event_id = $1"

_PUT_JOB_OFF = """
    update delivery.jobs set failures = failures + 1, last_error = $2, due_at = $3
    where event_id = $1 and finished_at is null
"""

# Whole subscribers: the last one's further subscriptions come with the ties.
_INTERESTS = """
    with asking as (
        select id, subscriber_id, target_kind, mode, state, confirmed_at
        from accounts.readable_subscriptions where target_kind = 'everything'
        union all
        select subscription.id, subscriber_id, target_kind, mode, state, confirmed_at
        from accounts.readable_subscriptions as subscription
        join unnest($1::text[], $2::text[]) as touched (kind, id)
          on subscription.target_kind = touched.kind and subscription.target_id = touched.id
    )
    select asking.subscriber_id, asking.id as subscription_id, asking.target_kind, asking.mode
    from asking
    join accounts.readable_subscribers as subscriber on subscriber.id = asking.subscriber_id
    where asking.state = 'active' and asking.confirmed_at <= $3 and subscriber.state = 'confirmed'
      and ($4::uuid is null or asking.subscriber_id > $4)
      and not exists (select from delivery.suppressions where subscriber_id = asking.subscriber_id)
    order by asking.subscriber_id
    fetch first $5 rows with ties
"""

_SCHEDULES = """
    select id, digest_weekday, digest_hour, time_zone from accounts.readable_subscribers where id = any($1)
"""

# The update changes nothing but takes the collecting delivery's lock: it cannot be closed before this commits, and
# where it was closed meanwhile, a new one is opened. Either way the change is in a mail that is still to be composed.
# Who was told is asked by a subquery rather than `not exists`: each is one look into the primary key, where an
# anti-join planned while the table was small reads all that were told of the change, again for every subscriber.
_COLLECT = """
    with wanted as (
        select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[])
            as wanted (delivery_id, message_id, subscriber_id, subscription_id, due_at, schedule)
    ), untold as (
        select * from wanted where (
            select told.delivery_id from delivery.told_changes as told
            where told.subscriber_id = wanted.subscriber_id and told.channel = 'email'
              and told.kind = $7 and told.change_id = $8) is null
    ), collecting as (
        insert into delivery.deliveries as delivery
            (id, kind, subscriber_id, schedule, trace_id, created_at, due_at, state, message_id)
        select delivery_id, $7, subscriber_id, schedule, $9, $10, due_at, 'collecting', message_id
        from untold order by subscriber_id
        on conflict (subscriber_id, channel, kind) where state = 'collecting'
        do update set due_at = delivery.due_at
        returning id, subscriber_id
    )
    insert into delivery.told_changes (subscriber_id, channel, kind, change_id, delivery_id, subscription_id)
    select subscriber_id, 'email', $7, $8, collecting.id, untold.subscription_id
    from collecting join untold using (subscriber_id)
    on conflict do nothing
"""

_DIGESTS_TO_RESCHEDULE = """
    select delivery.id, subscriber.digest_weekday, subscriber.digest_hour, subscriber.time_zone
    from delivery.deliveries as delivery
    join accounts.readable_subscribers as subscriber on subscriber.id = delivery.subscriber_id
    where delivery.kind = 'digest' and delivery.state = 'collecting' and delivery.schedule
          <> format('%s %s %s', subscriber.digest_weekday, subscriber.digest_hour, subscriber.time_zone)
"""

_RESCHEDULE = """
    update delivery.deliveries as delivery set due_at = planned.due_at, schedule = planned.schedule
    from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as planned (id, due_at, schedule)
    where delivery.id = planned.id and delivery.state = 'collecting'
"""

_WITHOUT_DIGEST = """
    select subscriber.id, digest_weekday, digest_hour, time_zone
    from accounts.readable_subscribers as subscriber
    where subscriber.wants_empty_digest and subscriber.state = 'confirmed'
      and exists (select from accounts.readable_subscriptions as subscription
                  where subscription.subscriber_id = subscriber.id and subscription.state = 'active'
                    and subscription.mode in ('digest', 'both'))
      and not exists (select from delivery.suppressions where subscriber_id = subscriber.id)
      and not exists (select from delivery.deliveries as delivery
                      where delivery.subscriber_id = subscriber.id and delivery.kind = 'digest'
                        and delivery.state = 'collecting')
    order by subscriber.id limit $1
"""

_OPEN_EMPTY_DIGESTS = """
    insert into delivery.deliveries (id, kind, subscriber_id, schedule, trace_id, created_at, due_at, state, message_id)
    select delivery_id, 'digest', subscriber_id, schedule, $6, $7, due_at, 'collecting', message_id
    from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[])
        as opening (delivery_id, message_id, subscriber_id, due_at, schedule)
    order by subscriber_id
    on conflict do nothing
"""


async def change_targets(connection: Connection, change_id: str) -> ChangeTargets | None:
    """What the change touches; None where the archive has no such change."""
    row = await connection.fetchrow(_CHANGE_TARGETS, change_id)
    if row is None:
        return None
    return ChangeTargets(row["change_id"], row["document_id"], row["platform_slug"], tuple(row["provision_ids"]))


async def open_job(connection: Connection, event_id: UUID, change_id: str, trace_id: str, now: datetime) -> None:
    """Notes that the change's subscribers are to be found, once per event."""
    await connection.execute(_OPEN_JOB, event_id, change_id, trace_id, now)


async def next_job(connection: Connection, now: datetime) -> Job | None:
    """A job to work on, locked until the transaction ends; None where all are done or in other hands."""
    row = await connection.fetchrow(_NEXT_JOB, now)
    return None if row is None else Job(**dict(row))


async def move_cursor(connection: Connection, job: Job, after_subscriber: UUID) -> None:
    """Notes that everyone up to `after_subscriber` has been found."""
    await connection.execute(_MOVE_CURSOR, job.event_id, after_subscriber)


async def finish_job(connection: Connection, job: Job, now: datetime) -> None:
    """Notes that everyone has been found."""
    await connection.execute(_FINISH_JOB, job.event_id, now)


async def put_job_off(connection: Connection, job: Job, error: str, until: datetime) -> None:
    """Lets other jobs pass one that failed."""
    await connection.execute(_PUT_JOB_OFF, job.event_id, error, until)


async def interests(
    connection: Connection, targets: ChangeTargets, detected_at: datetime, after: UUID | None, limit: int
) -> list[Interest]:
    """The next subscribers who ask to be told and may be, with all their subscriptions that do."""
    pairs = targets.pairs()
    kinds, ids = [kind for kind, _ in pairs], [target for _, target in pairs]
    rows = await connection.fetch(_INTERESTS, kinds, ids, detected_at, after, limit)
    return [Interest(**dict(row)) for row in rows]


async def schedules(connection: Connection, subscriber_ids: Sequence[UUID]) -> dict[UUID, DigestSchedule]:
    """When each subscriber wants the digest."""
    rows = await connection.fetch(_SCHEDULES, subscriber_ids)
    return {row["id"]: DigestSchedule(row["digest_weekday"], row["digest_hour"], row["time_zone"]) for row in rows}


async def collect(
    connection: Connection, kind: TellingKind, job: Job, openings: Sequence[Opening], now: datetime
) -> None:
    """Adds the job's change to each subscriber's collecting delivery, opened where there is none, once for good.

    `openings` are in the order of subscribers, as in every such statement, so that no two wait for each other.
    """
    await connection.execute(
        _COLLECT,
        [opening.delivery_id for opening in openings],
        [opening.message_id for opening in openings],
        [opening.subscriber_id for opening in openings],
        [opening.subscription_id for opening in openings],
        [opening.due_at for opening in openings],
        [opening.schedule for opening in openings],
        kind,
        job.change_id,
        job.trace_id,
        now,
    )


async def digests_to_reschedule(connection: Connection) -> list[tuple[UUID, DigestSchedule]]:
    """Collecting digests whose subscriber has chosen another time since, with that choice."""
    rows = await connection.fetch(_DIGESTS_TO_RESCHEDULE)
    return [(row["id"], DigestSchedule(row["digest_weekday"], row["digest_hour"], row["time_zone"])) for row in rows]


async def reschedule(connection: Connection, planned: Sequence[tuple[UUID, datetime, DigestSchedule]]) -> None:
    """Moves collecting digests to other times."""
    await connection.execute(
        _RESCHEDULE,
        [delivery_id for delivery_id, _, _ in planned],
        [due_at for _, due_at, _ in planned],
        [str(schedule) for _, _, schedule in planned],
    )


async def without_digest(connection: Connection, limit: int) -> list[tuple[UUID, DigestSchedule]]:
    """Subscribers who want a digest even when nothing changed, and for whom none is collecting."""
    rows = await connection.fetch(_WITHOUT_DIGEST, limit)
    return [(row["id"], DigestSchedule(row["digest_weekday"], row["digest_hour"], row["time_zone"])) for row in rows]


async def open_empty_digests(connection: Connection, openings: Sequence[Opening], trace_id: str, now: datetime) -> None:
    """Opens digests that hold nothing yet, where none is collecting."""
    await connection.execute(
        _OPEN_EMPTY_DIGESTS,
        [opening.delivery_id for opening in openings],
        [opening.message_id for opening in openings],
        [opening.subscriber_id for opening in openings],
        [opening.due_at for opening in openings],
        [opening.schedule for opening in openings],
        trace_id,
        now,
    )
