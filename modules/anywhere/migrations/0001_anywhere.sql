create schema anywhere;

-- 全市通办标注: that an item can be done in this way between these days, at these places. Nobody deletes a mark; it ends.
create table anywhere.mark (
  id uuid primary key,
  item_code text not null,
  mode text not null check (mode in ('online', 'proxy', 'multi', 'uniform')),
  -- Codes of places; empty for all of them.
  places text[] not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  basis text not null check (length(basis) between 2 and 500),
  is_example boolean not null default false,
  set_by text not null,
  set_at timestamptz not null,
  unique (item_code, mode, from_on)
);
create index mark_mode on anywhere.mark (mode, item_code);

-- What a window has received for an owner elsewhere, beside the case itself.
create table anywhere.receipt (
  case_id uuid primary key references kernel.case,
  direction text not null check (direction in ('local', 'outward', 'inward')),
  receiving_place text not null,
  return_place text not null,
  -- The other district, where there is one, and the number under which both sides know the matter.
  peer text check ((peer is null) = (direction = 'local')),
  ref text not null,
  answers jsonb not null,
  -- The ordinary application at the owner here, and the case that brings the result back.
  application_id uuid unique references kernel.case,
  result_id uuid unique references kernel.case
);
create unique index receipt_ref on anywhere.receipt (peer, ref) where peer is not null;

-- Whose hands things are in, from when to when. Never two hands at once: the index refuses it.
create table anywhere.custody (
  case_id uuid not null references kernel.case,
  thing text not null,
  no int not null,
  holder text not null check (holder in ('applicant', 'window', 'carrier', 'owner', 'nobody')),
  place text not null,
  parcel text,
  since timestamptz not null,
  until timestamptz check (until >= since),
  primary key (case_id, thing, no)
);
create unique index custody_hand on anywhere.custody (case_id, thing) where until is null;

-- The other district: a shared secret for the signature of each message, sealed.
create table anywhere.peer (
  district text primary key,
  secret text not null,
  is_simulated boolean not null,
  -- How the simulator of this district behaves.
  behaviour text not null default 'normal',
  created_at timestamptz not null
);

-- What is to be told to another district, in the order of each matter.
create table anywhere.outbox (
  id uuid primary key,
  peer text not null,
  ref text not null,
  seq int not null check (seq > 0),
  kind text not null,
  body text not null,
  case_id uuid not null references kernel.case,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  attempts int not null default 0,
  reason text,
  -- When it is tried again; while a process delivers, when another may take over.
  next_at timestamptz not null,
  turn bigint not null default 0,
  created_at timestamptz not null,
  delivered_at timestamptz,
  unique (peer, ref, seq)
);
create index outbox_due on anywhere.outbox (next_at) where state = 'waiting';
create index outbox_stuck on anywhere.outbox (peer, ref, seq) where state <> 'delivered';

-- What another district has told us; each message once. Held: an earlier one has not come yet.
create table anywhere.inbox (
  peer text not null,
  id uuid not null,
  ref text not null,
  seq int not null check (seq > 0),
  kind text not null,
  digest text not null,
  body text not null,
  state text not null check (state in ('held', 'taken', 'refused')),
  reason text,
  received_at timestamptz not null,
  primary key (peer, id)
);
create unique index inbox_order on anywhere.inbox (peer, ref, seq) where state <> 'refused';
create index inbox_untaken on anywhere.inbox (received_at) where state <> 'taken';

-- The simulator of the other side: what it has heard, and what it is going to say. No real district is behind it.
create table anywhere.simulated_heard (
  peer text not null,
  id uuid not null,
  ref text not null,
  kind text not null,
  primary key (peer, id)
);
create table anywhere.simulated_saying (
  id uuid primary key,
  peer text not null,
  ref text not null,
  seq int not null,
  message text not null,
  -- Null: it stays silent until it is asked.
  due_at timestamptz,
  said_at timestamptz,
  -- 'wrong' or 'duplicate': how it is said the first time.
  fault text,
  tries int not null default 0,
  reason text
);
create index simulated_due on anywhere.simulated_saying (due_at) where said_at is null;
create index simulated_ref on anywhere.simulated_saying (peer, ref);
