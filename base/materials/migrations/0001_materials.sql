create schema materials;

-- The content lies in the file system under its SM3 digest; the same content is kept once, whoever gave it.
create table materials.file (
  id uuid primary key,
  sm3 text not null check (sm3 ~ '^[0-9a-f]{64}$'),
  size int not null check (size > 0),
  media_type text not null,
  original_name text not null,
  account_id text not null,
  -- The body the account acted for, whose papers these are.
  party_id text,
  created_at timestamptz not null
);
-- Given again by the same person for the same body, it is the same file.
create unique index file_once on materials.file (account_id, coalesce(party_id, ''), sm3);
create index file_by_account on materials.file (account_id, created_at desc, id);
create index file_by_party on materials.file (party_id, created_at desc, id) where party_id is not null;
