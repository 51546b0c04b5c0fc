create schema mining;

-- A study of the real flow somebody asked for: computed by the server whether or not the page stays open.
create table mining.survey (
  id uuid primary key,
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
  -- Cases read so far, of those chosen, and how many there would be without the limit.
  done int not null default 0,
  total int not null default 0,
  matching int not null default 0,
  -- Of the log: events after this are not in it.
  as_of timestamptz,
  result jsonb,
  unique (actor_id, key)
);
create index survey_by_time on mining.survey (asked_at desc);
create index survey_unfinished on mining.survey (asked_at) where state in ('waiting', 'running');

-- What each case of a study did, so that every number opens to its cases and the study can be written out again.
create table mining.survey_case (
  survey_id uuid not null references mining.survey on delete cascade,
  place int not null,
  case_id uuid not null,
  number text not null,
  item_name text not null,
  organisation text not null,
  received_on date not null,
  working_days int,
  elapsed_days double precision not null,
  variant int not null,
  pairs text[] not null,
  repeated text[] not null,
  returned text[] not null,
  deviations text[] not null,
  handovers int not null,
  losses jsonb not null,
  times jsonb not null,
  last_seq int not null,
  primary key (survey_id, place)
);
create index survey_case_by_variant on mining.survey_case (survey_id, variant, place);
