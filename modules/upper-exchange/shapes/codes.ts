/** Codes used in more than one table. None of these was read: defaults (默认值). */
export const OUTCOMES = { 1: '准予', 2: '不予批准', 3: '不予受理', 4: '申请人撤回', 5: '终止办理' } as const
export const YES_NO = { 0: '否', 1: '是' } as const
export const LIMIT_UNIT = { 1: '工作日' } as const
