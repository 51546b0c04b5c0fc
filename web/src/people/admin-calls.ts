import { ask } from '../api/request.ts'

export interface Post { id: string; organisation: string; name: string; roles: string[]; holders: number }
export interface Account {
  id: string
  account: string
  name: string
  kind: 'citizen' | 'enterprise' | 'staff'
  organisation: string | null
  organisationName: string | null
  active: boolean
  roles: string[]
  ownRoles: string[]
  posts: Pick<Post, 'id' | 'name' | 'roles'>[]
  secondFactor: boolean
  mustChangePassword: boolean
}

export function fetchAccounts({ q, page }: { q: string; page: number }): Promise<{ total: number; accounts: Account[] }> {
  return ask('GET', `/api/admin/accounts?${new URLSearchParams({ ...(q !== '' && { q }), page: String(page) })}`)
}
export async function fetchPosts(organisation: string): Promise<Post[]> {
  return (await ask<{ posts: Post[] }>('GET', `/api/admin/posts?${new URLSearchParams({ organisation })}`)).posts
}

export const createAccount = (body: { account: string; name: string; organisation: string }): Promise<Account> =>
  ask('POST', '/api/admin/accounts', { body })
export const setActive = (id: string, isActive: boolean): Promise<unknown> => ask('POST', `/api/admin/accounts/${id}/${isActive ? 'activation' : 'deactivation'}`)
export const grantRights = (id: string, body: { posts: string[]; roles: string[] }): Promise<unknown> => ask('POST', `/api/admin/accounts/${id}/rights`, { body })
export const resetPassword = (id: string): Promise<{ account: string; temporaryPassword: string }> => ask('POST', `/api/admin/accounts/${id}/password-reset`)
export const resetFactor = (id: string): Promise<unknown> => ask('POST', `/api/admin/accounts/${id}/second-factor-reset`)
export const endSessions = (id: string): Promise<unknown> => ask('DELETE', `/api/admin/accounts/${id}/sessions`)

/** What people call the roles. */
export const ROLE_WORDS: Readonly<Record<string, string>> = {
  citizen: '群众', enterprise: '企业经办人', window: '综合窗口', reviewer: '审查', approver: '审批', supervisor: '效能监督', bureau: '政数局管理',
  leader: '区领导', hotline: '热线坐席', discipline: '纪检监察', sysadmin: '系统管理员', secadmin: '安全管理员', auditor: '审计管理员',
}
/** Administrators are appointed on the machine, citizens and agents register themselves. */
const ADMINISTRATORS = ['sysadmin', 'secadmin', 'auditor']
export const GIVEN_ROLES = Object.keys(ROLE_WORDS).filter((role) => !['citizen', 'enterprise', ...ADMINISTRATORS].includes(role))
export const isAdministrator = ({ roles }: Pick<Account, 'roles'>): boolean => roles.some((role) => ADMINISTRATORS.includes(role))
