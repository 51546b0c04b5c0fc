create schema audit;

-- Who saw and did what (审计记录). Steps of cases stand in kernel.event and are not written down a second time.
create table audit.entry (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  account text not null,
  name text not null,
  organisation text,
  roles text[] not null,
  ip text,
  trace_id text,
  action text not null,
  -- In words, for people to read; never personal data.
  what text not null,
  case_id uuid,
  object text,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  reason text,
  detail jsonb
);
create index entry_by_time on audit.entry (at desc, id desc);
create index entry_by_account on audit.entry (account, at desc);
create index entry_by_name on audit.entry (name, at desc);
create index entry_by_case on audit.entry (case_id, at desc) where case_id is not null;
create index entry_by_action on audit.entry (action, at desc);

-- Entries that are not yet in the chain. They are written in many transactions at once, the chain is one line: whoever links takes
-- them from here, so that writing an entry never waits for anybody.
create table audit.unlinked (entry bigint primary key);

-- The chain: each link holds the SM3 of its predecessor's hash and its entry.
create table audit.link (
  seq bigint primary key,
  entry bigint not null unique,
  previous_hash text not null,
  hash text not null
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger entry_append_only before update or delete on audit.entry for each row execute function audit.refuse_change();
create trigger entry_never_emptied before truncate on audit.entry for each statement execute function audit.refuse_change();
create trigger link_append_only before update or delete on audit.link for each row execute function audit.refuse_change();
create trigger link_never_emptied before truncate on audit.link for each statement execute function audit.refuse_change();
