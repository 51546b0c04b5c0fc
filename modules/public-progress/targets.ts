import targets from './targets.json' with { type: 'json' }

/** What the figures of the leaders' page are held against, each with what it rests on; change targets.json. */
export const TARGETS: Readonly<Record<'onTimePercent' | 'overdue' | 'averageRating', { value: number; basis: string }>> = targets
