import { ROLES, type Role } from '#kernel'

type StaffRole = Exclude<Role, 'citizen' | 'enterprise'>
export type AdministratorRole = 'sysadmin' | 'secadmin' | 'auditor'

/** The three administrators (系统、安全、审计); nobody holds two of them, or one of them beside any other role. */
export const ADMINISTRATORS: readonly AdministratorRole[] = ['sysadmin', 'secadmin', 'auditor']

/** Everybody who works here, as routes name them. */
export const STAFF: readonly [StaffRole, ...StaffRole[]] = [
  'window', 'reviewer', 'approver', 'supervisor', 'bureau', 'leader', 'hotline', 'discipline', 'sysadmin', 'secadmin', 'auditor',
]

/** Roles that are given to staff; what citizens and firms are is decided by how they registered. */
export const STAFF_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'citizen' && role !== 'enterprise')

export function isAdministrator(roles: readonly string[]): boolean {
  return ADMINISTRATORS.some((role) => roles.includes(role))
}

/** What people call the roles. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  citizen: '群众', enterprise: '企业经办人', window: '综合窗口', reviewer: '审查', approver: '审批', supervisor: '效能监督', bureau: '政数局管理',
  leader: '区领导', hotline: '热线坐席', discipline: '纪检监察', sysadmin: '系统管理员', secadmin: '安全管理员', auditor: '审计管理员',
}
