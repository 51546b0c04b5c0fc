import { Type, type Static } from 'typebox'
import { isDay } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Kernel } from '#kernel'

/** The most cases one survey reads; a district has some two hundred thousand in a year. */
export const CASES_MAX = 50_000
export const CASES_DEFAULT = 10_000
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Which cases are looked at: one kind, received in a period, the newest first up to a number. */
export const Asked = Type.Object({
  type: Type.String({ minLength: 1, maxLength: 64 }),
  item: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  place: Type.Optional(Type.String({ minLength: 1, maxLength: 12 })),
  from: Type.Optional(day),
  to: Type.Optional(day),
  cases: Type.Optional(Type.Integer({ minimum: 1, maximum: CASES_MAX })),
  /** The version of the workflow to hold them against; left out, each against its own. */
  against: Type.Optional(Type.Integer({ minimum: 1, maximum: 999_999 })),
}, { additionalProperties: false })
export type Asked = Static<typeof Asked>

/** Refuses what cannot be looked at: a kind or version that is not declared, days that do not exist. */
export function refuseUnsound({ workflows }: Pick<Kernel, 'workflows'>, { type, against, from, to }: Asked): void {
  const versions = workflows.get(type)
  if (!versions) throw new Refusal('invalid', '没有这一种办件，请从列表里选', [{ path: 'type', message: '请从列表里选' }])
  if (against !== undefined && !versions.some(({ version }) => version === against)) {
    throw new Refusal('invalid', `这种办件的流程没有第 ${against} 版，请从列表里选`, [{ path: 'against', message: '没有这一版' }])
  }
  for (const [path, value] of Object.entries({ from, to })) {
    if (value !== undefined && !isDay(value)) throw new Refusal('invalid', '日期不对，请按 2026-03-02 的样子写', [{ path, message: '没有这一天' }])
  }
  if (from !== undefined && to !== undefined && from > to) throw new Refusal('invalid', '开始的日子在结束的日子后面，请对调')
}
