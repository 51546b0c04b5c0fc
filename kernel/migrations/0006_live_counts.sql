-- How many live cases stand in each state of each version of a workflow, for the district and for an office, is answered from the index alone.
drop index kernel.case_live_by_state;
create index case_live_by_state on kernel.case (type, workflow_version, state, owner_organisation, receiving_organisation, sealed) where closed_at is null;
