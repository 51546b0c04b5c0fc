-- The case (上级督办) that what came down has opened, and where it is looked for.
alter table upper_exchange.down add column handling_case uuid;
create index down_handled on upper_exchange.down (handling_case) where handling_case is not null;
create index down_about on upper_exchange.down (case_id) where case_id is not null;
