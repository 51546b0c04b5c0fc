-- What the pages of the supervision and the public statistics count lies in the index they go along: over a year of 204,254 cases the
-- statistics read 26,651 pages of facts and sorted them on disk; along these they read a quarter of that and sort nothing (docs/decisions/0012).
drop index figures.case_fact_by_resolved;
create index case_fact_by_resolved on figures.case_fact (resolved_on, case_id)
  include (kind, organisation, item_code, place, receiving, on_time, outcome, working_days) where resolved_on is not null;
drop index figures.case_fact_by_received;
create index case_fact_by_received on figures.case_fact (received_on desc, case_id) include (kind, organisation, item_code, place, receiving);
create index case_fact_by_item on figures.case_fact (item_code, received_on desc, case_id);
-- The window that took a case in, and the stays of a window or a unit.
create index case_fact_by_receiving on figures.case_fact (receiving, received_on);
create index stay_by_organisation on figures.stay (organisation, left_on, state) where left_on is not null;
-- Few of all: cases an office ended without a decision, and cases whose clock was stopped.
create index case_fact_terminated on figures.case_fact (resolved_on desc, case_id) where outcome = 'terminated';
create index case_fact_stopped on figures.case_fact (organisation, resolved_on desc, case_id) where specials > 0;
