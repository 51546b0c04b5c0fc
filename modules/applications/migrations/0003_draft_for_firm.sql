-- The firm whose agent began the draft for it; null for one's own. A draft never becomes somebody else's application.
alter table applications.draft add column for_party text;
drop index applications.draft_unfiled;
create unique index draft_unfiled on applications.draft (account_id, item_code, coalesce(for_party, '')) where case_id is null;
