-- A schema and a role per service; each role can write its own schema and read granted views
-- depends:

-- migrate: apply

create schema catalog;
create schema archive;
create schema delivery;
create schema accounts;

create or replace function public.clausewatch_make_role(role_name text) returns void language plpgsql as $$
begin
    if not exists (select from pg_roles where rolname = role_name) then
        execute format('create role %I login', role_name);
    end if;
end
$$;
select public.clausewatch_make_role('clausewatch_fetcher');
select public.clausewatch_make_role('clausewatch_differ');
select public.clausewatch_make_role('clausewatch_notifier');
select public.clausewatch_make_role('clausewatch_api');
drop function public.clausewatch_make_role(text);

revoke all on schema public from public;
grant usage on schema catalog to clausewatch_fetcher, clausewatch_differ, clausewatch_notifier, clausewatch_api;
grant usage on schema archive to clausewatch_fetcher, clausewatch_differ, clausewatch_notifier, clausewatch_api;
grant usage on schema delivery to clausewatch_fetcher, clausewatch_differ, clausewatch_notifier, clausewatch_api;
grant usage on schema accounts to clausewatch_fetcher, clausewatch_differ, clausewatch_notifier, clausewatch_api;

alter default privileges in schema catalog grant select, insert, update, delete on tables to clausewatch_fetcher;
alter default privileges in schema catalog grant usage on sequences to clausewatch_fetcher;
alter default privileges in schema archive grant select, insert, update, delete on tables to clausewatch_differ;
alter default privileges in schema archive grant usage on sequences to clausewatch_differ;
alter default privileges in schema delivery grant select, insert, update, delete on tables to clausewatch_notifier;
alter default privileges in schema delivery grant usage on sequences to clausewatch_notifier;
alter default privileges in schema accounts grant select, insert, update, delete on tables to clausewatch_api;
alter default privileges in schema accounts grant usage on sequences to clausewatch_api;

-- migrate: rollback

drop schema accounts cascade;
drop schema delivery cascade;
drop schema archive cascade;
drop schema catalog cascade;
