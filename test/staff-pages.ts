/** Every page of the staff application: its name, an account that may open it, and its address; {case} is a case of a window. */
export const STAFF_PAGES: readonly (readonly [name: string, account: string, path: string])[] = [
  ['待办', 'window', '/staff/'],
  ['在办', 'window', '/staff/doing'],
  ['办件', 'window', '/staff/cases/{case}'],
  ['区里的办件', 'leader', '/staff/'],
  ['一个数字的办件', 'leader', '/staff/overview?period=year&measure=received'],
  ['成批办理', 'window', '/staff/runs'],
  ['差评办件', 'supervisor', '/staff/ratings'],
  ['不计入的评价', 'supervisor', '/staff/excluded'],
  ['账号与安全', 'window', '/staff/account'],
  ['账号和岗位', 'secadmin', '/staff/people'],
  ['开设账号', 'sysadmin', '/staff/people'],
  ['事项目录', 'bureau', '/staff/catalogue'],
  ['事项', 'bureau', '/staff/catalogue?code=SL4401142000013'],
  ['审计记录', 'auditor', '/staff/audit'],
]
