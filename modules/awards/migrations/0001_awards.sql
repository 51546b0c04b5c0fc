create schema awards;

-- 活动: a campaign is data. Version 0 is a draft; each publication or change of what is published is the next version.
create table awards.campaign (
  id uuid primary key,
  kind text not null check (kind in ('star', 'model', 'pioneer')),
  version int not null default 0 check (version >= 0),
  status text not null default 'draft' check (status in ('draft', 'open', 'locked', 'announced')),
  body jsonb not null,
  -- How often the draft was written, so that two at once do not overwrite each other.
  edits int not null default 1,
  written_by text not null,
  written_at timestamptz not null,
  on_duty int check (on_duty > 0),
  seats int check (seats > 0),
  locked_by_name text,
  locked_at timestamptz,
  announced_on date,
  public_until date,
  ranking jsonb,
  is_example boolean not null default false,
  check ((status = 'draft') = (version = 0)),
  check ((status in ('locked', 'announced')) = (locked_at is not null)),
  check ((status = 'announced') = (public_until is not null and ranking is not null and announced_on is not null))
);
create index campaign_newest on awards.campaign (written_at desc, id);

create table awards.campaign_version (
  campaign_id uuid not null references awards.campaign,
  version int not null check (version >= 1),
  body jsonb not null,
  reason text not null,
  written_by text not null,
  written_by_name text not null,
  written_at timestamptz not null,
  primary key (campaign_id, version)
);

-- Who may be nominated, as it was when the campaign was published. Membership of the party stands here and is inferred from nothing.
create table awards.eligible (
  campaign_id uuid not null references awards.campaign,
  subject text not null,
  kind text not null check (kind in ('person', 'post')),
  name text not null,
  organisation text not null,
  people text[] not null,
  party_member boolean,
  primary key (campaign_id, subject)
);

create table awards.nomination (
  case_id uuid primary key references kernel.case,
  campaign_id uuid not null references awards.campaign,
  subject text not null,
  evidence_version int not null default 0,
  unique (campaign_id, subject),
  foreign key (campaign_id, subject) references awards.eligible (campaign_id, subject)
);
create index nomination_by_subject on awards.nomination (subject);

-- Everybody who nominated the same, with her words.
create table awards.support (
  nomination_id uuid not null references awards.nomination,
  account text not null,
  kind text not null check (kind in ('self', 'unit', 'citizen')),
  name text not null,
  words text not null,
  case_id uuid references kernel.case,
  given_at timestamptz not null,
  primary key (nomination_id, account)
);

-- Frozen with the lock (version 1); a correction is the next version.
create table awards.evidence (
  nomination_id uuid not null references awards.nomination,
  version int not null check (version >= 1),
  figures jsonb not null,
  vetoes jsonb not null,
  drawn_at timestamptz not null,
  criterion text,
  reason text,
  written_by text not null,
  written_by_name text not null,
  primary key (nomination_id, version),
  check ((version = 1) = (criterion is null and reason is null))
);

-- What the review found not to hold against somebody although it was found.
create table awards.dismissal (
  nomination_id uuid not null references awards.nomination,
  veto text not null,
  reason text not null,
  written_by_name text not null,
  written_at timestamptz not null,
  primary key (nomination_id, veto)
);

create table awards.recusal (
  nomination_id uuid not null references awards.nomination,
  member text not null,
  reason text not null,
  declared_at timestamptz not null,
  primary key (nomination_id, member)
);

-- The latest of a member and criterion counts; the earlier ones stay.
create table awards.score (
  nomination_id uuid not null references awards.nomination,
  member text not null,
  criterion text not null,
  revision int not null check (revision >= 1),
  points int not null check (points between 0 and 100),
  note text,
  given_at timestamptz not null,
  primary key (nomination_id, member, criterion, revision)
);

create table awards.burst (
  id uuid primary key,
  campaign_id uuid not null references awards.campaign,
  nomination_id uuid not null references awards.nomination,
  day date not null,
  rule text not null,
  trace text not null,
  found_at timestamptz not null,
  counts boolean,
  reason text,
  decided_by_name text,
  decided_at timestamptz,
  unique (nomination_id, day, rule, trace),
  check ((counts is null) = (reason is null) and (counts is null) = (decided_at is null))
);
create index burst_by_campaign on awards.burst (campaign_id, day desc, id);

create table awards.vote (
  id uuid primary key,
  campaign_id uuid not null references awards.campaign,
  nomination_id uuid not null references awards.nomination,
  account text not null,
  voted_on date not null,
  voted_at timestamptz not null,
  device_sm3 text,
  address_sm3 text,
  -- Set aside with the others of a burst until somebody has looked at it.
  burst_id uuid references awards.burst,
  -- 一人一天一票.
  unique (campaign_id, account, voted_on)
);
create index vote_by_nominee on awards.vote (nomination_id, voted_on);
create index vote_by_device on awards.vote (campaign_id, device_sm3, voted_at);
create index vote_by_address on awards.vote (campaign_id, address_sm3, voted_at);

create table awards.objection (
  case_id uuid primary key references kernel.case,
  nomination_id uuid not null references awards.nomination,
  raised_by text not null,
  as_unit boolean not null,
  reason text not null,
  answer text,
  opened_at timestamptz not null
);
create index objection_by_nomination on awards.objection (nomination_id, opened_at);

create table awards.story (
  nomination_id uuid not null references awards.nomination,
  version int not null check (version >= 1),
  text text not null,
  -- Whether her own figures may stand on the public page.
  figures boolean not null,
  status text not null default 'waiting' check (status in ('waiting', 'passed', 'returned')),
  note text,
  written_by_name text not null,
  written_at timestamptz not null,
  reviewed_by_name text,
  primary key (nomination_id, version),
  check ((status = 'waiting') = (reviewed_by_name is null))
);

create table awards.certificate (
  number text primary key,
  nomination_id uuid not null unique references awards.nomination,
  facts jsonb not null,
  issued_on date not null,
  revoked_on date,
  reason text,
  check ((revoked_on is null) = (reason is null))
);
create index certificate_newest on awards.certificate (issued_on desc, number);
create table awards.counter (year int primary key, last int not null check (last > 0));

-- What was published, frozen, said or scored stays as it is, whoever asks.
create function awards.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'awards.% keeps what it holds', tg_table_name;
end $$;
create trigger campaign_version_stays before update or delete on awards.campaign_version for each row execute function awards.refuse_change();
create trigger evidence_stays before update or delete on awards.evidence for each row execute function awards.refuse_change();
create trigger score_stays before update or delete on awards.score for each row execute function awards.refuse_change();
create trigger recusal_stays before update or delete on awards.recusal for each row execute function awards.refuse_change();
