import { Type } from 'typebox'
import { created } from '#platform/reply'
import { route, type Audience, type Route } from '#kernel'
import { changeRule } from './change.ts'
import { rulesSeen } from './list.ts'
import { RULE_KINDS, SETTING_NAMES, TOLD } from './settings.ts'
import { tryRule } from './trial.ts'

const closed = { additionalProperties: false } as const
/** Wide on purpose: what a number may be is said beside its field, in words. */
const AnyNumber = Type.Optional(Type.Number({ minimum: -1_000_000, maximum: 1_000_000 }))
const OneRule = Type.Object({ kind: Type.Union(RULE_KINDS.map((kind) => Type.Literal(kind))), id: Type.String({ minLength: 2, maxLength: 40 }) }, closed)
const Wished = {
  isOn: Type.Boolean(), tells: Type.Array(Type.Union(TOLD.map((told) => Type.Literal(told))), { maxItems: TOLD.length, uniqueItems: true }),
  settings: Type.Object(Object.fromEntries(SETTING_NAMES.map((name) => [name, AnyNumber])), closed),
  basis: Type.String({ minLength: 2, maxLength: 500 }), effectiveOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
}
const Wish = Type.Object(Wished, closed)
const Changed = Type.Object({ ...Wished, from: Type.Integer({ minimum: 1, maximum: 100_000 }), reason: Type.String({ minLength: 2, maxLength: 500 }) }, closed)
const READERS: readonly [Audience, ...Audience[]] = ['supervisor', 'leader', 'bureau', 'reviewer', 'approver']

/** The rules of alerting, of points and of deadlines: everybody judged by them reads them, the bureau changes them. */
export const ruleRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/api/rules', summary: '监督的规则：现行的、将要生效的、以前的各版', for: READERS, handle: (call) => rulesSeen(call) }),
  route({
    method: 'POST', path: '/api/rules/:kind/:id', summary: '改一条规则，成为它的下一版', for: ['bureau'], params: OneRule, body: Changed,
    handle: async (call, { params, body }) => created(await changeRule(call, params, body)),
  }),
  route({
    method: 'POST', path: '/api/rules/:kind/:id/trial', summary: '试算：若按此规则，昨天会怎样；什么也不发', for: ['bureau', 'supervisor'], params: OneRule, body: Wish,
    handle: (call, { params, body }) => tryRule(call, params, body),
  }),
]
