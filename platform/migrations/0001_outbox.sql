-- Jobs on their way to the queue: written in the transaction that sends them, moved on by any process soon after.
create table platform.outbox (
  id bigint generated always as identity primary key,
  data jsonb not null
);
