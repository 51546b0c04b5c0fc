create schema hall;

-- A place where people come: 政务服务中心, 镇街便民服务中心.
create table hall.place (
  code text primary key check (code ~ '^[a-z0-9-]{2,40}$'),
  name text not null,
  kind text not null check (kind in ('centre', 'town')),
  -- Who runs it; its window clerks work at every window of it.
  organisation text not null,
  address text,
  phone text,
  -- Not read in an official source: shown as 示例.
  is_example boolean not null,
  -- What a ticket machine has to know; only its digest is kept. Null: no machine stands here.
  machine_digest text
);
create index place_by_organisation on hall.place (organisation);

-- Windows that serve the same people (窗口组): one queue, one letter before its numbers, one grid of appointments.
create table hall.window_group (
  id uuid primary key,
  hall text not null references hall.place,
  letter text not null check (letter ~ '^[A-Z]$'),
  name text not null,
  slot_minutes int not null check (slot_minutes between 10 and 240),
  seats_per_window int not null check (seats_per_window between 0 and 50),
  unique (hall, letter),
  unique (hall, name),
  unique (id, hall)
);

create table hall.window (
  id uuid primary key,
  hall text not null references hall.place,
  group_id uuid not null,
  number text not null,
  -- general 综合窗口: takes in for every department · special 专窗: one department's own.
  kind text not null check (kind in ('general', 'special')),
  organisation text not null,
  -- By weekday, 1 is Monday: {"1": ["09:00-12:00", "13:00-17:00"]}.
  hours jsonb not null,
  active boolean not null default true,
  unique (hall, number),
  foreign key (group_id, hall) references hall.window_group (id, hall)
);
create index window_by_group on hall.window (group_id);

-- Which item sits at which window (进驻).
create table hall.resident_item (
  item_code text not null,
  window_id uuid not null references hall.window,
  since date not null,
  primary key (item_code, window_id)
);
create index resident_item_by_window on hall.resident_item (window_id, item_code);

-- An item that need not sit in a hall (不进驻), for a reason, on somebody's word, until a day.
create table hall.exception (
  id uuid primary key,
  item_code text not null,
  kind text not null,
  reason text not null,
  basis text not null,
  approver text not null,
  approved_on date not null,
  until_on date not null check (until_on >= approved_on),
  ended_on date,
  written_by text not null,
  written_at timestamptz not null
);
create unique index exception_running on hall.exception (item_code) where ended_on is null;
create index exception_by_item on hall.exception (item_code, written_at desc);

-- One row for each case: who took it in. Kept by following the log; the one-door rate is counted from it.
create table hall.receipt (
  case_id uuid primary key,
  number text not null,
  item_code text not null,
  item_name text not null,
  organisation text not null,
  receiving text not null,
  received_on date not null
);
create index receipt_by_day on hall.receipt (received_on desc, case_id);
create index receipt_by_receiver on hall.receipt (receiving, received_on desc, case_id);

create table hall.appointment (
  id uuid primary key,
  -- What is typed into the ticket machine.
  code text not null unique check (code ~ '^[0-9]{8}$'),
  hall text not null references hall.place,
  group_id uuid not null references hall.window_group,
  item_code text not null,
  item_name text not null,
  account_id text not null,
  day date not null,
  start_minute int not null check (start_minute between 0 and 1439),
  end_minute int not null check (end_minute > start_minute and end_minute <= 1440),
  -- Seats of a slot are numbered, so that the last one cannot be given twice.
  seat int not null check (seat >= 1),
  state text not null check (state in ('booked', 'arrived', 'cancelled', 'missed')),
  booked_at timestamptz not null,
  changed_at timestamptz not null,
  changes int not null default 0,
  reminded_on date
);
create unique index appointment_seat on hall.appointment (group_id, day, start_minute, seat) where state in ('booked', 'arrived');
-- One live appointment for each person and item.
create unique index appointment_live on hall.appointment (account_id, item_code) where state = 'booked';
create index appointment_by_account on hall.appointment (account_id, day desc, start_minute desc);
create index appointment_by_day on hall.appointment (hall, day, start_minute, id);
create index appointment_open on hall.appointment (day) where state = 'booked';

-- How many numbers a group has given on a day; the row is the turnstile.
create table hall.counter (
  group_id uuid not null references hall.window_group,
  day date not null,
  last int not null,
  primary key (group_id, day)
);

create table hall.ticket (
  id uuid primary key,
  hall text not null references hall.place,
  day date not null,
  group_id uuid not null references hall.window_group,
  number text not null,
  sequence int not null,
  is_priority boolean not null,
  appointment_id uuid unique references hall.appointment,
  slot_from timestamptz,
  slot_until timestamptz,
  item_code text,
  source text not null check (source in ('machine', 'clerk', 'appointment')),
  -- The same press of a button twice is one number.
  request_key text unique,
  taken_at timestamptz not null,
  state text not null check (state in ('waiting', 'called', 'passed', 'done', 'closed')),
  -- Sent on to this very window; nobody else calls it.
  for_window uuid references hall.window,
  window_id uuid references hall.window,
  -- As what it was called: transferred, appointment, priority, ordinary.
  called_as text,
  first_called_at timestamptz,
  called_at timestamptz,
  calls int not null default 0,
  ended_at timestamptz,
  case_id uuid references kernel.case,
  unique (hall, day, number)
);
-- One visitor at a window at a time.
create unique index ticket_at_window on hall.ticket (window_id) where state = 'called';
create index ticket_by_state on hall.ticket (hall, day, state, taken_at);
create index ticket_by_window on hall.ticket (window_id, day, state) where window_id is not null;
create index ticket_by_call on hall.ticket (group_id, day, first_called_at desc) where first_called_at is not null;
create index ticket_open on hall.ticket (day) where state in ('waiting', 'called', 'passed');
create index ticket_by_case on hall.ticket (case_id) where case_id is not null;
