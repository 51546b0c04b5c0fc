create schema desk;

-- What a clerk has asked to be done with many cases at once, or with one but not at once.
create table desk.run (
  id uuid primary key,
  kind text not null check (kind in ('step', 'assign', 'print')),
  step text,
  -- What the clerk reads: 受理 12 件.
  label text not null,
  data jsonb not null default '{}',
  actor_id text not null,
  actor_name text not null,
  actor_organisation text not null,
  key text not null,
  request_hash text not null,
  created_at timestamptz not null,
  -- Steps take effect from here on; until then nothing has happened outside and everything can be called back.
  due_at timestamptz not null,
  -- What has no legal effect (who handles a case) can be turned back until here.
  revocable_until timestamptz not null,
  unique (actor_id, key)
);
create index run_by_actor on desk.run (actor_id, created_at desc);

create table desk.run_item (
  run_id uuid not null references desk.run,
  seq int not null,
  case_id uuid not null references kernel.case,
  case_number text not null,
  case_title text not null,
  -- The step is taken on the case as the clerk saw it; another version is refused.
  case_version int,
  data jsonb,
  state text not null check (state in ('waiting', 'done', 'refused', 'cancelled', 'undoing', 'undone')),
  due_at timestamptz not null,
  attempts int not null default 0,
  message text,
  handler_before text,
  ended_at timestamptz,
  primary key (run_id, seq),
  unique (run_id, case_id)
);
create index run_item_due on desk.run_item (due_at, run_id, seq) where state in ('waiting', 'undoing');
create index run_item_held on desk.run_item (case_id) where state = 'waiting';

-- A worklist as one clerk wants to see it.
create table desk.view (
  id uuid primary key,
  account_id text not null,
  name text not null,
  queue text not null,
  narrowing jsonb not null,
  sort text not null,
  columns text[] not null,
  updated_at timestamptz not null,
  unique (account_id, name)
);

-- Opinions that have served before, by organisation, matter and step.
create table desk.phrase (
  id uuid primary key,
  organisation text not null,
  item_code text not null,
  step text not null,
  text text not null,
  uses int not null default 0,
  written_by text not null,
  used_at timestamptz not null
);
create unique index phrase_once on desk.phrase (organisation, item_code, step, md5(text));
create index phrase_by_use on desk.phrase (organisation, item_code, step, uses desc, used_at desc);
