-- What is to be sent to whom, and what became of it
-- depends: 0005-accounts

-- migrate: apply

-- An alert or digest collects changes until it is due, and is closed by the first attempt to send it.
create table delivery.deliveries (
    id uuid primary key,
    kind text not null check (kind in ('alert', 'digest', 'confirm', 'manage', 'operator')),
    subscriber_id uuid,
    channel text not null default 'email' check (channel in ('email')),
    event_id uuid constraint deliveries_one_per_event unique,
    schedule text,
    payload jsonb not null default '{}',
    trace_id text not null,
    created_at timestamptz not null,
    due_at timestamptz not null,
    closed_at timestamptz,
    state text not null check (state in ('collecting', 'sending', 'sent', 'failed', 'withdrawn')),
    message_id text not null constraint deliveries_message_id_is_unique unique,
    attempts integer not null default 0,
    repeats integer not null default 0,
    is_outcome_unknown boolean not null default false,
    leased_until timestamptz,
    ended_at timestamptz,
    server_answer text,
    last_error text
);
comment on column delivery.deliveries.schedule is 'Of a digest: the weekday, hour and time zone that due_at follows';
comment on column delivery.deliveries.repeats is
    'Attempts that began while it was unknown whether the server had accepted the one before';
comment on column delivery.deliveries.is_outcome_unknown is 'An attempt began whose answer is not recorded';
create index deliveries_due on delivery.deliveries (due_at) where state in ('collecting', 'sending');
create unique index deliveries_one_collecting on delivery.deliveries (subscriber_id, channel, kind)
    where state = 'collecting';

-- A subscriber is told of a change once as an alert and once in a digest, over each channel.
create table delivery.told_changes (
    subscriber_id uuid not null,
    channel text not null,
    kind text not null check (kind in ('alert', 'digest')),
    change_id text collate "C" not null,
    delivery_id uuid not null references delivery.deliveries on delete cascade,
    subscription_id uuid not null,
    primary key (subscriber_id, channel, kind, change_id)
);
create index told_changes_by_delivery on delivery.told_changes (delivery_id);

-- A change's matching, in chunks of subscribers, from a cursor that commits with each chunk.
create table delivery.jobs (
    event_id uuid primary key,
    change_id text collate "C" not null,
    trace_id text not null,
    after_subscriber uuid,
    created_at timestamptz not null,
    due_at timestamptz not null,
    failures integer not null default 0,
    last_error text,
    finished_at timestamptz
);
create index jobs_open on delivery.jobs (due_at) where finished_at is null;

-- Addresses that a server refused for good: told nothing until a mail that they asked for is accepted.
create table delivery.suppressions (
    subscriber_id uuid primary key,
    reason text not null,
    since timestamptz not null
);

create view delivery.readable_deliveries as
    select id, kind, subscriber_id, channel, created_at, due_at, closed_at, state, attempts, repeats, ended_at,
           message_id, server_answer, last_error
    from delivery.deliveries;
grant select on delivery.readable_deliveries to clausewatch_api;

-- migrate: rollback

drop view delivery.readable_deliveries;
drop table delivery.suppressions;
drop table delivery.jobs;
drop table delivery.told_changes;
drop table delivery.deliveries;
