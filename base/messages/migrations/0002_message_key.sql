-- A message that belongs to no event has a key of its own, so that the job that tells it may run as often as it likes.
alter table messages.message add column key text unique;
