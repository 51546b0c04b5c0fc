import { Type, type Static } from 'typebox'
import { route, type Role, type Route } from '#kernel'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { endSessions, sessionsOf } from '../own-sessions.ts'
import { STAFF_ROLES } from '../staff-roles.ts'
import { accountsFor, lockAccount, PAGE_SIZE_MAX } from './account-list.ts'
import { activate, createAccount, deactivate } from './accounts.ts'
import { askReset, closeReset, confirmReset, keyResets, type ResetKeys } from './key-resets.ts'
import { createPost, postsOf, removePost } from './posts.ts'
import { grantRights } from './rights.ts'
import { refuseOneself } from './separation.ts'

const closed = { additionalProperties: false } as const
const SHORT = { minLength: 1, maxLength: 64 } as const
const AccountId = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }, closed)
const RoleName = Type.Unsafe<Role>(Type.Union(STAFF_ROLES.map((role) => Type.Literal(role))))
const Roles = (minItems: number) => Type.Array(RoleName, { minItems, maxItems: STAFF_ROLES.length })
const AccountQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  kind: Type.Optional(
    Type.Unsafe<'citizen' | 'enterprise' | 'staff'>(Type.Union([Type.Literal('citizen'), Type.Literal('enterprise'), Type.Literal('staff')])),
  ),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_SIZE_MAX })),
}, closed)
const NewAccount = Type.Object({ account: Type.String(SHORT), name: Type.String({ minLength: 1, maxLength: 50 }), organisation: Type.String(SHORT) }, closed)
const NewPost = Type.Object({ organisation: Type.String(SHORT), name: Type.String(SHORT), roles: Roles(1) }, closed)
const Rights = Type.Object({ posts: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 }), roles: Roles(0) }, closed)
type Rights = Static<typeof Rights>

const ResetId = Type.Object({ id: Id }, closed)
const NewReset = Type.Object({
  keys: Type.Unsafe<ResetKeys>(Type.Union([Type.Literal('password'), Type.Literal('second-factor')])), reason: Type.String({ minLength: 1, maxLength: 200 }),
}, closed)

const BOTH = ['sysadmin', 'secadmin'] as const

/** What the two administrators of accounts do; the third, 审计管理员, only reads the audit log and is named nowhere here. */
export const administrationRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/admin/accounts', summary: '账号名单', for: BOTH, query: AccountQuery,
    handle: (call, { query }) => accountsFor(call, query),
  }),
  route({
    method: 'GET', path: '/api/admin/posts', summary: '一个单位的岗位', for: BOTH, query: Type.Object({ organisation: Type.String(SHORT) }, closed),
    handle: async (call, { query }) => ({ posts: await postsOf(call, query.organisation) }),
  }),
  route({
    method: 'GET', path: '/api/admin/key-resets', summary: '重置密码和动态码的申请', for: BOTH,
    handle: async (call) => ({ resets: await keyResets(call) }),
  }),

  // 系统管理员：有哪些人、哪些岗位；谁的密码要重置，由他申请
  route({
    method: 'POST', path: '/api/admin/accounts/:id/key-resets', summary: '申请重置密码或动态码', for: ['sysadmin'], params: AccountId, body: NewReset,
    handle: async (call, { params, body }) => created(await askReset(call, params.id, body)),
  }),
  route({
    method: 'POST', path: '/api/admin/key-resets/:id/withdrawal', summary: '撤回重置的申请', for: ['sysadmin'], params: ResetId,
    handle: async (call, { params }) => { await closeReset(call, params.id, 'withdrawn'); return { closed: true } },
  }),
  route({
    method: 'POST', path: '/api/admin/accounts', summary: '开设工作人员账号', for: ['sysadmin'], body: NewAccount,
    handle: async (call, { body }) => created(await createAccount(call, body)),
  }),
  route({
    method: 'POST', path: '/api/admin/accounts/:id/deactivation', summary: '停用账号', for: ['sysadmin'], params: AccountId,
    handle: (call, { params }) => deactivate(call, params.id),
  }),
  route({
    method: 'POST', path: '/api/admin/accounts/:id/activation', summary: '恢复账号', for: ['sysadmin'], params: AccountId,
    handle: (call, { params }) => activate(call, params.id),
  }),
  route({
    method: 'POST', path: '/api/admin/posts', summary: '设置岗位', for: ['sysadmin'], body: NewPost,
    handle: async (call, { body }) => created(await createPost(call, body)),
  }),
  route({
    method: 'POST', path: '/api/admin/posts/removal', summary: '撤销没有人的岗位', for: ['sysadmin'],
    body: Type.Object({ post: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
    handle: async (call, { body }) => { await removePost(call, body.post); return { removed: true } },
  }),

  // 安全管理员：谁有什么权、用什么登录
  route({
    method: 'POST', path: '/api/admin/accounts/:id/rights', summary: '授予岗位和角色', for: ['secadmin'], params: AccountId, body: Rights,
    handle: (call, { params, body }) => grantRights(call, params.id, body),
  }),
  route({
    method: 'POST', path: '/api/admin/key-resets/:id/confirmation', summary: '确认重置', for: ['secadmin'], params: ResetId,
    handle: (call, { params }) => confirmReset(call, params.id),
  }),
  route({
    method: 'POST', path: '/api/admin/key-resets/:id/refusal', summary: '不同意重置', for: ['secadmin'], params: ResetId,
    handle: async (call, { params }) => { await closeReset(call, params.id, 'declined'); return { closed: true } },
  }),
  route({
    method: 'GET', path: '/api/admin/accounts/:id/sessions', summary: '查看账号的登录', for: ['secadmin'], params: AccountId,
    handle: async (call, { params }) => ({ sessions: await sessionsOf(call, params.id) }),
  }),
  route({
    method: 'DELETE', path: '/api/admin/accounts/:id/sessions', summary: '退出账号的全部登录', for: ['secadmin'], params: AccountId,
    handle: async (call, { params }) => {
      refuseOneself(call.actor.id, await lockAccount(call, params.id))
      return { ended: await endSessions(call, params.id) }
    },
  }),
]
