-- What clerks narrow their worklists by. One index for each filter serves every organisation: where a value is rare it is the
-- quick way in, where it is common the order of the queue finds a page at once.
create index case_by_applicant_name on kernel.case (applicant_name text_pattern_ops);
create index case_by_item on kernel.case (item_code, queue_due_on, id) where closed_at is null;
create index case_closed_by_item on kernel.case (item_code, closed_at desc, id) where closed_at is not null;
create index case_by_state on kernel.case (state, queue_due_on, id) where closed_at is null;
create index case_closed_by_state on kernel.case (state, closed_at desc, id) where closed_at is not null;
create index case_by_opening on kernel.case (opened_at, id) where closed_at is null;
create index case_unassigned on kernel.case (queue_due_on, id) where closed_at is null and handler_id is null;
create index case_by_handler on kernel.case (handler_id, closed_at, queue_due_on, id) where handler_id is not null;
