import { runSql, type Tx } from '#platform/database'
import { addCalendarDays, dayAt, startOf, type Day } from '#platform/day'
import { addWorkingDays, takeStep, type Actor, type Call, type Kernel, type Role } from '#kernel'
import { announce } from './campaigns/announce.ts'
import { campaignOf } from './campaigns/ledger.ts'
import { draftCampaign, publishCampaign } from './campaigns/publish.ts'
import { rankingNow } from './campaigns/ranking.ts'
import type { Scheme } from './campaigns/scheme.ts'
import { finishedScheme, INVENTED, publicScheme, reviewScheme, runningScheme, SIXTH, STORIES, valuesFor, type Invented } from './demo-people.ts'
import { keepEvidence } from './evidence/evidence.ts'
import { nominate } from './nominations/nominating.ts'
import { reviewStory, writeStory } from './stories/stories.ts'

const staff = (id: string, name: string, role: Role, organisation: string): Actor => ({ id, name, roles: [role], organisation, party: null })
const SUPERVISOR = staff('demo-supervisor', '效能监督', 'supervisor', 'government-services')
const CHIEF = staff('demo-supervisor-chief', '效能监督负责人（示例）', 'supervisor', 'government-services')
const BUREAU = staff('demo-bureau', '政数局管理员', 'bureau', 'government-services')
const HALL_LEAD = staff('demo-hall-lead', '大厅负责人（示例）', 'approver', 'hall')
const CITIZEN: Actor = { id: 'demo-citizen', name: '李群众', roles: ['citizen'], organisation: null, party: null }
const WINDOW = staff('demo-window', '综合窗口', 'window', 'hall')
const TEN_O_CLOCK_MILLISECONDS = 10 * 3_600_000
const REVIEWED = { opinion: '符合条件（示例）', discipline: '没有问题反映（示例）' }

type At = (actor: Actor, day: Day) => Call

/** Three campaigns for a first look, people and figures invented: one with two winners, one in publicity, one that runs. Once only. */
export async function seedDemoAwards(kernel: Kernel, tx: Tx, now: Date): Promise<void> {
  const [there] = await runSql(tx, 'select 1 from awards.campaign limit 1')
  if (there) return
  const today = dayAt(now)
  const at: At = (actor, day) => callOn({ kernel, tx, actor, now, today }, day)
  await finished(at, today)
  await inPublicity(at, today)
  await underReview(at, today)
  await running(at, today)
}

async function finished(at: At, today: Day): Promise<void> {
  const [began, closed] = [addCalendarDays(today, -60), addCalendarDays(today, -50)]
  const { id, nominations } = await raced(at, finishedScheme(began, addCalendarDays(closed, -1)), { began, closed, people: INVENTED.slice(0, 4) })
  const { until } = await announced(at, id, closed)
  const after = addCalendarDays(until, 1)
  for (const { nominationId, person } of nominations.slice(0, 2)) {
    await takeStep(at(CHIEF, after), nominationId, 'approve', { data: { opinion: '公示没有异议，同意（示例）' } })
    await takeStep(at(SUPERVISOR, after), nominationId, 'award', { data: { opinion: '授牌（示例）' } })
    await told(at, { nominationId, person, day: after })
  }
}

async function told(at: At, { nominationId, person, day }: { nominationId: string; person: Invented; day: Day }): Promise<void> {
  const version = await writeStory(at(staff('demo-approver', '单位负责人（示例）', 'approver', person.organisation), day), nominationId, {
    text: STORIES[person.id] ?? '', figures: true,
  })
  await reviewStory(at(SUPERVISOR, day), nominationId, { version, passed: true })
}

async function inPublicity(at: At, today: Day): Promise<void> {
  const [began, closed] = [addCalendarDays(today, -14), addCalendarDays(today, -1)]
  const { id } = await raced(at, publicScheme(began, addCalendarDays(closed, -1)), { began, closed, people: INVENTED.slice(2, 5) })
  await announced(at, id, closed)
}

/** Locked, two of the panel have scored; one nominee has too few cases, two are alike so far. */
async function underReview(at: At, today: Day): Promise<void> {
  const [began, closed] = [addCalendarDays(today, -12), addCalendarDays(today, -2)]
  const scheme = reviewScheme(began, addCalendarDays(closed, -1))
  const alike = INVENTED.slice(2, 3).map((person) => ({ ...person, ...SIXTH }))
  await raced(at, scheme, { began, closed, people: [...INVENTED.slice(2, 5), ...alike], judges: 2 })
}

async function running(at: At, today: Day): Promise<void> {
  const scheme = runningScheme(today, addWorkingDays(at(BUREAU, today).kernel.calendar, today, 10))
  const id = await published(at, scheme, today)
  const { caseId } = await nominate(at(WINDOW, today), id, { subject: WINDOW.id, words: '今年学会了三个部门的业务，想参加评选（示例）' })
  await takeStep(at(SUPERVISOR, today), caseId, 'qualify', { data: REVIEWED })
  await nominate(at(HALL_LEAD, today), id, { subject: WINDOW.id, words: '带出了三位新同事，窗口忙的时候总是她先顶上（示例）' })
  await nominate(at(CITIZEN, today), id, { subject: 'demo-xinhua-window', words: '材料少带了一份，她教我用手机补上，没有让我再跑一趟（示例）' })
}

async function published(at: At, scheme: Scheme, day: Day): Promise<string> {
  const id = await draftCampaign(at(BUREAU, day), scheme)
  await publishCampaign(at(BUREAU, day), id, { from: 1 })
  return id
}

/** `judges`: so many of the panel have scored; left out: all. */
interface Race { began: Day; closed: Day; people: readonly Invented[]; judges?: number }

/** Nominated and reviewed on the first day, locked with invented figures and scored on the last. */
async function raced(
  at: At,
  scheme: Scheme,
  { began, closed, people, judges = scheme.panel.members.length }: Race,
): Promise<{ id: string; nominations: { nominationId: string; person: Invented }[] }> {
  const id = await published(at, scheme, began)
  const nominations = []
  for (const person of people) {
    const { caseId } = await nominate(at(staff(person.id, person.name, 'window', person.organisation), began), id, { subject: person.id, words: person.words })
    await takeStep(at(SUPERVISOR, began), caseId, 'qualify', { data: REVIEWED })
    await keepEvidence(at(SUPERVISOR, closed), { id: caseId, version: 1, values: valuesFor(scheme, person), vetoes: [] })
    nominations.push({ nominationId: caseId, person })
  }
  const { tx, now, actor } = at(SUPERVISOR, closed)
  await runSql(tx, "update awards.campaign set status = 'locked', locked_by_name = $2, locked_at = $3 where id = $1", [id, actor.name, now])
  for (const { nominationId, person } of nominations) await scored(at, { scheme, nominationId, points: person.panel, day: closed, judges })
  return { id, nominations }
}

interface Scoring { scheme: Scheme; nominationId: string; points: number; day: Day; judges: number }

/** Written at once: the checks of a score are those of the routes, and these are invented. */
async function scored(at: At, { scheme, nominationId, points, day, judges }: Scoring): Promise<void> {
  const criteria = scheme.criteria.filter(({ by }) => by === 'panel')
  const given = scheme.panel.members
    .slice(0, judges)
    .flatMap(({ account }, index) => criteria.map(({ id }, column) => ({ member: account, criterion: id, points: points + ((index + column) % 3) - 1 })))
  const { tx, now } = at(SUPERVISOR, day)
  await runSql(tx, `
    insert into awards.score (nomination_id, member, criterion, revision, points, given_at)
    select $1, member, criterion, 1, points, $3 from json_to_recordset($2::json) as given (member text, criterion text, points int)`,
    [nominationId, JSON.stringify(given), now])
}

async function announced(at: At, id: string, day: Day): Promise<{ until: Day }> {
  const call = at(BUREAU, day)
  const { rankingSm3 } = await rankingNow(call, await campaignOf(call.tx, id))
  return announce(call, id, { rankingSm3 })
}

/** On that day at ten in the morning; today: now. */
function callOn(call: Call, day: Day): Call {
  return day === call.today ? call : { ...call, now: new Date(startOf(day).getTime() + TEN_O_CLOCK_MILLISECONDS), today: day }
}
