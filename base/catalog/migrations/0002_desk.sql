-- Work on the next version of an item. There is at most one draft of an item; it may be incomplete and is nobody's rule yet.
create table catalog.draft (
  code text primary key,
  -- Counts the times it was saved: who saves what somebody else has saved in between is told.
  edition int not null check (edition >= 1),
  -- The version it began from; 0 for an item that is new.
  base_version int not null check (base_version >= 0),
  document jsonb not null,
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  changed_by_name text not null
);

-- Who changed what, and when.
create table catalog.change (
  id bigint generated always as identity primary key,
  code text not null,
  what text not null check (what in ('draft', 'discard', 'publish', 'import', 'retire')),
  version int,
  at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  -- The changes in words, one sentence each.
  words text[] not null
);
create index change_by_item on catalog.change (code, id desc);
create trigger change_append_only before update or delete on catalog.change for each row execute function catalog.refuse_change();
create trigger change_never_emptied before truncate on catalog.change for each statement execute function catalog.refuse_change();
