create schema ratings;

-- One rating for each case (一事一评).
create table ratings.rating (
  case_id uuid primary key references kernel.case,
  level int not null check (level between 1 and 5),
  tags text[] not null,
  text text,
  rated_by text not null,
  rated_at timestamptz not null
);
