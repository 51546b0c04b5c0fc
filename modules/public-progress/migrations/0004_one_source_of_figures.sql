-- Cases are counted in one place (base/figures). What stays here are the reasons, which nobody else keeps; whose case it is, is known
-- to the figures. The projection reads the log again, under its new name.
drop table public_progress.fact;
truncate public_progress.reason;
drop index public_progress.reason_by_organisation;
alter table public_progress.reason drop column organisation, drop column item_code, drop column place;
delete from kernel.checkpoint where projection = 'public-progress.statistics';
