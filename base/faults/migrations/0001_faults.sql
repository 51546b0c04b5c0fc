create schema faults;

-- What one module has found out and somebody has to mend (不合格的结果). Whoever mends takes it from here: neither knows the other.
create table faults.fault (
  -- Which module, and its own name for what it has found: said twice it is one fault.
  source text not null,
  ref text not null,
  cause text not null,
  organisation text not null,
  problem text not null,
  -- Where in the staff application it can be seen, and what that place is called.
  address text not null,
  title text not null,
  reported_on date not null,
  -- It has turned out to be none.
  withdrawn_on date,
  withdrawn_why text,
  -- The case in which it is being mended.
  case_id uuid references kernel.case,
  primary key (source, ref)
);
create index fault_waiting on faults.fault (reported_on, source, ref) where case_id is null and withdrawn_on is null;
create index fault_by_case on faults.fault (case_id) where case_id is not null;
