/** A district with windows, cases in many hands, and the people of an award. */
import { runSql, type Database } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { seedOrganisations } from '#base/people'
import type { Actor, Call, Case } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel } from '#app'
import { announce, lockCampaign } from './campaigns/announce.ts'
import { draftCampaign, publishCampaign } from './campaigns/publish.ts'
import { shippedSchemes, type Scheme } from './campaigns/scheme.ts'
import { rankingFor } from './campaigns/views.ts'
import { nominate } from './nominations/nominating.ts'
import { score } from './panel/panel.ts'

export const BUREAU: Actor = { ...person('bureau', ['bureau'], 'government-services'), name: '政数局（示例）' }
export const SUPERVISOR: Actor = { ...person('supervisor', ['supervisor'], 'government-services'), name: '效能监督' }
/** Approves what the other has reviewed. */
export const CHIEF: Actor = { ...person('chief', ['supervisor'], 'government-services'), name: '效能监督负责人' }
export const CITIZEN: Actor = { ...person('lin', ['citizen']), name: '林小溪' }
export const PASSER: Actor = { ...person('chen', ['citizen']), name: '陈某' }
const staff = (id: string, organisation: string, role: 'window' | 'approver' | 'reviewer' = 'window'): Actor => ({
  ...person(id, [role], organisation), name: `${id}（示例）`,
})
export const [ANNA, BELLA, CARA] = [staff('anna', 'market-regulation'), staff('bella', 'housing'), staff('cara', 'tax')]
export const [HEAD, OTHER_HEAD] = [staff('head', 'market-regulation', 'approver'), staff('other-head', 'housing', 'approver')]
/** Panel: of the unit of nobody, of nobody, of Anna's unit, and Bella herself. */
export const [JUDGE, SECOND, THIRD] = [staff('judge', 'water', 'approver'), staff('second', 'health', 'approver'), staff('third', 'education', 'approver')]
export const COLLEAGUE = staff('colleague', 'market-regulation', 'reviewer')
const PANEL = [JUDGE, SECOND, THIRD, COLLEAGUE, BELLA]

/** A Monday; February is over. */
export const MONDAY = '2026-03-02'
export const AFTER_NOMINATIONS = '2026-03-10'

export interface Ground { world: World; database: Database; close: () => Promise<void> }

export async function awardsGround(): Promise<Ground> {
  const { db, close } = await testDatabase()
  await seedOrganisations(db)
  for (const { id, name, organisation } of [ANNA, BELLA, CARA, HEAD, OTHER_HEAD, ...PANEL.slice(0, 4)]) {
    await runSql(
      db,
      "insert into people.account (id, login, name, kind, password_hash, organisation, created_at) values ($1, $1, $2, 'staff', '', $3, now())",
      [id, name, organisation],
    )
  }
  for (const { id, organisation } of [ANNA, BELLA, CARA]) {
    await runSql(db, "insert into people.post (id, organisation, name, roles) values ($1 || '/window', $1, '窗口', '{window}') on conflict do nothing", [
      organisation,
    ])
    await runSql(db, "insert into people.post_holder (account, post) values ($1, $2 || '/window')", [id, organisation])
  }
  return { world: new World(db, assembleKernel({ sendJobs: async () => {} }), MONDAY), database: db, close }
}

/** Cases that ended in February in these hands, as the projection would keep them. */
export async function handled(
  { database }: Pick<Ground, 'database'>,
  by: Actor,
  { n, late = 0, rated = n, bad = 0, item = 'X1' }: { n: number; late?: number; rated?: number; bad?: number; item?: string },
): Promise<void> {
  await runSql(
    database,
    `
    insert into figures.case_fact (case_id, number, type, kind, workflow_version, organisation, receiving, place,
      item_code, item_name, applicant_kind, channel, state, received_on, received_at, accepted_by, decided_by, decided_on, resolved_on, on_time, working_days,
      rating, rated_on, limit_days, statutory_days, last_at, last_seq, visited, clock)
    select gen_random_uuid(), $1 || $3 || number, 'application', 'service', 1, $2, 'hall', '440114',
      $3, '某事项', 'person', 'online', 'delivered', '2026-02-02', '2026-02-02', $1, $1, '2026-02-10', '2026-02-10', number > $5, 3,
      case when number <= $7 then 1 when number <= $6 then 5 end, '2026-02-11', 5, 10, '2026-02-11', 3, '{}', '{}'
    from generate_series(1, $4::int) number`,
    [by.id, by.organisation, item, n, late, rated, bad],
  )
}

/** The shipped scheme of the star, small enough for three people. */
export function schemeOf(changes: Partial<Scheme> = {}): Scheme {
  const shipped = shippedSchemes().find(({ kind }) => kind === 'star')
  if (!shipped) throw new Error('no scheme of the star')
  return {
    ...shipped, title: '二月服务之星（测试）', period: { from: '2026-02-01', to: '2026-02-28' }, nominateUntil: '2026-03-06',
    quota: { by: 'seats', seats: 1, basis: '测试' },
    vote: { from: MONDAY, until: '2026-03-09', perNomineeADay: 100, hidesCounts: true },
    panel: { members: PANEL.map(({ id, name, organisation }) => ({ account: id, name, organisation: organisation ?? '' })), quorum: 3, trimFrom: 5 },
    ...changes,
  }
}

/** The people of an award at work; the ground is asked for late, it is laid before the tests. */
export function officeOf(groundOf: () => Ground) {
  const as = <Result>(actor: Actor, work: (call: Call) => Promise<Result>): Promise<Result> => groundOf().world.as(actor, work)
  const step = (actor: Actor, id: string, name: string, data: Record<string, unknown> = {}): Promise<Case> => groundOf().world.step(actor, id, name, { data })
  const published = async (changes: Partial<Scheme> = {}): Promise<string> => {
    const id = await as(BUREAU, (call) => draftCampaign(call, schemeOf(changes)))
    await as(BUREAU, (call) => publishCampaign(call, id, { from: 1 }))
    return id
  }
  const nominated = async (campaign: string, actor: Actor, subject: Actor = actor): Promise<string> =>
    (await as(actor, (call) => nominate(call, campaign, { subject: subject.id, words: '办事清楚，态度好（测试）' }))).caseId
  const qualified = async (campaign: string, actor: Actor): Promise<string> => {
    const id = await nominated(campaign, actor)
    await step(SUPERVISOR, id, 'qualify', { opinion: '符合', discipline: '没有问题' })
    return id
  }
  const scored = (member: Actor, id: string, points: number): Promise<number> =>
    as(member, (call) => score(call, id, { scores: ['conduct-standard', 'skill', 'letters'].map((criterion) => ({ criterion, points })) }))
  const lock = (campaign: string) => as(SUPERVISOR, (call) => lockCampaign(call, campaign))
  const ranking = (campaign: string, actor: Actor = BUREAU) => as(actor, (call) => rankingFor(call, campaign))
  const announced = async (campaign: string) => {
    const { rankingSm3 } = await ranking(campaign)
    return as(BUREAU, (call) => announce(call, campaign, { rankingSm3 }))
  }
  /** Anna and Bella qualified, locked, scored by three; Anna before Bella. */
  const raced = async (changes: Partial<Scheme> = {}): Promise<{ campaign: string; anna: string; bella: string }> => {
    groundOf().world.today = MONDAY
    const campaign = await published(changes)
    const [anna, bella] = [await qualified(campaign, ANNA), await qualified(campaign, BELLA)]
    groundOf().world.today = AFTER_NOMINATIONS
    await lock(campaign)
    for (const judge of [JUDGE, SECOND, THIRD]) { await scored(judge, anna, 90); await scored(judge, bella, 80) }
    return { campaign, anna, bella }
  }
  return { as, step, published, nominated, qualified, scored, lock, ranking, announced, raced }
}
