-- A view others of the same office may use too; it stays its maker's.
alter table desk.view add column organisation text not null default '';
alter table desk.view add column shared boolean not null default false;
create index view_shared on desk.view (organisation, name) where shared;

-- The view a clerk begins with in a queue, her own or a shared one.
create table desk.first_view (
  account_id text not null,
  queue text not null,
  view_id uuid not null references desk.view on delete cascade,
  primary key (account_id, queue)
);
create index first_view_by_view on desk.first_view (view_id);
