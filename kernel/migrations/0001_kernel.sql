create schema kernel;

create sequence kernel.case_serial;

create table kernel.case (
  id uuid primary key,
  number text not null unique,
  type text not null,
  workflow_version int not null,
  item_code text not null,
  item_version int not null,
  title text not null,
  applicant_kind text not null check (applicant_kind in ('person', 'organisation')),
  applicant_id text not null,
  applicant_name text not null,
  agent_id text,
  owner_organisation text not null,
  receiving_organisation text not null,
  place text not null,
  parent_id uuid references kernel.case,
  state text not null,
  version int not null,
  form jsonb not null,
  traits jsonb not null,
  clock jsonb not null,
  accepted_on date,
  due_on date,
  statutory_due_on date,
  reminder_on date,
  queue text,
  queue_due_on date,
  handler_id text,
  sealed boolean not null default false,
  query_password_hash text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  last_at timestamptz not null,
  last_hash text not null,
  next_timer_at timestamptz,
  -- A filed case never vanishes: while it is open it stands in one queue with a day by which somebody must act.
  constraint open_case_in_a_queue check ((closed_at is null) = (queue is not null and queue_due_on is not null))
);
create index case_by_queue on kernel.case (queue, queue_due_on, id) where closed_at is null;
create index case_by_owner on kernel.case (owner_organisation, queue_due_on, id) where closed_at is null;
create index case_by_receiver on kernel.case (receiving_organisation, queue_due_on, id) where closed_at is null;
create index case_warned_by_owner on kernel.case (owner_organisation, reminder_on, id) where closed_at is null and reminder_on is not null;
create index case_warned_by_receiver on kernel.case (receiving_organisation, reminder_on, id) where closed_at is null and reminder_on is not null;
create index case_closed_by_owner on kernel.case (owner_organisation, closed_at desc, id) where closed_at is not null;
create index case_closed_by_receiver on kernel.case (receiving_organisation, closed_at desc, id) where closed_at is not null;
create index case_by_applicant on kernel.case (applicant_id, opened_at desc, id);
create index case_by_agent on kernel.case (agent_id, opened_at desc, id) where agent_id is not null;
create index case_by_parent on kernel.case (parent_id) where parent_id is not null;
create index case_by_timer on kernel.case (next_timer_at) where next_timer_at is not null;

create table kernel.event (
  case_id uuid not null references kernel.case,
  seq int not null,
  -- Readers of the log go by (transaction, position) and stop before the oldest running transaction, so that an event
  -- that commits late is never stepped over.
  xid xid8 not null default pg_current_xact_id(),
  position bigint not null generated always as identity,
  at timestamptz not null,
  on_day date not null,
  kind text not null,
  actor_id text not null,
  actor_name text not null,
  actor_organisation text,
  relation text not null,
  from_state text,
  to_state text not null,
  data jsonb not null,
  clock_event jsonb,
  issued jsonb,
  -- SM3 of the case as the step left it, so that the chain covers the whole row and not only what the log repeats of it.
  case_sm3 text not null,
  previous_hash text not null,
  hash text not null,
  primary key (case_id, seq)
);
create unique index event_in_order on kernel.event (xid, position);

-- What the applicant is handed: kept as the facts it was drawn up from, rendered on demand.
create table kernel.document (
  case_id uuid not null,
  id uuid not null,
  seq int not null,
  kind text not null,
  number text not null,
  issued_at timestamptz not null,
  facts jsonb not null,
  primary key (case_id, id),
  foreign key (case_id, seq) references kernel.event
);
create unique index document_by_id on kernel.document (id);

-- One row for each Idempotency-Key: the same command twice has one effect. Only ever written by the statement that writes the
-- case, and cases are never deleted: a foreign key would cost each step a look-up and could not fail.
create table kernel.command (
  actor_id text not null,
  key text not null,
  case_id uuid not null,
  request_hash text not null,
  at timestamptz not null,
  primary key (actor_id, key)
);

create table kernel.checkpoint (
  projection text primary key,
  xid xid8 not null default '0',
  position bigint not null default 0
);

create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger event_append_only before update or delete on kernel.event for each row execute function kernel.refuse_change();
create trigger event_never_emptied before truncate on kernel.event for each statement execute function kernel.refuse_change();
create trigger document_append_only before update or delete on kernel.document for each row execute function kernel.refuse_change();
create trigger document_never_emptied before truncate on kernel.document for each statement execute function kernel.refuse_change();
create trigger case_never_deleted before delete on kernel.case for each row execute function kernel.refuse_change();
create trigger case_never_emptied before truncate on kernel.case for each statement execute function kernel.refuse_change();
create index event_by_day on kernel.event (on_day, case_id);
