-- What the figures by place, by day and by reason need. The projection fills everything again from the log.
truncate public_progress.fact;
update kernel.checkpoint set xid = '0', position = 0 where projection = 'public-progress.statistics';

alter table public_progress.fact
  add column place text not null,
  add column number text not null,
  add column state text not null,
  -- The day of the promised limit as the clock stood after the last event; null where none runs.
  add column due_on date;
create index fact_resolved on public_progress.fact (resolved_on) where resolved_on is not null;
create index fact_open on public_progress.fact (due_on) where resolved_on is null;
create index fact_by_place on public_progress.fact (place, received_on);

-- Why a case was refused, and which materials had to be corrected; one row for each reason and case.
create table public_progress.reason (
  case_id uuid not null,
  kind text not null check (kind in ('refusal', 'correction')),
  label text not null,
  organisation text not null,
  item_code text not null,
  place text not null,
  on_day date not null,
  primary key (case_id, kind, label)
);
create index reason_by_organisation on public_progress.reason (organisation, item_code, kind);
