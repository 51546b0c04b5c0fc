create schema what_if;

-- A change somebody wants tried before it is published: computed by the server whether or not the page stays open.
create table what_if.run (
  id uuid primary key,
  -- Base month, change, how often.
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
  -- Out of 100.
  progress int not null default 0,
  finished_at timestamptz,
  result jsonb,
  -- Why it could not be computed, for people to read.
  trouble text,
  unique (actor_id, key)
);
create index run_by_time on what_if.run (asked_at desc, id desc);
create index run_unfinished on what_if.run (asked_at) where state in ('waiting', 'running');
