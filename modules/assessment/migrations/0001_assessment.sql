create schema assessment;

-- 考核办法: which indicators count, their weights, the grades. Version 1 is the default shipped in scheme.json; here stand the later ones.
create table assessment.scheme (
  version int primary key check (version >= 2),
  body jsonb not null,
  reason text not null,
  written_by text not null,
  written_by_name text not null,
  written_at timestamptz not null
);

-- 考核期. Version 0 is drawn up and may be drawn up again; 1 is what was locked; each correction makes the next.
create table assessment.period (
  id uuid primary key,
  kind text not null check (kind in ('month', 'quarter')),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  version int not null default 0 check (version >= 0),
  scheme_version int not null,
  scheme jsonb not null,
  drawn_by text not null,
  drawn_by_name text not null,
  drawn_at timestamptz not null,
  locked_by text,
  locked_by_name text,
  locked_at timestamptz,
  appeal_until date,
  is_example boolean not null default false,
  unique (kind, starts_on),
  check ((version > 0) = (locked_at is not null and locked_by is not null and appeal_until is not null))
);
create index period_newest on assessment.period (starts_on desc, kind);

create table assessment.value (
  period_id uuid not null references assessment.period,
  version int not null,
  organisation text not null,
  indicator text not null,
  -- The denominator, and for a share the numerator.
  n int not null check (n >= 0),
  part int check (part between 0 and n),
  value double precision,
  low double precision,
  high double precision,
  definition_version text not null,
  source text not null,
  as_of timestamptz not null,
  primary key (period_id, version, organisation, indicator)
);

create table assessment.result (
  period_id uuid not null references assessment.period,
  version int not null,
  organisation text not null,
  score double precision,
  low double precision,
  high double precision,
  grade text check (grade in ('优秀', '良好', '合格', '不合格')),
  rank int,
  rank_from int,
  rank_to int,
  words text not null,
  primary key (period_id, version, organisation),
  -- Without a score there is neither grade nor rank.
  check (score is not null or (grade is null and rank is null))
);

-- What was corrected: this version differs from the one before in this one value.
create table assessment.correction (
  period_id uuid not null references assessment.period,
  version int not null check (version >= 2),
  organisation text not null,
  indicator text not null,
  before jsonb not null,
  after jsonb not null,
  reason text not null,
  appeal_id uuid references kernel.case,
  written_by text not null,
  written_by_name text not null,
  written_at timestamptz not null,
  primary key (period_id, version)
);

-- 申诉: which value of which version a case is about.
create table assessment.appeal (
  case_id uuid primary key references kernel.case,
  period_id uuid not null references assessment.period,
  version int not null check (version >= 1),
  organisation text not null,
  indicator text not null,
  opened_at timestamptz not null
);
create index appeal_by_period on assessment.appeal (period_id, opened_at);

-- 通报: the facts as they stood when it was published; every rendering is made from them.
create table assessment.bulletin (
  number text primary key,
  period_id uuid not null references assessment.period,
  version int not null check (version >= 1),
  facts jsonb not null,
  issued_on date not null,
  issued_by text not null,
  issued_by_name text not null,
  issued_at timestamptz not null,
  unique (period_id, version)
);

create table assessment.counter (year int primary key, last int not null check (last > 0));

-- What is locked, corrected or published stays as it is, whoever asks.
create function assessment.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'assessment.% keeps what it holds', tg_table_name;
end $$;
create trigger value_stays before update or delete on assessment.value for each row when (old.version > 0) execute function assessment.refuse_change();
create trigger result_stays before update or delete on assessment.result for each row when (old.version > 0) execute function assessment.refuse_change();
create trigger correction_stays before update or delete on assessment.correction for each row execute function assessment.refuse_change();
create trigger bulletin_stays before update or delete on assessment.bulletin for each row execute function assessment.refuse_change();
create trigger scheme_stays before update or delete on assessment.scheme for each row execute function assessment.refuse_change();
