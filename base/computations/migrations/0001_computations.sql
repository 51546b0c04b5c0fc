create schema computations;

-- Something that takes longer than a page waits, asked for by somebody: computed by the server whether or not the page stays open.
create table computations.computation (
  id uuid primary key,
  -- Which module computes it.
  kind text not null,
  asked jsonb not null,
  actor_id text not null,
  actor_name text not null,
  key text not null,
  request_hash text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  attempts int not null default 0,
  -- Another process takes it over when the one that had it has not been heard of until then.
  lease_until timestamptz,
  -- How far it is; 0 of 0 until that is known.
  done int not null default 0,
  total int not null default 0,
  finished_at timestamptz,
  result jsonb,
  -- Why it could not be computed, for people to read.
  trouble text,
  unique (kind, actor_id, key)
);
create index computation_by_time on computations.computation (kind, asked_at desc, id desc);
create index computation_unfinished on computations.computation (kind, asked_at) where state in ('waiting', 'running');
