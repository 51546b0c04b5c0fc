alter table people.account
  -- Null: as old as the account.
  add column password_changed_at timestamptz,
  -- Somebody else has chosen it (an administrator's reset): the next sign-in must replace it.
  add column password_must_change boolean not null default false,
  -- The demo accounts' password is printed at the start and never grows old.
  add column password_ages boolean not null default true;

create table people.past_password (
  account text not null references people.account,
  password_hash text not null,
  replaced_at timestamptz not null,
  primary key (account, password_hash)
);
