export const NOMINATION_TYPE = 'award-nomination'
export const OBJECTION_TYPE = 'award-objection'
/** Who reviews and answers: the organisation of the supervisors (效能监督). A default. */
export const SUPERVISING_ORGANISATION = 'government-services'
export const HUADU = '440114'
