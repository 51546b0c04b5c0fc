-- Where a rating was made that was not made here: the platform above that passed it on. Null: here.
alter table ratings.rating add column came_from text;
