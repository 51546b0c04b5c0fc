create schema bundled_eia;

-- What a delegate is still writing; what was filed stands in the form of its case.
create table bundled_eia.draft (
  id uuid primary key,
  -- The firm (party) or person who writes it.
  body text not null,
  account_id text not null,
  answers jsonb not null,
  report_file uuid references materials.file,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index draft_by_body on bundled_eia.draft (body, updated_at desc);

-- A unit of a draft and its signature: of what exactly, by whom; or the letter by which it has authorised the delegate.
create table bundled_eia.member (
  draft_id uuid not null references bundled_eia.draft on delete cascade,
  uscc text not null,
  name text not null,
  signed_sm3 text,
  signed_by text,
  signed_at timestamptz,
  authorisation_file uuid references materials.file,
  primary key (draft_id, uscc),
  check ((signed_sm3 is null) = (signed_by is null) and (signed_by is null) = (signed_at is null))
);
create index member_by_uscc on bundled_eia.member (uscc);

create table bundled_eia.bundle (
  case_id uuid primary key references kernel.case,
  draft_id uuid not null unique references bundled_eia.draft,
  organisation text not null,
  filed_on text not null,
  -- The publicity (公示): its first and its last day.
  publicised_on text,
  publicised_until text,
  approved_on text,
  check ((publicised_on is null) = (publicised_until is null))
);
create index bundle_by_organisation on bundled_eia.bundle (organisation, filed_on desc);
create index bundle_by_publicity on bundled_eia.bundle (publicised_on desc) where publicised_on is not null;

-- What anybody says of a bundle that is publicised. The text is for those who decide; public are only the gist and the answer.
create table bundled_eia.objection (
  id uuid primary key,
  case_id uuid not null references kernel.case,
  text text not null check (length(text) between 1 and 2000),
  -- Who was signed in and wants to be told; nobody else is asked who she is.
  account_id text,
  received_at timestamptz not null,
  gist text,
  answer text,
  answered_at timestamptz,
  answered_by text,
  check ((answer is null) = (answered_at is null) and (answer is null) = (gist is null) and (answer is null) = (answered_by is null))
);
create index objection_by_case on bundled_eia.objection (case_id, received_at);
