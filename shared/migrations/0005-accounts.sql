-- Who wants to hear of what
-- depends: 0004-archive

-- migrate: apply

create table accounts.subscribers (
    id uuid primary key,
    address text not null,
    address_key text collate "C" not null constraint subscribers_one_per_address unique,
    state text not null check (state in ('pending', 'confirmed')),
    time_zone text not null default 'UTC',
    digest_weekday smallint not null default 0 check (digest_weekday between 0 and 6),
    digest_hour smallint not null default 8 check (digest_hour between 0 and 23),
    wants_empty_digest boolean not null default false,
    created_at timestamptz not null,
    confirmed_at timestamptz
);
comment on column accounts.subscribers.address_key is 'The address folded so that one mailbox signs up once';
comment on column accounts.subscribers.digest_weekday is '0 is Monday';

create table accounts.subscriptions (
    id uuid primary key,
    subscriber_id uuid not null references accounts.subscribers on delete cascade,
    target_kind text not null check (target_kind in ('everything', 'platform', 'document', 'provision')),
    target_id text collate "C",
    mode text not null check (mode in ('alert', 'digest', 'both')),
    requested_mode text check (requested_mode in ('alert', 'digest', 'both')),
    state text not null check (state in ('pending', 'active', 'ended')),
    created_at timestamptz not null,
    confirmed_at timestamptz,
    ended_at timestamptz,
    constraint subscriptions_target_is_named check ((target_kind = 'everything') = (target_id is null))
);
comment on column accounts.subscriptions.requested_mode is
    'Asked for by who may not be the subscriber, and in force once the subscriber confirms it';
create unique index subscriptions_once on accounts.subscriptions
    (subscriber_id, target_kind, coalesce(target_id, '')) where state <> 'ended';
create index subscriptions_by_target on accounts.subscriptions (target_kind, target_id) where state = 'active';

create index subscribers_unconfirmed on accounts.subscribers (created_at) where state = 'pending';
create index subscriptions_unconfirmed on accounts.subscriptions (created_at) where state = 'pending';

-- Requests for mail to an address, for the limits on them; rows are dropped when no limit looks at them any more.
create table accounts.mail_requests (
    address_key text collate "C" not null,
    requester_key text collate "C" not null,
    requested_at timestamptz not null
);
comment on column accounts.mail_requests.requester_key is
    'HMAC of the network address that asked: enough to count, not enough to know who';
create index mail_requests_by_address on accounts.mail_requests (address_key, requested_at);
create index mail_requests_by_requester on accounts.mail_requests (requester_key, requested_at);
create index mail_requests_by_time on accounts.mail_requests (requested_at);

create view accounts.readable_subscribers as
    select id, address, state, time_zone, digest_weekday, digest_hour, wants_empty_digest, confirmed_at
    from accounts.subscribers;
create view accounts.readable_subscriptions as
    select id, subscriber_id, target_kind, target_id, mode, state, confirmed_at, ended_at from accounts.subscriptions;
grant select on accounts.readable_subscribers, accounts.readable_subscriptions to clausewatch_notifier;

-- migrate: rollback

drop view accounts.readable_subscriptions;
drop view accounts.readable_subscribers;
drop table accounts.mail_requests;
drop table accounts.subscriptions;
drop table accounts.subscribers;
