-- One of the three administrators (系统、安全、审计) holds that role and no other, however he came by it.
create function people.refuse_mixed_administrator() returns trigger language plpgsql as $$
declare
  held text[];
begin
  select array(
    select role from people.account_role where account = new.account
    union
    select unnest(post.roles) from people.post_holder holder join people.post post on post.id = holder.post where holder.account = new.account)
  into held;
  if held && array['sysadmin', 'secadmin', 'auditor'] and cardinality(held) > 1 then
    raise exception 'an administrator holds one role only' using errcode = 'check_violation', constraint = 'administrators_hold_one_role';
  end if;
  return null;
end $$;

create constraint trigger administrators_hold_one_role after insert or update on people.account_role
  deferrable initially deferred for each row execute function people.refuse_mixed_administrator();
create constraint trigger administrators_hold_one_role after insert or update on people.post_holder
  deferrable initially deferred for each row execute function people.refuse_mixed_administrator();

alter table people.post
  add constraint administrators_have_posts_of_their_own
  check (not roles && array['sysadmin', 'secadmin', 'auditor'] or cardinality(roles) = 1);

create index post_by_organisation on people.post (organisation, name);
create index account_by_name on people.account (name, id);
create index post_holder_by_post on people.post_holder (post);
