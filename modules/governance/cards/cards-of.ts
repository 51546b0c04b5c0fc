/** The cards an order is about: those of its unit and day that came in the moments it covers. */
export const CARDS_OF = `
  alert.level = 'yellow' and alert.organisation = ordered.organisation and alert.supervise_until = ordered.answer_by
  and alert.fired_at > ordered.covers_from and alert.fired_at <= coalesce(ordered.covers_until, 'infinity')`
