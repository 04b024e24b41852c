-- What clauses are about, what their readers can do about them, and what changes mean
-- depends: 0006-delivery

-- migrate: apply

-- The taxonomy as the differ last read it from its files, for services that have only the database.
create table archive.clause_types (
    slug text collate "C" primary key,
    entry jsonb not null
);
comment on column archive.clause_types.entry is 'Everything that docs/taxonomy.md describes but the cues';
create table archive.regulations (
    slug text collate "C" primary key,
    entry jsonb not null
);

-- One wording of a provision, from the version that brought it to the last that had it.
create table archive.wordings (
    provision_id text collate "C" not null references archive.provisions deferrable initially deferred,
    first_version integer not null,
    document_id text collate "C" not null,
    last_version integer,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz,
    rendition_id uuid not null references archive.renditions,
    ordinal integer not null,
    normal_sha256 text collate "C" not null,
    language text,
    controls jsonb not null,
    read_by text collate "C" not null,
    primary key (provision_id, first_version),
    constraint wordings_end_when_gone check ((last_version is null) = (last_seen_at is null))
);
comment on column archive.wordings.rendition_id is 'With ordinal: the clause that was read, whose quote offsets count from';
comment on column archive.wordings.controls is
    'What the clause lets its reader do: [{"kind", "start", "end", "text", "href", "is_specific"}]';
comment on column archive.wordings.read_by is 'Which taxonomy and model read it';
create unique index wordings_one_open on archive.wordings (provision_id) where last_version is null;
create index wordings_by_document on archive.wordings (document_id) where last_version is null;

create table archive.wording_types (
    provision_id text collate "C" not null,
    first_version integer not null,
    clause_type text collate "C" not null,
    document_id text collate "C" not null,
    is_open boolean not null,
    severity text not null check (severity in ('high', 'medium', 'low')),
    severity_rule text not null,
    severity_because text not null,
    confidence text not null check (confidence in ('high', 'medium', 'low')),
    basis text not null check (basis in ('explicit', 'inferred')),
    rule text not null,
    evidence_start integer not null,
    evidence_end integer not null,
    evidence_text text not null,
    fingerprint bit(512) not null,
    note text not null,
    primary key (provision_id, first_version, clause_type),
    foreign key (provision_id, first_version) references archive.wordings on delete cascade,
    constraint wording_types_quote_something check (evidence_start >= 0 and evidence_end > evidence_start)
);
comment on column archive.wording_types.is_open is 'Its wording is in force';
comment on column archive.wording_types.evidence_start is 'Offset in the quote of the clause that was read';
comment on column archive.wording_types.fingerprint is
    'Of the sentence that carries the type: alike for sentences that say the like, whose bits differ by their angle';
create index wording_types_open on archive.wording_types (clause_type, document_id) where is_open;

-- How many provisions in force of a document carry a type: what prevalence is summed from.
create table archive.type_counts (
    document_id text collate "C" not null,
    clause_type text collate "C" not null,
    provisions integer not null check (provisions > 0),
    primary key (clause_type, document_id)
);

create table archive.change_readings (
    change_id text collate "C" primary key references archive.changes on delete cascade,
    headline text not null,
    is_rewrite boolean not null,
    severity text not null check (severity in ('high', 'medium', 'low')),
    severity_because text not null,
    direction text not null check (direction in ('worse', 'better', 'neutral', 'unclear')),
    direction_because text not null,
    affected jsonb not null,
    actions jsonb not null,
    deadlines jsonb not null,
    read_by text collate "C" not null
);

create table archive.clause_change_readings (
    change_id text collate "C" not null,
    ordinal integer not null,
    types text[] not null,
    types_gained text[] not null,
    types_lost text[] not null,
    severity text not null check (severity in ('high', 'medium', 'low')),
    severity_because text not null,
    direction text not null check (direction in ('worse', 'better', 'neutral', 'unclear')),
    direction_because text not null,
    is_doubted boolean not null,
    line text not null,
    signals jsonb not null,
    primary key (change_id, ordinal),
    foreign key (change_id, ordinal) references archive.clause_changes on delete cascade
);
comment on column archive.clause_change_readings.is_doubted is 'It seems better, and something speaks against it';
comment on column archive.clause_change_readings.signals is
    'What its words do: [{"kind", "what", "before", "after", "direction", "because"}], quotes with offsets in the clause';

-- What a language model wrote of changes, where an operator has one asked; by content, so that none is asked twice.
create table archive.generated_summaries (
    content_sha256 text collate "C" primary key,
    state text not null check (state in ('given', 'refused')),
    summary text,
    points jsonb not null,
    dropped_points integer not null,
    model text not null,
    reason text not null,
    tokens integer not null,
    asked_at timestamptz not null,
    constraint generated_summaries_given_have_words check ((state = 'given') = (summary is not null))
);
comment on column archive.generated_summaries.points is '[{"text", "quote"}]; each quote stands verbatim in the change';
comment on column archive.generated_summaries.reason is 'Why nothing was taken, where nothing was';
create index generated_summaries_by_time on archive.generated_summaries (asked_at);
create table archive.changes_in_plain_language (
    change_id text collate "C" primary key references archive.changes on delete cascade,
    content_sha256 text collate "C" not null references archive.generated_summaries
);

create view archive.readable_generated_summaries as
    select link.change_id, given.summary, given.points, given.model, given.asked_at
    from archive.changes_in_plain_language as link
    join archive.generated_summaries as given on given.content_sha256 = link.content_sha256
    where given.state = 'given';
grant select on archive.readable_generated_summaries to clausewatch_api;

create view archive.readable_clause_types as select slug, entry from archive.clause_types;
create view archive.readable_regulations as select slug, entry from archive.regulations;
create view archive.readable_wordings as select * from archive.wordings;
create view archive.readable_wording_types as
    select type.*, wording.last_version, wording.first_seen_at, wording.last_seen_at
    from archive.wording_types as type
    join archive.wordings as wording
        on wording.provision_id = type.provision_id and wording.first_version = type.first_version;
create view archive.readable_type_counts as select * from archive.type_counts;
create view archive.readable_change_readings as select * from archive.change_readings;
create view archive.readable_clause_change_readings as select * from archive.clause_change_readings;
grant select on archive.readable_clause_types, archive.readable_regulations, archive.readable_wordings,
    archive.readable_wording_types, archive.readable_type_counts, archive.readable_change_readings,
    archive.readable_clause_change_readings to clausewatch_api;
grant select on archive.readable_clause_types, archive.readable_change_readings,
    archive.readable_clause_change_readings to clausewatch_notifier;

-- migrate: rollback

drop view archive.readable_generated_summaries;
drop table archive.changes_in_plain_language;
drop table archive.generated_summaries;
drop view archive.readable_clause_change_readings;
drop view archive.readable_change_readings;
drop view archive.readable_type_counts;
drop view archive.readable_wording_types;
drop view archive.readable_wordings;
drop view archive.readable_regulations;
drop view archive.readable_clause_types;
drop table archive.clause_change_readings;
drop table archive.change_readings;
drop table archive.type_counts;
drop table archive.wording_types;
drop table archive.wordings;
drop table archive.regulations;
drop table archive.clause_types;
