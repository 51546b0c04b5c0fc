create schema messages;

-- The inbox (站内消息). One message for each event and recipient, however often the job that tells it runs.
create table messages.message (
  id bigint primary key generated always as identity,
  recipient text not null,
  case_id uuid references kernel.case,
  event_seq int,
  title text not null,
  body text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (case_id, event_seq, recipient)
);
create index message_by_recipient on messages.message (recipient, created_at desc, id desc);
create index message_unread on messages.message (recipient) where read_at is null;
