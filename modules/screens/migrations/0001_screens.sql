-- The stays of one matter in one state at one unit: what the ten slowest steps open to.
create index stay_by_step on figures.stay (item_code, state, organisation, left_on) where left_on is not null;

-- What is overdue or due tomorrow is the near end of all that is open; the rest need not be read every second.
create index case_fact_due on figures.case_fact (due_on, organisation, place) where resolved_on is null and kind = 'service';
