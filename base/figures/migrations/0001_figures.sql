create schema figures;

-- One row for each case of whatever type, kept by following the log: what every figure is counted from.
create table figures.case_fact (
  case_id uuid primary key,
  number text not null,
  type text not null,
  -- service: an applicant's own matter · joint: the whole of several · internal: what the platform opens for itself.
  kind text not null check (kind in ('service', 'joint', 'internal')),
  workflow_version int not null,
  parent_id uuid,
  organisation text not null,
  receiving text not null,
  place text not null,
  item_code text not null,
  item_name text not null,
  applicant_kind text not null,
  -- Who filed it: the applicant herself (online), a member of staff (window), the platform (system).
  channel text not null check (channel in ('online', 'window', 'system')),
  state text not null,
  received_on date not null,
  received_at timestamptz not null,
  accepted_on date,
  accepted_at timestamptz,
  accepted_by text,
  is_deemed boolean not null default false,
  due_on date,
  statutory_due_on date,
  limit_days int not null,
  statutory_days int not null,
  decided_on date,
  decided_at timestamptz,
  decided_by text,
  decided_name text,
  resolved_on date,
  resolved_at timestamptz,
  outcome text,
  on_time boolean,
  within_statutory boolean,
  -- The office's own working days: neither waiting for the applicant nor special procedures are in it.
  working_days int,
  waiting_days int not null default 0,
  paused_days int not null default 0,
  late_stages int not null default 0,
  corrections int not null default 0,
  specials int not null default 0,
  extensions int not null default 0,
  returns int not null default 0,
  handovers int not null default 0,
  -- The last day on which the case came to an end; null while it is open, also once it has been opened again.
  closed_on date,
  reopenings int not null default 0,
  reopened_on date,
  issued_on date,
  deliver_by date,
  delivered_on date,
  rating int,
  rated_on date,
  last_at timestamptz not null,
  last_seq int not null,
  last_staff text,
  visited text[] not null,
  -- Whose turn it is in the states whose turn depends on the case, as it was filed.
  turns jsonb,
  clock jsonb not null
);
create index case_fact_by_organisation on figures.case_fact (organisation, item_code, received_on);
create index case_fact_by_received on figures.case_fact (received_on desc, case_id);
create index case_fact_by_place on figures.case_fact (place, received_on);
create index case_fact_by_resolved on figures.case_fact (resolved_on) where resolved_on is not null;
create index case_fact_unresolved on figures.case_fact (kind, organisation, place, due_on) where resolved_on is null;
create index case_fact_others on figures.case_fact (type, received_on) where kind <> 'service';
create index case_fact_by_rated on figures.case_fact (rated_on) where rated_on is not null;
create index case_fact_by_parent on figures.case_fact (parent_id) where parent_id is not null;
create index case_fact_by_decider on figures.case_fact (decided_by, decided_on) where decided_by is not null;

-- One row for each stay of a case in a state.
create table figures.stay (
  case_id uuid not null,
  -- Of the event by which it came there.
  seq int not null,
  type text not null,
  kind text not null,
  state text not null,
  turn text not null check (turn in ('window', 'owner', 'approver', 'applicant', 'parent')),
  organisation text not null,
  item_code text not null,
  place text not null,
  entered_at timestamptz not null,
  entered_on date not null,
  due_on date,
  left_at timestamptz,
  left_on date,
  left_by text,
  left_step text,
  working_days int,
  is_late boolean,
  late_days int,
  primary key (case_id, seq)
);
create unique index stay_open on figures.stay (case_id) where left_at is null;
create index stay_by_left on figures.stay (left_on, state) where left_on is not null;
create index stay_due on figures.stay (due_on, organisation) where left_at is null;

-- Counters that add up: '' stands for all. Kept for the whole, each place, each organisation, and each item of an organisation.
create table figures.measure (
  grain text not null check (grain in ('day', 'month')),
  start date not null,
  measure text not null,
  organisation text not null,
  item_code text not null,
  place text not null,
  n bigint not null,
  total bigint not null,
  primary key (measure, grain, organisation, item_code, place, start)
);

-- How long stays took, as a histogram: median and percentiles of millions of stays from a few rows. Services only.
create table figures.stay_days (
  -- First day of the month in which the stays ended.
  month date not null,
  state text not null,
  turn text not null,
  organisation text not null,
  item_code text not null,
  place text not null,
  working_days int not null,
  n bigint not null,
  primary key (month, state, item_code, organisation, place, turn, working_days)
);
