-- Runs wait and are computed where every computation is (base/computations); those of before can be asked for again.
drop table what_if.run;
drop schema what_if;
