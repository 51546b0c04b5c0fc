/** Every page of the staff application: its name, an account that may open it, and its address; {case} is a case of a window. */
export const STAFF_PAGES: readonly (readonly [name: string, account: string, path: string])[] = [
  ['待办', 'window', '/staff/'],
  ['在办', 'window', '/staff/doing'],
  ['办件', 'window', '/staff/cases/{case}'],
]
