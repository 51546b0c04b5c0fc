-- Data keys (数据密钥) for personal data, each wrapped by a master key that is never in the database. Old ones stay: what cannot be
-- written anew, such as the log of a case, is read with them for ever.
create table platform.data_key (
  id int primary key,
  use text not null check (use in ('seal', 'digest')),
  wrapped text not null,
  -- Which master key wraps it.
  master text not null,
  -- A new key is known to every process before the first one uses it.
  active_from timestamptz not null,
  created_at timestamptz not null default now()
);
create unique index one_digest_key on platform.data_key (use) where use = 'digest';
