-- Versions of a rule (预警规则、分值规则、期限) after the one we ship. What was written stays: alerts, points and cases refer to it.
create table governance.rule (
  kind text not null check (kind in ('alert', 'points', 'deadline')),
  id text not null,
  version int not null check (version >= 2),
  is_on boolean not null,
  tells text[] not null,
  settings jsonb not null,
  basis text not null,
  reason text not null,
  effective_on date not null,
  written_by text not null,
  written_by_name text not null,
  written_at timestamptz not null,
  primary key (kind, id, version)
);
create function governance.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'governance.% keeps what it holds', tg_table_name;
end $$;
create trigger rule_stays before update or delete on governance.rule for each row execute function governance.refuse_change();

-- 黄牌督办: one order for all yellow cards of one unit that share a supervised deadline. Which cards it is about follows from unit, day and
-- the moments it covers, so that no card is written a second time.
create table governance.card_order (
  case_id uuid primary key,
  organisation text not null,
  answer_by date not null,
  covers_from timestamptz not null,
  -- Cards that come later have an order of their own; null while it may still be answered for them.
  covers_until timestamptz,
  opened_on date not null,
  escalated_on date,
  answered_on date,
  closed_on date
);
create unique index card_order_open on governance.card_order (organisation, answer_by) where covers_until is null;
create index card_order_by_key on governance.card_order (organisation, answer_by, covers_from);
create index card_order_unclosed on governance.card_order (case_id) where closed_on is null;
