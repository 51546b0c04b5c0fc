/** What departments and windows register of a project themselves: papers on the land, drawings, permits from elsewhere, revocations. */
import { Type, type Static } from 'typebox'
import { Refusal } from '#platform/refusal'
import { runSql } from '#platform/database'
import { requestHashOf, type Call } from '#kernel'
import { PERMIT_NAMES, PERMITS, type Permit } from '../release/gates.ts'
import { isOfficial, officesOf } from './officials.ts'
import { addFacts, factsOf, FACTS_MAX, lockProject, type Project } from './projects.ts'
import { soundFacts, standingOf, type Fact } from './standing.ts'

const closed = { additionalProperties: false } as const
const text = (title: string, maxLength: number) => Type.String({ title, minLength: 2, maxLength })
const permit = Type.Enum([...PERMITS], { title: '哪一个证' })
const evidence = text('凭什么：文号、编号，或者在哪里可以查到', 300)

/** Which papers count as 使用土地的有关证明文件, in words; any of them opens the gate. */
export const LAND_KINDS = ['国有建设用地使用权出让合同', '国有建设用地划拨决定书', '不动产权证书', '集体建设用地使用证明', '其他用地批准文件'] as const

export const Registration = Type.Union([
  Type.Object({ what: Type.Literal('land-document'), kind: Type.Enum([...LAND_KINDS]), evidence }, closed),
  Type.Object({ what: Type.Literal('fire-drawings'), evidence }, closed),
  Type.Object({ what: Type.Literal('special-works'), evidence }, closed),
  Type.Object({ what: Type.Literal('issued-outside'), permit, evidence }, closed),
  Type.Object({ what: Type.Literal('revoked'), permit, evidence }, closed),
  Type.Object({ what: Type.Literal('struck-out'), strikes: Type.Integer({ minimum: 1, maximum: FACTS_MAX }), evidence: text('为什么撤下这一条', 300) }, closed),
])
export type Registration = Static<typeof Registration>

/** Registered by departments, not made by a step of a case: these may be struck out. */
const REGISTERED: readonly Fact['what'][] = ['land-document', 'fire-drawings', 'special-works', 'issued-outside', 'revoked']

/** Whose business each is: the owners of these permits. */
const BUSINESS: Readonly<Record<'land-document' | 'fire-drawings' | 'special-works', readonly Permit[]>> = {
  'land-document': ['YD', 'BD', 'GC'], 'fire-drawings': ['XF', 'SG'], 'special-works': ['XF', 'SG'],
}

/** Puts a registration on record of the project; the same key does it once. */
export async function register(call: Call, project: Project, { given, key }: { given: Registration; key: string | undefined }): Promise<void> {
  await lockProject(call.tx, project.id)
  const command = key === undefined ? undefined : { key, requestSm3: requestHashOf({ project: project.id, ...given }) }
  if (command && await isRepeated(call, command)) return
  const facts = await factsOf(call.tx, project.id)
  await refuseUnfit(call, given, facts)
  if (facts.length >= FACTS_MAX) throw new Refusal('rule', `一个项目最多记 ${FACTS_MAX} 条，请联系系统管理员`)
  await addFacts(call, project.id, [{ ...given, ...(command && { command }) }])
}

async function isRepeated({ tx, actor }: Call, { key, requestSm3 }: { key: string; requestSm3: string }): Promise<boolean> {
  const [earlier] = await runSql<{ requestSm3: string }>(tx, `
    select request_sm3 as "requestSm3" from joint_permits.fact where by_account = $1 and command_key = $2`, [actor.id, key])
  if (earlier && earlier.requestSm3 !== requestSm3) throw new Refusal('conflict', '这个 Idempotency-Key 已用于另一个请求，请换一个新的值')
  return earlier !== undefined
}

/** Says why not, or nothing. */
async function refuseUnfit(call: Call, given: Registration, facts: readonly Fact[]): Promise<void> {
  const standing = standingOf(facts)
  if (given.what === 'struck-out') {
    const struck = soundFacts(facts).find(({ seq }) => seq === given.strikes)
    if (!struck || !REGISTERED.includes(struck.what)) throw new Refusal('rule', '只能撤下由单位登记、还算数的一条；办件里的决定按办件的步骤改')
    return refuseOthers(call, permitsOf(struck))
  }
  if (given.what === 'issued-outside' && standing.out.has(given.permit)) throw new Refusal('rule', `${PERMIT_NAMES[given.permit]}已经有了，不用再登记`)
  if (given.what === 'revoked' && !standing.out.has(given.permit)) throw new Refusal('rule', `${PERMIT_NAMES[given.permit]}没有发出，没有可以撤销的`)
  return refuseOthers(call, permitsOf({ what: given.what, permit: 'permit' in given ? given.permit : null }), given.what === 'issued-outside')
}

function permitsOf({ what, permit: one }: Pick<Fact, 'what' | 'permit'>): readonly Permit[] {
  if (what === 'land-document' || what === 'fire-drawings' || what === 'special-works') return BUSINESS[what]
  return one === null ? [] : [one]
}

/** Only the departments whose permits these are; what was obtained elsewhere may also be registered at a window, which has seen the paper. */
async function refuseOthers(call: Call, permits: readonly Permit[], mayWindow = false): Promise<void> {
  if (mayWindow && call.actor.roles.includes('window')) return
  const offices = await officesOf(call, permits)
  if (isOfficial(call.actor, offices)) return
  throw new Refusal('forbidden', `这一项由${[...offices].map((one) => call.kernel.nameOf(one)).join('、')}登记`)
}
