create schema governance;

-- One row for each time a rule spoke of a case (预警). The unique key is what makes a deadline fire once, whatever the number of
-- processes. Cases are never deleted: a foreign key would cost each of a million rows a look-up and could not fail.
create table governance.alert (
  id bigint generated always as identity primary key,
  rule text not null,
  -- The rule as it stood when it spoke.
  rule_version int not null,
  level text not null check (level in ('reminder', 'notice', 'yellow', 'red')),
  -- The worst first.
  rank smallint generated always as (case level when 'red' then 1 when 'yellow' then 2 when 'notice' then 3 else 4 end) stored,
  case_id uuid not null,
  -- What made it speak: the due day; the state and its day; the event. Another day is another occurrence.
  occurrence text not null,
  -- Whose fault it would be.
  organisation text not null,
  item_code text not null,
  due_on date,
  fired_on date not null,
  fired_at timestamptz not null,
  -- 督办期限: past it a yellow card turns red.
  supervise_until date,
  settled_on date,
  -- done 办了 · overtaken 已升级 · moved 期限变了，不算 · dismissed 预警有误，不算 · rectified 已整改
  settled_how text check (settled_how in ('done', 'overtaken', 'moved', 'dismissed', 'rectified')),
  settled_by text,
  note text,
  rectification_id uuid,
  unique (case_id, rule, occurrence),
  check ((settled_on is null) = (settled_how is null))
);
create index alert_open on governance.alert (organisation, rank, due_on, id) where settled_on is null;
create index alert_ranked on governance.alert (rank, due_on, id) where settled_on is null;
create index alert_settled on governance.alert (settled_on desc, id desc) where settled_on is not null;
create index alert_standing on governance.alert (id) where settled_on is null;
create index alert_supervised on governance.alert (supervise_until, id) where settled_on is null and level = 'yellow';
-- What may lead to a rectification and has not yet.
create index alert_unmended on governance.alert (rule, fired_on) where rectification_id is null and rule in ('overdue-red', 'stage');
create index alert_by_day on governance.alert (fired_on, organisation);
create index alert_by_rectification on governance.alert (rectification_id) where rectification_id is not null;

-- The day's firing is over, so its digests may go out; they went out; and what was granted the day before was looked into.
create table governance.sweep (
  on_day date primary key,
  finished_at timestamptz not null,
  told_at timestamptz,
  looked_at timestamptz
);

-- A rectification (整改) beside its case: what it is about, and the last words of each part for those who only read.
create table governance.rectification (
  case_id uuid primary key,
  organisation text not null,
  -- The rule that led here, 'rating-cluster', or 'by-hand:…'.
  cause text not null,
  item_code text not null default '',
  item_name text not null default '',
  problem text not null,
  opened_on date not null,
  ordered_on date,
  ordered_until date,
  requirement text,
  measures text,
  evidenced_on date,
  verdict text,
  closed_on date,
  outcome text check (outcome in ('rectified', 'cancelled')),
  -- The one before it on the same unit, rule and item within the days of recurrence, and the how manieth this is.
  recurrence_of uuid references governance.rectification,
  times int not null default 1,
  check ((closed_on is null) = (outcome is null))
);
-- No storm of cases: while one is open on the same unit, rule and item, what comes joins it.
create unique index rectification_open on governance.rectification (organisation, cause, item_code) where closed_on is null and cause not like 'by-hand%';
create index rectification_by_cause on governance.rectification (organisation, cause, item_code, closed_on);
create index rectification_by_day on governance.rectification (opened_on desc, case_id);
create index rectification_ordered on governance.rectification (ordered_on, organisation) where ordered_on is not null;

-- Files shown as evidence (整改举证).
create table governance.evidence (
  case_id uuid not null references governance.rectification,
  file_id uuid not null,
  name text not null,
  added_on date not null,
  primary key (case_id, file_id)
);

-- An objection to a point (分值异议): its case decides whether the point stands.
create table governance.objection (
  source text primary key,
  case_id uuid not null unique,
  organisation text not null,
  points int not null,
  opened_on date not null,
  outcome text check (outcome in ('sustained', 'rejected'))
);
create index objection_by_organisation on governance.objection (organisation, opened_on);

-- Versions of a standard (标准) after the one we ship.
create table governance.standard (
  kind text not null,
  version int not null check (version >= 2),
  title text not null,
  body text not null,
  checks jsonb not null,
  basis text not null,
  effective_on date not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (kind, version)
);
