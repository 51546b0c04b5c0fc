-- Signing in by the province's unified identity (统一身份认证). One identity opens at most one account at each of the two doors: a clerk
-- is a citizen too. The subject is kept as a keyed digest: some providers put the number of the identity card there.
create table people.unified_link (
  issuer text not null,
  subject_digest text not null,
  is_staff boolean not null,
  account text not null references people.account,
  linked_at timestamptz not null,
  last_used_at timestamptz,
  primary key (issuer, subject_digest, is_staff)
);
-- One account is opened by one identity of a provider.
create unique index unified_link_by_account on people.unified_link (account, issuer);

-- A way to the provider and back, or what came back and waits for a password or a code. Single use, minutes old, bound to the browser by a
-- token of which only the digest is here; what it holds is sealed.
create table people.unified_attempt (
  token_hash text primary key,
  stage text not null check (stage in ('sent', 'arrived')),
  sealed text not null,
  expires_at timestamptz not null
);
create index unified_attempt_by_age on people.unified_attempt (expires_at);

alter table people.session add column signed_in_by text not null default 'password' check (signed_in_by in ('password', 'unified'));

-- Keys of an account (password, authenticator) are reset by two administrators: one asks, the other confirms. Each sees one half of the
-- password for one time, so that neither can sign in with it alone.
create table people.key_reset (
  id uuid primary key default gen_random_uuid(),
  account text not null references people.account,
  keys text not null check (keys in ('password', 'second-factor')),
  reason text not null,
  asked_by text not null references people.account,
  asked_at timestamptz not null,
  -- The first half, sealed; gone as soon as it has been decided.
  first_half text,
  decided_by text references people.account,
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'declined', 'withdrawn', 'expired')),
  -- When the holder of the account was told, at her next sign-in.
  told_at timestamptz,
  constraint decided_or_open check ((decided_at is null) = (outcome is null)),
  constraint half_only_while_open check (outcome is null or first_half is null),
  constraint confirmed_by_another check (outcome is distinct from 'confirmed' or (decided_by is not null and decided_by <> asked_by)),
  constraint nobody_asks_for_himself check (asked_by <> account and decided_by is distinct from account)
);
create unique index key_reset_open on people.key_reset (account, keys) where outcome is null;
create index key_reset_waiting on people.key_reset (asked_at) where outcome is null;
create index key_reset_by_account on people.key_reset (account, asked_at desc);
create index key_reset_untold on people.key_reset (account) where outcome = 'confirmed' and told_at is null;
