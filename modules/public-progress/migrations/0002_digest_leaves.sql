-- What each published digest was made of. Kept as it was on that day: when a hand alters one case afterwards, the proof of
-- that case fails, and nobody else's.
create table public_progress.digest_leaf (
  day date not null references public_progress.digest,
  position int not null,
  case_id uuid not null,
  seq int not null,
  hash text not null,
  primary key (day, position),
  unique (case_id, day)
);
insert into public_progress.digest_leaf (day, position, case_id, seq, hash)
  select on_day, row_number() over (partition by on_day order by case_id), case_id, seq, hash
  from (select distinct on (on_day, case_id) on_day, case_id, seq, hash from kernel.event order by on_day, case_id, seq desc) last
  where on_day in (select day from public_progress.digest);

create trigger digest_append_only before update or delete on public_progress.digest for each row execute function kernel.refuse_change();
create trigger digest_leaf_append_only before update or delete on public_progress.digest_leaf for each row execute function kernel.refuse_change();
