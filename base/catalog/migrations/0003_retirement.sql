-- From which day an item is no longer offered (停用), and why: the sentence people read who still have its address.
-- A later publication puts the item into force again; then this row says nothing any more.
create table catalog.retirement (
  code text primary key,
  retired_on date not null,
  reason text not null check (length(reason) between 2 and 500),
  decided_at timestamptz not null,
  decided_by text not null,
  decided_by_name text not null
);
