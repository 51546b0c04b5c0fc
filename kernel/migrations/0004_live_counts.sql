-- How many live cases stand in each state of a workflow, and under which version of an item.
create index case_live_by_state on kernel.case (type, state) where closed_at is null;
create index case_live_by_item on kernel.case (item_code, item_version) where closed_at is null;
