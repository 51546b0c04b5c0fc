create schema webhooks;

-- A program of another office that is told what happens, step by step in the order of the log. It keeps a place in the log instead of
-- a list of messages: nothing grows, and nothing is lost however long the other side is away.
create table webhooks.subscription (
  id uuid primary key,
  url text not null check (length(url) <= 500),
  description text not null check (length(description) between 1 and 200),
  -- Event kinds such as 'application.accept'; empty for all.
  kinds text[] not null,
  -- Sealed by the vault.
  secret text not null,
  created_by text not null,
  created_at timestamptz not null,
  state text not null default 'active' check (state in ('active', 'paused')),
  xid xid8 not null,
  position bigint not null,
  delivered bigint not null default 0,
  delivered_at timestamptz,
  -- Of the event it stands at.
  attempts int not null default 0,
  reason text,
  -- When it is its turn again; while a process delivers, when another may take over.
  next_at timestamptz not null,
  turn bigint not null default 0
);
create index subscription_due on webhooks.subscription (next_at) where state = 'active';
