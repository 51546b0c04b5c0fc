-- In whose place somebody took a step (委托代办). Part of what the event's hash covers; older events have none and hash as ever.
alter table kernel.event add column on_behalf_id text, add column on_behalf_name text;
