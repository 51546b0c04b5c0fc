create schema people;

create table people.organisation (
  id text primary key check (id ~ '^[a-z0-9-]{1,64}$'),
  name text not null,
  short_name text not null,
  kind text not null check (kind in ('government', 'department', 'supervision', 'hall', 'town')),
  parent text references people.organisation,
  division_code text,
  -- Whether the name was read in an official source; otherwise it is shown as an example.
  name_confirmed boolean not null
);

-- A firm or other body for which people act.
create table people.party (
  id text primary key,
  name text not null,
  uscc text not null unique
);

create table people.account (
  id text primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  kind text not null check (kind in ('citizen', 'enterprise', 'staff')),
  password_hash text not null,
  organisation text references people.organisation,
  -- The body the account acts for at present.
  party text references people.party,
  -- Personal data. Part 2 stores cipher text in these columns; nothing may search or compare them.
  phone text,
  resident_id text,
  -- What is compared instead: one account for each person.
  resident_id_digest text unique,
  active boolean not null default true,
  created_at timestamptz not null,
  constraint staff_belong_to_an_organisation check ((kind = 'staff') = (organisation is not null)),
  constraint staff_act_for_no_party check (kind <> 'staff' or party is null)
);

create table people.party_agent (
  party text not null references people.party,
  account text not null references people.account,
  since timestamptz not null,
  primary key (party, account)
);
-- Nobody acts for a body that has not named them its agent.
alter table people.account add constraint acts_as_agent
  foreign key (party, id) references people.party_agent (party, account);

create table people.account_role (
  account text not null references people.account,
  role text not null,
  primary key (account, role)
);

-- A post (岗位) carries the roles of whoever holds it.
create table people.post (
  id text primary key,
  organisation text not null references people.organisation,
  name text not null,
  roles text[] not null check (cardinality(roles) > 0)
);
create table people.post_holder (
  account text not null references people.account,
  post text not null references people.post,
  primary key (account, post)
);

-- By login, not by account: a name that does not exist locks in the same way, so that locking gives no name away.
create table people.sign_in_failure (
  login text primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
create index sign_in_failure_by_age on people.sign_in_failure (last_at);

-- Only the digest of the token is kept: who reads this table cannot act as anybody.
create table people.session (
  token_hash text primary key,
  account text not null references people.account,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_seconds int not null,
  expires_at timestamptz not null,
  ip text not null,
  agent text not null
);
create index session_by_account on people.session (account);
