-- Event logs with their relays (producers) and inboxes with their floors (consumers)
-- depends: 0001-schemas-and-roles

-- migrate: apply

create table catalog.events (
    sequence bigint generated always as identity primary key,
    id uuid not null constraint events_id_is_unique unique,
    key text collate "C" not null,
    subject text collate "C" not null,
    payload jsonb not null,
    trace_id text not null,
    occurred_at timestamptz not null,
    position bigint
);
create unique index events_by_position on catalog.events (position) where position is not null;
create index events_without_position on catalog.events (sequence) where position is null;
create index events_by_key on catalog.events (key, position);

create table catalog.relay (
    is_the_one boolean primary key default true check (is_the_one),
    numbered_position bigint not null default 0,
    published_position bigint not null default 0
);
insert into catalog.relay default values;

create view catalog.published_events as
    select position, id, key, subject, payload, trace_id, occurred_at
    from catalog.events where position is not null;
grant select on catalog.published_events to clausewatch_differ, clausewatch_notifier;

create table archive.events (
    sequence bigint generated always as identity primary key,
    id uuid not null constraint events_id_is_unique unique,
    key text collate "C" not null,
    subject text collate "C" not null,
    payload jsonb not null,
    trace_id text not null,
    occurred_at timestamptz not null,
    position bigint
);
create unique index events_by_position on archive.events (position) where position is not null;
create index events_without_position on archive.events (sequence) where position is null;
create index events_by_key on archive.events (key, position);

create table archive.relay (
    is_the_one boolean primary key default true check (is_the_one),
    numbered_position bigint not null default 0,
    published_position bigint not null default 0
);
insert into archive.relay default values;

create view archive.published_events as
    select position, id, key, subject, payload, trace_id, occurred_at
    from archive.events where position is not null;
grant select on archive.published_events to clausewatch_fetcher, clausewatch_notifier;

create table accounts.events (
    sequence bigint generated always as identity primary key,
    id uuid not null constraint events_id_is_unique unique,
    key text collate "C" not null,
    subject text collate "C" not null,
    payload jsonb not null,
    trace_id text not null,
    occurred_at timestamptz not null,
    position bigint
);
create unique index events_by_position on accounts.events (position) where position is not null;
create index events_without_position on accounts.events (sequence) where position is null;
create index events_by_key on accounts.events (key, position);

create table accounts.relay (
    is_the_one boolean primary key default true check (is_the_one),
    numbered_position bigint not null default 0,
    published_position bigint not null default 0
);
insert into accounts.relay default values;

create view accounts.published_events as
    select position, id, key, subject, payload, trace_id, occurred_at
    from accounts.events where position is not null;
grant select on accounts.published_events to clausewatch_fetcher, clausewatch_differ, clausewatch_notifier;

create table catalog.inbox (
    consumer text collate "C" not null,
    event_id uuid not null,
    source text collate "C" not null,
    position bigint not null,
    key text collate "C" not null,
    subject text collate "C" not null,
    state text not null check (state in ('attempted', 'handled', 'given_up')),
    attempts integer not null,
    last_error text,
    retry_at timestamptz,
    ended_at timestamptz,
    primary key (consumer, event_id)
);
create index inbox_open on catalog.inbox (consumer, source, position) where state = 'attempted';
create index inbox_handled on catalog.inbox (consumer, source, position) where state = 'handled';

create table catalog.inbox_floors (
    consumer text collate "C" not null,
    source text collate "C" not null,
    floor bigint not null,
    primary key (consumer, source)
);

-- Below this a producer may drop old events: what was given up on stays until it is replayed.
create view catalog.readable_floors as
    select floors.consumer, floors.source, least(floors.floor, (
        select min(entry.position) - 1 from catalog.inbox as entry
        where entry.consumer = floors.consumer and entry.source = floors.source and entry.state <> 'handled'
    )) as floor
    from catalog.inbox_floors as floors;
grant select on catalog.readable_floors to clausewatch_differ, clausewatch_api;

create table archive.inbox (
    consumer text collate "C" not null,
    event_id uuid not null,
    source text collate "C" not null,
    position bigint not null,
    key text collate "C" not null,
    subject text collate "C" not null,
    state text not null check (state in ('attempted', 'handled', 'given_up')),
    attempts integer not null,
    last_error text,
    retry_at timestamptz,
    ended_at timestamptz,
    primary key (consumer, event_id)
);
create index inbox_open on archive.inbox (consumer, source, position) where state = 'attempted';
create index inbox_handled on archive.inbox (consumer, source, position) where state = 'handled';

create table archive.inbox_floors (
    consumer text collate "C" not null,
    source text collate "C" not null,
    floor bigint not null,
    primary key (consumer, source)
);

-- Below this a producer may drop old events: what was given up on stays until it is replayed.
create view archive.readable_floors as
    select floors.consumer, floors.source, least(floors.floor, (
        select min(entry.position) - 1 from archive.inbox as entry
        where entry.consumer = floors.consumer and entry.source = floors.source and entry.state <> 'handled'
    )) as floor
    from archive.inbox_floors as floors;
grant select on archive.readable_floors to clausewatch_fetcher, clausewatch_api;

create table delivery.inbox (
    consumer text collate "C" not null,
    event_id uuid not null,
    source text collate "C" not null,
    position bigint not null,
    key text collate "C" not null,
    subject text collate "C" not null,
    state text not null check (state in ('attempted', 'handled', 'given_up')),
    attempts integer not null,
    last_error text,
    retry_at timestamptz,
    ended_at timestamptz,
    primary key (consumer, event_id)
);
create index inbox_open on delivery.inbox (consumer, source, position) where state = 'attempted';
create index inbox_handled on delivery.inbox (consumer, source, position) where state = 'handled';

create table delivery.inbox_floors (
    consumer text collate "C" not null,
    source text collate "C" not null,
    floor bigint not null,
    primary key (consumer, source)
);

-- Below this a producer may drop old events: what was given up on stays until it is replayed.
create view delivery.readable_floors as
    select floors.consumer, floors.source, least(floors.floor, (
        select min(entry.position) - 1 from delivery.inbox as entry
        where entry.consumer = floors.consumer and entry.source = floors.source and entry.state <> 'handled'
    )) as floor
    from delivery.inbox_floors as floors;
grant select on delivery.readable_floors to clausewatch_fetcher, clausewatch_differ, clausewatch_api;

-- migrate: rollback

drop view catalog.published_events;
drop table catalog.relay;
drop table catalog.events;
drop view archive.published_events;
drop table archive.relay;
drop table archive.events;
drop view accounts.published_events;
drop table accounts.relay;
drop table accounts.events;
drop view catalog.readable_floors;
drop table catalog.inbox_floors;
drop table catalog.inbox;
drop view archive.readable_floors;
drop table archive.inbox_floors;
drop table archive.inbox;
drop view delivery.readable_floors;
drop table delivery.inbox_floors;
drop table delivery.inbox;
