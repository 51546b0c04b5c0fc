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

export type ResetKeys = 'password' | 'second-factor'
export interface KeyReset {
  id: string
  account: { id: string; account: string; name: string; organisationName: string | null }
  keys: ResetKeys
  reason: string
  askedBy: string
  askedAt: string
  decidedBy: string | null
  decidedAt: string | null
  outcome: 'confirmed' | 'declined' | 'withdrawn' | 'expired' | null
}

export function fetchAccounts({ q, page }: { q: string; page: number }): Promise<{ total: number; accounts: Account[] }> {
  return ask('GET', `/api/admin/accounts?${new URLSearchParams({ ...(q !== '' && { q }), page: String(page) })}`)
}
export async function fetchPosts(organisation: string): Promise<Post[]> {
  return (await ask<{ posts: Post[] }>('GET', `/api/admin/posts?${new URLSearchParams({ organisation })}`)).posts
}

export const createAccount = (body: { account: string; name: string; organisation: string }): Promise<Account> =>
  ask('POST', '/api/admin/accounts', { body })
export const setActive = (id: string, isActive: boolean): Promise<unknown> =>
  ask('POST', `/api/admin/accounts/${id}/${isActive ? 'activation' : 'deactivation'}`)
export const grantRights = (id: string, body: { posts: string[]; roles: string[] }): Promise<unknown> =>
  ask('POST', `/api/admin/accounts/${id}/rights`, { body })
export const askReset = (id: string, body: { keys: ResetKeys; reason: string }): Promise<{ account: string; firstHalf: string | null }> =>
  ask('POST', `/api/admin/accounts/${id}/key-resets`, { body })
export async function fetchResets(): Promise<KeyReset[]> {
  return (await ask<{ resets: KeyReset[] }>('GET', '/api/admin/key-resets')).resets
}
export const confirmReset = (id: string): Promise<{ account: string; secondHalf: string | null }> => ask('POST', `/api/admin/key-resets/${id}/confirmation`)
export const closeReset = (id: string, how: 'refusal' | 'withdrawal'): Promise<unknown> => ask('POST', `/api/admin/key-resets/${id}/${how}`)
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
