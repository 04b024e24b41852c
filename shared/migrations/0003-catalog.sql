-- What is watched, when it is due, and what was captured
-- depends: 0002-event-logs-and-inboxes

-- migrate: apply

create table catalog.platforms (
    slug text collate "C" primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text not null,
    created_at timestamptz not null
);

create sequence catalog.document_numbers;

create table catalog.documents (
    id text collate "C" primary key
        default 'CW-D-' || lpad(nextval('catalog.document_numbers')::text, 5, '0'),
    platform_slug text collate "C" not null references catalog.platforms,
    document_type text not null,
    state text not null default 'active' check (state in ('active', 'failing', 'moved', 'gone')),
    state_since timestamptz not null,
    created_at timestamptz not null,
    constraint documents_one_of_a_type unique (platform_slug, document_type)
);

-- A declaration is never edited: an edit is the next revision, and captures name the one that was in force.
create table catalog.declarations (
    document_id text collate "C" not null references catalog.documents,
    revision integer not null check (revision >= 1),
    sources jsonb not null,
    cadence_seconds integer not null check (cadence_seconds > 0),
    obeys_robots boolean not null default true,
    declared_at timestamptz not null,
    primary key (document_id, revision)
);

create table catalog.schedule (
    document_id text collate "C" primary key references catalog.documents,
    host text collate "C" not null,
    due_at timestamptz not null,
    leased_until timestamptz,
    leased_by uuid,
    failures integer not null default 0,
    failing_since timestamptz,
    gone_since timestamptz,
    last_attempt_at timestamptz,
    last_success_at timestamptz,
    last_error text,
    look_again_step integer not null default 0,
    captures_since_quarantine integer not null default 0
);
create index schedule_by_due on catalog.schedule (due_at);
create index schedule_leased on catalog.schedule (leased_by) where leased_by is not null;

create table catalog.captures (
    id uuid primary key,
    document_id text collate "C" not null references catalog.documents,
    captured_at timestamptz not null,
    origin text not null check (origin in ('live', 'import')),
    raw_sha256 text collate "C" not null,
    declaration_revision integer not null,
    source_commit text collate "C",
    foreign key (document_id, declaration_revision) references catalog.declarations (document_id, revision)
);
create index captures_by_document on catalog.captures (document_id, captured_at desc);
create unique index captures_once_per_commit on catalog.captures (document_id, source_commit)
    where source_commit is not null;

create table catalog.capture_parts (
    capture_id uuid not null references catalog.captures on delete cascade,
    ordinal integer not null,
    url text not null,
    final_url text not null,
    status integer not null,
    media_type text not null,
    charset text,
    etag text,
    last_modified text,
    sha256 text collate "C" not null,
    size_bytes bigint not null,
    redirects jsonb not null default '[]',
    headers jsonb not null default '{}',
    primary key (capture_id, ordinal)
);

create view catalog.readable_documents as
    select document.id, document.platform_slug, platform.name as platform_name, document.document_type,
           document.state, document.state_since, document.created_at,
           schedule.due_at, schedule.last_attempt_at, schedule.last_success_at, schedule.last_error,
           declaration.revision as declaration_revision, declaration.sources, declaration.cadence_seconds
    from catalog.documents as document
    join catalog.platforms as platform on platform.slug = document.platform_slug
    left join catalog.schedule as schedule on schedule.document_id = document.id
    left join lateral (
        select revision, sources, cadence_seconds from catalog.declarations
        where document_id = document.id order by revision desc limit 1
    ) as declaration on true;
grant select on catalog.readable_documents to clausewatch_differ, clausewatch_notifier, clausewatch_api;

create view catalog.readable_platforms as select slug, name, created_at from catalog.platforms;
grant select on catalog.readable_platforms to clausewatch_notifier, clausewatch_api;

create view catalog.readable_declarations as
    select document_id, revision, sources, declared_at from catalog.declarations;
grant select on catalog.readable_declarations to clausewatch_differ;

create view catalog.readable_captures as
    select id, document_id, captured_at, origin, raw_sha256, declaration_revision, source_commit
    from catalog.captures;
create view catalog.readable_capture_parts as select * from catalog.capture_parts;
grant select on catalog.readable_captures, catalog.readable_capture_parts
    to clausewatch_differ, clausewatch_notifier, clausewatch_api;

-- migrate: rollback

drop view catalog.readable_capture_parts;
drop view catalog.readable_captures;
drop view catalog.readable_declarations;
drop view catalog.readable_platforms;
drop view catalog.readable_documents;
drop table catalog.capture_parts;
drop table catalog.captures;
drop table catalog.schedule;
drop table catalog.declarations;
drop table catalog.documents;
drop sequence catalog.document_numbers;
drop table catalog.platforms;
