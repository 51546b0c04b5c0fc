-- Where a rating came from, as far as it tells ratings of people from ratings of offices. Digests, because nobody needs to read them.
alter table ratings.rating
  add column owner_organisation text,
  add column device_sm3 text,
  add column by_staff boolean not null default false,
  add column on_staff_device boolean not null default false,
  add column seconds_after_closing int;
create index rating_by_device on ratings.rating (device_sm3, rated_at) where device_sm3 is not null;
create index rating_by_day on ratings.rating (rated_at desc);

-- A rating that does not count in any figure, and by which rule. Nothing is deleted: the rating stays where it is.
create table ratings.exclusion (
  case_id uuid not null references ratings.rating,
  rule text not null,
  found_at timestamptz not null,
  primary key (case_id, rule)
);
create index exclusion_by_day on ratings.exclusion (found_at desc, case_id);

-- The bad rating's own case (差评办件). It is kept here and nowhere in the case itself, because the case is read by those who were rated.
create table ratings.complaint (
  rated_case_id uuid primary key references kernel.case,
  case_id uuid not null unique references kernel.case,
  opened_at timestamptz not null
);
create index complaint_by_day on ratings.complaint (opened_at desc);
