-- SM3 of the case as the step left it, so that the chain covers the whole row and not only what the log repeats of it.
-- Null in events from before this column; the hash of an event tells the two apart.
alter table kernel.event add column case_sm3 text;
