-- 委托代办: somebody of the same organisation stands in for an absent colleague, from one day to the other, both included. What is in
-- force on a day follows from the row; nothing has to happen at midnight. Rows are never deleted: they say who had which rights when.
create table people.delegation (
  id uuid primary key,
  absent text not null references people.account,
  stand_in text not null references people.account,
  -- Empty: all that the absent holds herself.
  roles text[] not null,
  from_day date not null,
  until_day date not null,
  reason text not null,
  set_by text not null references people.account,
  set_at timestamptz not null,
  ended_by text references people.account,
  ended_at timestamptz,
  constraint nobody_stands_in_for_herself check (absent <> stand_in),
  constraint days_in_order check (until_day >= from_day),
  constraint ended_by_somebody check ((ended_by is null) = (ended_at is null))
);
create index delegation_by_stand_in on people.delegation (stand_in, until_day);
create index delegation_by_absent on people.delegation (absent, until_day);

-- 经办人授权: what a firm has empowered a person to, from one day to the other, both included. No items and no organisations: everything.
create table people.agency (
  id uuid primary key,
  party text not null references people.party,
  agent text not null references people.account,
  items text[] not null,
  organisations text[] not null,
  powers text[] not null check (cardinality(powers) > 0 and powers <@ array['file', 'supplement', 'withdraw', 'see']),
  from_day date not null,
  until_day date not null,
  granted_by text not null references people.account,
  granted_at timestamptz not null,
  revoked_by text references people.account,
  revoked_at timestamptz,
  constraint days_in_order check (until_day >= from_day),
  constraint revoked_by_somebody check ((revoked_by is null) = (revoked_at is null))
);
create index agency_by_agent on people.agency (agent, until_day);
create index agency_by_party on people.agency (party, granted_at desc);

-- For which firm somebody acts in this session; whether she still may follows from the agency each time it is read.
alter table people.session add column agency uuid references people.agency;
