-- Every wording that was in force, its clauses and their identity through time, and what changed
-- depends: 0003-catalog

-- migrate: apply

-- One row a document: what the next capture is compared with.
create table archive.documents (
    document_id text collate "C" primary key,
    version_in_force integer,
    verified_capture_id uuid,
    verified_raw_sha256 text collate "C",
    verified_revision integer,
    verified_extractor integer,
    last_captured_at timestamptz not null,
    last_verified_at timestamptz,
    streak jsonb,
    is_settled boolean not null,
    constraint documents_in_force_is_verified check (
        (version_in_force is null) = (verified_capture_id is null)
        and (version_in_force is null) = (verified_raw_sha256 is null)
        and (version_in_force is null) = (verified_revision is null)
        and (version_in_force is null) = (verified_extractor is null)
        and (version_in_force is null) = (last_verified_at is null))
);
comment on column archive.documents.version_in_force is 'Null until a first capture has passed the gates';
comment on column archive.documents.verified_capture_id is
    'The first capture with the bytes, declaration and extractor that last verified the version in force';
comment on column archive.documents.streak is 'Captures in a row of an earlier text, while another is in force';
comment on column archive.documents.is_settled is
    'Nothing waits in quarantine and no streak runs: the same bytes again need no reading';

create table archive.versions (
    document_id text collate "C" not null,
    number integer not null check (number >= 1),
    capture_id uuid not null,
    captured_at timestamptz not null,
    outcome text not null check (outcome in ('baseline', 'changed', 'cosmetic')),
    text_sha256 text collate "C" not null,
    comparison_sha256 text collate "C" not null,
    language text,
    declared_updated_on date,
    declared_effective_on date,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    verifications integer not null default 0,
    is_variant boolean not null default false,
    chain_sha256 text collate "C" not null,
    primary key (document_id, number)
);
comment on column archive.versions.is_variant is 'It alternates with another text: its return is not told again';
comment on column archive.versions.chain_sha256 is
    'SHA-256 of the previous version''s chain hash, a newline, and this version''s text hash';
create index versions_by_comparison on archive.versions (document_id, comparison_sha256);

create table archive.renditions (
    id uuid primary key,
    document_id text collate "C" not null,
    version integer not null,
    capture_id uuid not null,
    extractor_version integer not null,
    declaration_revision integer not null,
    text text not null,
    text_sha256 text collate "C" not null,
    comparison_sha256 text collate "C" not null,
    links jsonb not null,
    title text not null,
    facts jsonb not null,
    made_at timestamptz not null,
    is_current boolean not null,
    foreign key (document_id, version) references archive.versions (document_id, number)
);
comment on column archive.renditions.links is 'Spans of the text that are links: [start, end, address]';
comment on column archive.renditions.facts is
    'Figures, which the gates weigh, of the page on which this text was last seen';
create unique index renditions_one_current on archive.renditions (document_id, version) where is_current;

create sequence archive.provision_numbers;

create table archive.provisions (
    id text collate "C" primary key,
    document_id text collate "C" not null,
    first_version integer not null,
    last_version integer,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz,
    is_present boolean not null,
    split_from text collate "C" references archive.provisions,
    merged_into text collate "C" references archive.provisions,
    constraint provisions_end_when_gone check (
        is_present = (last_version is null) and is_present = (last_seen_at is null))
);
comment on column archive.provisions.last_seen_at is
    'Null while it is present: it is then seen whenever the version in force is';
create index provisions_by_document on archive.provisions (document_id);

create table archive.clauses (
    rendition_id uuid not null references archive.renditions on delete cascade,
    ordinal integer not null,
    provision_id text collate "C" not null references archive.provisions deferrable initially deferred,
    kind text not null,
    heading_path text[] not null,
    start_offset integer not null,
    end_offset integer not null,
    quote_sha256 text collate "C" not null,
    normal_sha256 text collate "C" not null,
    lead_in text,
    primary key (rendition_id, ordinal),
    constraint clauses_quote_something check (start_offset >= 0 and end_offset > start_offset)
);
comment on column archive.clauses.quote_sha256 is 'Of what the rendition''s text has from start_offset to end_offset';
create index clauses_by_provision on archive.clauses (provision_id);

create sequence archive.change_numbers;

create table archive.changes (
    id text collate "C" primary key,
    document_id text collate "C" not null,
    from_version integer not null,
    to_version integer not null,
    capture_id uuid not null,
    captured_at timestamptz not null,
    detected_at timestamptz not null,
    from_rendition uuid not null references archive.renditions,
    to_rendition uuid not null references archive.renditions,
    origin text not null check (origin in ('live', 'import')),
    is_substantive boolean not null,
    is_silent_edit boolean not null,
    is_rollback boolean not null,
    added integer not null,
    removed integer not null,
    modified integer not null,
    moved integer not null,
    constraint changes_one_per_version unique (document_id, to_version),
    foreign key (document_id, from_version) references archive.versions (document_id, number),
    foreign key (document_id, to_version) references archive.versions (document_id, number)
);
create index changes_by_time on archive.changes (captured_at desc, id);

create table archive.clause_changes (
    change_id text collate "C" not null references archive.changes on delete cascade,
    ordinal integer not null,
    kind text not null check (kind in ('added', 'removed', 'modified', 'moved')),
    provision_id text collate "C" not null references archive.provisions deferrable initially deferred,
    heading_path text[] not null,
    before_start integer,
    before_text text,
    after_start integer,
    after_text text,
    redline jsonb not null,
    is_substantive boolean not null,
    reason text not null,
    primary key (change_id, ordinal)
);
comment on column archive.clause_changes.before_start is 'Offset of before_text in the rendition that the change is from';
comment on column archive.clause_changes.redline is 'Stretches in order: [{"kind": "equal|deleted|inserted", "text": …}]';
create index clause_changes_by_provision on archive.clause_changes (provision_id);

create table archive.outcomes (
    capture_id uuid primary key,
    document_id text collate "C" not null,
    captured_at timestamptz not null,
    outcome text not null check (outcome in
        ('baseline', 'verified', 'cosmetic', 'quarantined', 'returned', 'changed', 'failed')),
    version integer,
    change_id text collate "C" references archive.changes,
    reason text not null,
    evidence jsonb not null,
    decided_at timestamptz not null
);
create index outcomes_by_document on archive.outcomes (document_id, captured_at desc);

-- One row for each text that waits or waited, under the capture that showed it first.
create table archive.quarantine (
    capture_id uuid primary key,
    document_id text collate "C" not null,
    captured_at timestamptz not null,
    last_capture_id uuid not null,
    last_seen_at timestamptz not null,
    times_seen integer not null,
    reason text not null,
    evidence jsonb not null,
    comparison_sha256 text collate "C" not null,
    text text not null,
    is_confirmable boolean not null,
    state text not null check (state in ('waiting', 'confirmed', 'released', 'accepted', 'rejected')),
    decided_at timestamptz
);
create index quarantine_waiting on archive.quarantine (document_id, last_seen_at desc) where state = 'waiting';

create view archive.readable_documents as
    select document_id, version_in_force, last_captured_at, last_verified_at from archive.documents;
create view archive.readable_versions as select * from archive.versions;
create view archive.readable_renditions as select * from archive.renditions;
create view archive.readable_clauses as select * from archive.clauses;
create view archive.readable_provisions as
    select provision.id, provision.document_id, provision.first_version,
           coalesce(provision.last_version, document.version_in_force) as last_version,
           provision.first_seen_at,
           coalesce(provision.last_seen_at, document.last_verified_at) as last_seen_at,
           provision.is_present, provision.split_from, provision.merged_into
    from archive.provisions as provision
    join archive.documents as document on document.document_id = provision.document_id;
create view archive.readable_changes as select * from archive.changes;
create view archive.readable_clause_changes as select * from archive.clause_changes;
create view archive.readable_outcomes as select * from archive.outcomes;
create view archive.readable_quarantine as
    select capture_id, document_id, captured_at, last_capture_id, last_seen_at, times_seen, reason, evidence, text,
           is_confirmable, state, decided_at
    from archive.quarantine;
grant select on archive.readable_documents, archive.readable_versions, archive.readable_renditions,
    archive.readable_clauses, archive.readable_provisions, archive.readable_changes,
    archive.readable_clause_changes, archive.readable_outcomes, archive.readable_quarantine
    to clausewatch_api;
grant select on archive.readable_versions, archive.readable_provisions, archive.readable_changes,
    archive.readable_clause_changes to clausewatch_notifier;

-- migrate: rollback

drop view archive.readable_quarantine;
drop view archive.readable_outcomes;
drop view archive.readable_clause_changes;
drop view archive.readable_changes;
drop view archive.readable_provisions;
drop view archive.readable_clauses;
drop view archive.readable_renditions;
drop view archive.readable_versions;
drop view archive.readable_documents;
drop table archive.quarantine;
drop table archive.outcomes;
drop table archive.clause_changes;
drop table archive.changes;
drop sequence archive.change_numbers;
drop table archive.clauses;
drop table archive.provisions;
drop sequence archive.provision_numbers;
drop table archive.renditions;
drop table archive.versions;
drop table archive.documents;
