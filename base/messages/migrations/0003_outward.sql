-- What of a message goes out of the house, to whom and when. The inbox itself shows every message at once.
alter table messages.message
  add column urgency text not null default 'ordinary' check (urgency in ('urgent', 'ordinary')),
  -- The law says that it must be told: nobody can switch it off.
  add column statutory boolean not null default false,
  -- The last day for what the recipient has to do.
  add column act_by date,
  -- What a short message may say of it: what to do, without names or the matter.
  add column gist text;

-- How somebody wants to be told. Who never said anything has no row.
create table messages.preference (
  account text primary key,
  wants text not null check (wants in ('all', 'urgent', 'statutory')),
  digest_minute int not null check (digest_minute between 0 and 1439),
  updated_at timestamptz not null
);

-- Short messages (短信). The id goes along as the idempotency key; the number is looked up under seal when it is sent.
create table messages.sms (
  id uuid primary key,
  account text not null,
  kind text not null check (kind in ('urgent', 'digest')),
  -- The same matter in the same words is sent once in a while.
  matter text not null,
  words text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'kept', 'dead')),
  attempts int not null default 0,
  -- When it may be tried; while it is being sent, when another process may take it over.
  next_at timestamptz not null,
  phone_masked text,
  reason text,
  created_at timestamptz not null,
  done_at timestamptz
);
create index sms_due on messages.sms (next_at) where state in ('waiting', 'sending');
create index sms_by_account on messages.sms (account, created_at desc);
create index sms_by_state on messages.sms (state, created_at desc, id);

-- One row for each message and person until it is settled how she was told outside of the inbox.
create table messages.outward (
  message_id bigint not null references messages.message on delete cascade,
  account text not null,
  due_at timestamptz not null,
  settled_at timestamptz,
  how text check (how in ('sms', 'digest', 'merged', 'read', 'unwanted', 'no-phone')),
  sms_id uuid references messages.sms,
  primary key (message_id, account),
  check ((settled_at is null) = (how is null))
);
create index outward_due on messages.outward (due_at) where settled_at is null;
create index outward_waiting on messages.outward (account, message_id) where settled_at is null;

-- At most one digest for each person and day; the database says so.
create table messages.digest (
  account text not null,
  on_day date not null,
  sms_id uuid not null references messages.sms,
  primary key (account, on_day)
);

-- Work done once a day, whatever the number of processes.
create table messages.day_done (
  name text not null,
  on_day date not null,
  primary key (name, on_day)
);
