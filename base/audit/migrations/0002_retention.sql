-- What was taken out of the log after it had been exported: the chain goes on from the last link that went.
create table audit.removal (
  until_seq bigint primary key,
  until_hash text not null,
  until_at timestamptz not null,
  entries bigint not null,
  -- SM3 of the exported file, so that it can be held against what it claims to be.
  file_sm3 text not null,
  at timestamptz not null,
  by_account text not null
);
create trigger removal_append_only before update or delete on audit.removal for each row execute function audit.refuse_change();
create trigger removal_never_emptied before truncate on audit.removal for each statement execute function audit.refuse_change();

-- 网络安全法第二十一条 asks for six months at least: whatever a program or a person tries, nothing younger goes, and nothing that was
-- not exported. The machine's own clock decides, not the program's.
create function audit.refuse_early_removal() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'entry' then
    if old.at < now() - interval '6 months' and exists (
      select 1 from audit.removal r join audit.link l on l.seq <= r.until_seq where l.entry = old.id) then return old; end if;
  elsif exists (select 1 from audit.removal r where old.seq <= r.until_seq)
    and not exists (select 1 from audit.entry e where e.id = old.entry) then return old; end if;
  raise exception '%.% is kept for six months at least, and removed only after export', tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
drop trigger entry_append_only on audit.entry;
drop trigger link_append_only on audit.link;
create trigger entry_append_only before update on audit.entry for each row execute function audit.refuse_change();
create trigger link_append_only before update on audit.link for each row execute function audit.refuse_change();
create trigger entry_kept before delete on audit.entry for each row execute function audit.refuse_early_removal();
create trigger link_kept before delete on audit.link for each row execute function audit.refuse_early_removal();
