create schema public_progress;

-- One row for each case, kept by following the log: what the public figures are counted from.
create table public_progress.fact (
  case_id uuid primary key,
  type text not null,
  organisation text not null,
  receiving text not null,
  item_code text not null,
  item_name text not null,
  received_on date not null,
  resolved_on date,
  outcome text,
  on_time boolean,
  working_days int,
  rating int,
  clock jsonb not null
);
create index fact_by_organisation on public_progress.fact (organisation, item_code);
create index fact_by_day on public_progress.fact (received_on);

-- The published digest of each day: a Merkle root over the last event of every case that moved on that day.
create table public_progress.digest (
  day date primary key,
  root text not null,
  cases int not null,
  published_at timestamptz not null
);
