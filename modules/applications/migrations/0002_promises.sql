-- A promised material may be handed in on paper at the window, and a promise may be broken: both are kept.
alter table applications.material
  add column on_paper boolean not null default false,
  add column broken_on date,
  drop constraint file_or_promise,
  add constraint given_one_way check (num_nonnulls(file_id, promised_by) + on_paper::int = 1),
  add constraint only_promises_are_broken check (broken_on is null or promised_by is not null);
create index promise_by_day on applications.material (promised_by) where promised_by is not null and not replaced and broken_on is null;
create index promise_broken on applications.material (case_id) where broken_on is not null;
