create schema catalog;

-- One row for each version of an item. A running case keeps the version it began with, so versions are never deleted, and
-- what a version says never changes.
create table catalog.item (
  code text not null,
  version int not null check (version >= 1),
  status text not null check (status in ('draft', 'published', 'retired')),
  effective_from date not null,
  effective_to date,
  -- The day from which a later version holds instead.
  superseded_on date,
  name text not null,
  organisation text not null,
  -- Where the owner is not among the organisations on record.
  organisation_name text,
  audience text[] not null check (cardinality(audience) > 0),
  type text not null,
  statutory_working_days int not null check (statutory_working_days >= 0),
  promised_working_days int not null check (promised_working_days >= 0),
  visits int not null check (visits >= 0),
  document jsonb not null,
  -- The row it was imported from, as it came; null for what was written here.
  source jsonb,
  -- SM3 over document and source without the version: the same content is not a new version.
  content_hash text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (code, version),
  constraint promised_within_statutory check (promised_working_days <= statutory_working_days),
  constraint ends_after_it_begins check (effective_to is null or effective_to >= effective_from)
);
-- At most one version of an item is the newest, whoever publishes at the same time.
create unique index item_newest on catalog.item (code) where status = 'published' and superseded_on is null;
create index item_in_force on catalog.item (code, effective_from) where status = 'published';
create index item_by_organisation on catalog.item (organisation, code) where status = 'published';

create function catalog.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'versions of items are kept as they are' using errcode = 'insufficient_privilege';
end $$;
create trigger item_never_deleted before delete on catalog.item for each row when (old.status <> 'draft')
  execute function catalog.refuse_change();
create trigger item_never_emptied before truncate on catalog.item for each statement execute function catalog.refuse_change();
create trigger item_never_rewritten before update on catalog.item for each row
  when (old.status <> 'draft' and (old.code, old.version, old.document, old.source, old.content_hash)
    is distinct from (new.code, new.version, new.document, new.source, new.content_hash))
  execute function catalog.refuse_change();
