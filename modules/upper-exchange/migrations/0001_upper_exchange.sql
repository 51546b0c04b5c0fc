create schema upper_exchange;

-- A platform above: where it is, what goes there, and how it stands with it. One process at a time has the turn.
create table upper_exchange.peer (
  id text primary key check (id in ('province', 'city')),
  url text not null check (length(url) <= 500),
  -- Sealed by the vault.
  secret text not null,
  families text[] not null,
  state text not null default 'off' check (state in ('off', 'on')),
  -- Cases received from this day on go up.
  from_day date,
  -- When it is its turn again; while a process speaks to it, when another may take over.
  next_at timestamptz not null,
  pull_at timestamptz not null,
  turn bigint not null default 0,
  -- Since it last answered as it should.
  failures int not null default 0,
  reason text,
  success_at timestamptz,
  -- Going through the cases that were there before: the last one looked at; null and ended_at null before it begins.
  backfill_after uuid,
  backfill_total int,
  backfill_done int not null default 0,
  backfill_ended_at timestamptz,
  swept_on date,
  created_at timestamptz not null,
  constraint on_has_a_day check (state = 'off' or from_day is not null)
);

-- How far the log of a case has been turned into rows. Locked while it is, so that two processes never make the same rows.
create table upper_exchange.course (
  peer text not null references upper_exchange.peer,
  case_id uuid not null,
  mapped_seq int not null,
  -- What it was turned into; a family that is added later begins anew.
  families text[] not null,
  primary key (peer, case_id)
);

-- What goes up: one line for each version of each row.
create table upper_exchange.row (
  id uuid primary key,
  peer text not null references upper_exchange.peer,
  family text not null,
  tbl text not null,
  case_id uuid not null,
  number text not null,
  sequence int not null,
  version int not null check (version >= 1),
  -- Orders the rows of a case; a mended version keeps the place of the one it replaces.
  place bigint not null,
  guid text not null,
  columns jsonb not null,
  -- The personal columns, sealed by the vault.
  sealed text,
  -- Columns that a person has filled in: the mapping leaves them alone.
  mended text[] not null default '{}',
  -- Keyed digest of what was mapped, to see whether it has changed.
  content text not null,
  day date not null,
  made_at timestamptz not null,
  -- queued: not yet its turn, another row of the same case and family comes before it.
  state text not null default 'waiting' check (state in ('waiting', 'queued', 'accepted', 'rejected', 'replaced', 'dropped')),
  attempts int not null default 0,
  tried_at timestamptz,
  answered_at timestamptz,
  reason text,
  constraint once unique (peer, tbl, case_id, sequence, version),
  constraint named_once unique (peer, guid, version)
);
create index row_in_line on upper_exchange.row (peer, case_id, family, place, version) where state in ('waiting', 'queued', 'rejected');
create index row_waiting on upper_exchange.row (peer, attempts, id) where state = 'waiting';
create index row_oldest on upper_exchange.row (peer, made_at) where state in ('waiting', 'queued');
create index row_rejected on upper_exchange.row (peer, answered_at desc, id) where state = 'rejected';
create index row_on_day on upper_exchange.row (peer, day, tbl) where state = 'accepted';
create index row_of_case on upper_exchange.row (case_id, peer);

-- Comparing with the other side, day by day.
create table upper_exchange.day (
  peer text not null references upper_exchange.peer,
  day date not null,
  state text not null default 'due' check (state in ('due', 'even', 'uneven')),
  next_at timestamptz not null,
  checked_at timestamptz,
  -- Since it last agreed: ever longer until the next time.
  checks int not null default 0,
  -- By table: how many we have, how many they have, lost, altered, extra, doubled.
  tables jsonb not null default '[]',
  primary key (peer, day)
);
create index day_due on upper_exchange.day (peer, next_at) where state <> 'even';

-- What came down. The same thing is taken once, however often it comes.
create table upper_exchange.down (
  id uuid primary key,
  peer text not null references upper_exchange.peer,
  message text not null check (length(message) <= 100),
  tbl text not null,
  number text,
  case_id uuid,
  columns jsonb not null,
  sealed text,
  state text not null check (state in ('new', 'settled', 'applied', 'refused')),
  reason text,
  times int not null default 1,
  received_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  note text,
  unique (peer, message)
);
create index down_new on upper_exchange.down (peer, received_at desc, id) where state = 'new';
create index down_last on upper_exchange.down (peer, received_at desc, id);
