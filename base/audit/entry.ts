import type { Actor, Call } from '#kernel'

/** What kinds of things are written down, with the words for them. */
export const AUDIT_ACTIONS = {
  'sign-in': '登录',
  'sign-out': '退出登录',
  'case.read': '查看办件',
  'case.change': '办件操作',
  'list.read': '查看名单',
  reveal: '查看个人信息原文',
  admin: '管理操作',
  export: '导出',
  keys: '更换密钥',
  'audit.read': '查审计记录',
  'audit.seal': '封存审计记录',
  'audit.prune': '删除已封存的审计记录',
} as const
export type AuditAction = keyof typeof AUDIT_ACTIONS

export type AuditOutcome = 'done' | 'refused' | 'failed'

/** What somebody writes down: never personal data, only which field of which case it was. */
export interface AuditNote {
  action: AuditAction
  /** In words, e.g. the summary of the route. */
  what: string
  caseId?: string | undefined
  /** What it was done to, where that is no case: an account, an item, a list. */
  object?: string | undefined
  /** 'done' unless told. */
  outcome?: AuditOutcome | undefined
  reason?: string | undefined
  detail?: Readonly<Record<string, string | number | boolean | null>> | undefined
  /** Who did it, where the caller is not known yet: somebody who signs in. */
  actor?: Pick<Actor, 'id' | 'name' | 'roles' | 'organisation'> | undefined
}

/** An entry as it is kept. */
export interface AuditEntry {
  at: Date
  account: string
  name: string
  organisation: string | null
  roles: readonly string[]
  ip: string | null
  traceId: string | null
  action: string
  what: string
  caseId: string | null
  object: string | null
  outcome: AuditOutcome
  reason: string | null
  detail: Readonly<Record<string, unknown>> | null
}

const WORDS_MAX = 200

/** The entry a note becomes. Pure. */
export function entryOf({ actor, now, from }: Pick<Call, 'actor' | 'now' | 'from'>, note: AuditNote): AuditEntry {
  const { id, name, roles, organisation } = note.actor ?? actor
  return {
    at: now, account: cut(id), name: cut(name), organisation, roles: [...roles], ip: from?.ip ?? null, traceId: from?.traceId ?? null,
    action: note.action, what: cut(note.what), caseId: note.caseId ?? null, object: note.object === undefined ? null : cut(note.object),
    outcome: note.outcome ?? 'done', reason: note.reason === undefined ? null : cut(note.reason), detail: detailOf(actor, note),
  }
}

/** For whom she works besides herself is written beside whatever she does: in whose place (委托代办), or for which firm. */
function detailOf({ standsInFor = [], agency }: Actor, { detail }: AuditNote): AuditEntry['detail'] {
  const inPlaceOf = standsInFor.map(({ name }) => name).join('、')
  const all = { ...detail, ...(inPlaceOf !== '' && { inPlaceOf }), ...(agency && { actsFor: agency.name }) }
  return Object.keys(all).length === 0 ? null : all
}

/** Whole letters only: half of a pair could not be stored. */
function cut(text: string): string {
  return [...text].slice(0, WORDS_MAX).join('').toWellFormed().replaceAll('\0', '')
}
