-- A short mark of each field of an event. The hash says that an event was altered, the marks say where. Events written before
-- this have none.
alter table kernel.event add column field_marks text;
