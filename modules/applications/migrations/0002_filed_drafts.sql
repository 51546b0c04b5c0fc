-- A filed draft stays behind, emptied, so that pressing the button twice leads to the one case and its receipt.
alter table applications.draft
  add column case_id uuid references kernel.case,
  -- The query password, readable only with the key in the applicant's browser.
  add column sealed_password text,
  drop constraint draft_account_id_item_code_key;
create unique index draft_unfiled on applications.draft (account_id, item_code) where case_id is null;
