create schema applications;

create table applications.application (
  case_id uuid primary key references kernel.case,
  answers jsonb not null
);

-- What the applicant gave for each material: a file, or a promise to bring it by a day.
create table applications.material (
  case_id uuid not null references kernel.case,
  id bigint not null generated always as identity,
  material_id text not null,
  file_id uuid,
  promised_by date,
  given_on date not null,
  replaced boolean not null default false,
  primary key (case_id, id),
  constraint file_or_promise check ((file_id is null) <> (promised_by is null))
);
create index material_by_file on applications.material (file_id) where file_id is not null;

-- What the correction notice said of each material.
create table applications.problem (
  case_id uuid not null references kernel.case,
  material_id text not null,
  problems text[] not null,
  primary key (case_id, material_id)
);

-- A half-filled application, kept so that it can be resumed on another day or another device. Once filed it stays behind, emptied,
-- so that pressing the button twice leads to the one case and its receipt.
create table applications.draft (
  id uuid primary key,
  account_id text not null,
  item_code text not null,
  item_version int not null,
  answers jsonb not null default '{}',
  form jsonb not null default '{}',
  materials jsonb not null default '[]',
  updated_at timestamptz not null,
  case_id uuid references kernel.case,
  -- The query password, readable only with the key in the applicant's browser.
  sealed_password text
);
create unique index draft_unfiled on applications.draft (account_id, item_code) where case_id is null;
