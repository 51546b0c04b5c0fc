-- Surveys wait and are computed where every computation is (base/computations); those of before can be asked for again.
delete from mining.survey_case;
alter table mining.survey_case drop constraint survey_case_survey_id_fkey;
drop table mining.survey;
alter table mining.survey_case add foreign key (survey_id) references computations.computation on delete cascade;
