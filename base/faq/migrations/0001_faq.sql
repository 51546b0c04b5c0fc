create schema faq;

-- 常见问题: an answered question the owning organisation has made public, in words that say nothing of who asked.
create table faq.entry (
  id bigint primary key generated always as identity,
  item_code text not null,
  question text not null,
  answer text not null,
  -- Where it comes from; shown to nobody. One question is published once; what was taken back may be published anew.
  case_id uuid not null unique references kernel.case,
  organisation text not null,
  published_at timestamptz not null,
  withdrawn_at timestamptz
);
create index entry_by_item on faq.entry (item_code, published_at desc, id desc) where withdrawn_at is null;
