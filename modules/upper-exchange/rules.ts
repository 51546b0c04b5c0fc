/** When the doctor speaks up. Ours (默认值); no rule of the state was read. */
export const UPPER_RULES = { outboxHoursMax: 24, rejectedMax: 20, unevenDaysMax: 3 } as const
