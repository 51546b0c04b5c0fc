-- 递补: the place of somebody who was disqualified after the announcement, where the campaign says that the next in the ranking moves up.
create table awards.succession (
  vacated uuid primary key references awards.nomination,
  campaign_id uuid not null references awards.campaign,
  vacated_on date not null,
  successor uuid unique references awards.nomination,
  moved_up_on date,
  public_until date,
  -- Why nobody has moved up; null where somebody has.
  why text,
  check ((successor is null) = (public_until is null) and (successor is null) = (moved_up_on is null) and (successor is null) = (why is not null))
);
create index succession_by_campaign on awards.succession (campaign_id, vacated_on);
