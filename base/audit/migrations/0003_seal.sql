-- The seal of the exported file, signed by the office: who alters the place where the chain goes on cannot sign it anew. Everything
-- that `verify` holds against the rest of the log stands in it.
alter table audit.removal
  add column seal jsonb not null,
  add column signature text not null;
