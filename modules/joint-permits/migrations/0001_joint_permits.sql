create schema joint_permits;

-- A building project: one for each 投资项目代码 of a firm. Under its own firm, so that nobody can take another's code away by using it first.
create table joint_permits.project (
  id uuid primary key,
  code text not null check (code ~ '^\d{4}-\d{6}-\d{2}-\d{2}-\d{5}[0-9X]$'),
  applicant_id text not null,
  name text not null,
  registered_on date not null,
  unique (applicant_id, code)
);
create index project_by_code on joint_permits.project (code, id);

-- Which case is about which permit of which project.
create table joint_permits.permit (
  case_id uuid primary key references kernel.case,
  project_id uuid not null references joint_permits.project,
  permit text not null check (permit in ('YD', 'BD', 'RF', 'GC', 'XF', 'SG'))
);
create index permit_by_project on joint_permits.permit (project_id, case_id);

-- What happened to a project, in order; what may go out follows from it alone. Nothing is ever altered: a mistake is struck out by a new line.
create table joint_permits.fact (
  project_id uuid not null references joint_permits.project,
  seq int not null check (seq > 0),
  on_day date not null,
  at timestamptz not null,
  what text not null check (what in (
    'land-document', 'reviewed', 'released', 'issued-outside', 'revoked', 'lapsed', 'fire-drawings', 'special-works', 'struck-out')),
  permit text check (permit in ('YD', 'BD', 'RF', 'GC', 'XF', 'SG')),
  result text check (result in ('passed', 'refused')),
  -- What kind of paper, and where it can be looked up.
  kind text,
  evidence text,
  -- The case it came from; null where a department registered it.
  case_id uuid references kernel.case,
  strikes int,
  by_account text not null,
  by_name text not null,
  by_organisation text,
  -- The Idempotency-Key of a registration and what was asked with it: the same command twice has one effect.
  command_key text,
  request_sm3 text,
  primary key (project_id, seq),
  check (permit is not null = (what in ('reviewed', 'released', 'issued-outside', 'revoked', 'lapsed'))),
  check (result is not null = (what = 'reviewed')),
  check (strikes is not null = (what = 'struck-out'))
);
create unique index fact_by_command on joint_permits.fact (by_account, command_key) where command_key is not null;
create trigger fact_append_only before update or delete on joint_permits.fact for each row execute function kernel.refuse_change();
create trigger fact_never_emptied before truncate on joint_permits.fact for each statement execute function kernel.refuse_change();
