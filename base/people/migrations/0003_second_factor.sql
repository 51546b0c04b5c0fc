-- The authenticator (身份验证器) of an account; it counts once a code has confirmed it.
create table people.second_factor (
  account text primary key references people.account,
  secret text not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  -- The last thirty seconds whose code was used: a code seen over somebody's shoulder is worth nothing.
  last_step bigint not null default 0
);

-- Only digests: who reads this table cannot sign in with it.
create table people.recovery_code (
  account text not null references people.account,
  digest text not null,
  used_at timestamptz,
  primary key (account, digest)
);

-- Under this name its owner sees and ends a session; the digest of its token never leaves the database.
alter table people.session add column id uuid not null unique default gen_random_uuid();
