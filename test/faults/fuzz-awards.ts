import assert from 'node:assert/strict'
import { runSql, type Database } from '#platform/database'
import type { Chance } from '../../cli/simulate/chance.ts'
import type { Person } from './person.ts'

/** The awards of the demo district, and campaigns at every stage that are there for being moved on. */
export interface KnownAwards {
  /** What runs, what is public, and a certificate. */
  running: string
  announced: string
  qualified: string
  certificate: string
  scheme: object
  /** Each for being changed or published. */
  drafts: string[]
  /** Whose nominations are over; the last is locked and scored, and waits to be announced as it was ranked. */
  overdue: string[]
  rankingSm3: string
  /** Nominees the panel scores now. */
  judged: string[]
  /** Nominees somebody may vote for, each in a campaign of its own. */
  voted: string[]
  /** Votes that were set aside. */
  bursts: string[]
  /** Nominees somebody may object to, and the objections of one person. */
  objectable: string[]
  objections: string[]
}

type People = ReadonlyMap<string, Person>
interface Nomination { id: string; state: string }
interface Scheme { kind: string; vote: object | null; panel: object; criteria: object[] }

/** What is used up by being done once is there more than once. */
const SPARE = 3
const VOTERS = ['plant-a', 'plant-b', 'plant-c'] as const
/** Who raises objections here before, and takes them back later. */
const OBJECTOR = 'plant-a'
const JUDGE = 'ecology-approver'
const WORDS = '教我用手机补材料，很耐心'
const REASON = '二月有一件事情不是她办的，请核实'

export async function awardsOf(people: People): Promise<{ awards: KnownAwards }> {
  const [supervisor, bureau] = [one(people, 'supervisor'), one(people, 'bureau')]
  const { campaigns } = await supervisor.get<{ campaigns: { id: string; status: string }[] }>('/api/awards/campaigns')
  const idOf = (wanted: string): string => campaigns.find(({ status }) => status === wanted)?.id ?? assert.fail(`no campaign is ${wanted}`)
  const all = (await Promise.all(campaigns.map(({ id }) => nominationsOf(people, id)))).flat()
  const inState = (wanted: string, from: readonly Nomination[] = all): string[] => from.filter(({ state }) => state === wanted).map(({ id }) => id)
  const [awarded = '', qualified = ''] = [inState('awarded')[0], inState('qualified', await nominationsOf(people, idOf('open')))[0]]
  const { certificate } = await supervisor.get<{ certificate: { number: string } }>(`/api/awards/nominations/${awarded}`)
  const { schemes } = await bureau.get<{ schemes: Scheme[] }>('/api/awards/schemes')
  const scheme = soundScheme(schemes.find(({ kind }) => kind === 'star') ?? assert.fail('no scheme of the star'))
  const voted = await several(async () => nominatedIn(people, await published(people, scheme)))
  const objectable = [...inState('publicity'), ...inState('awarded')]
  await sent(one(people, 'window'), `/api/awards/nominations/${qualified}/story`, STORY)
  return {
    awards: {
      running: idOf('open'), announced: idOf('announced'), qualified, certificate: certificate.number, scheme,
      drafts: await several(() => drafted(people, scheme)), overdue: [], rankingSm3: '',
      judged: inState('qualified', await nominationsOf(people, idOf('locked'))),
      voted: voted.map(({ nomination }) => nomination), bursts: await Promise.all(voted.map((nominee) => burstFor(people, nominee))),
      objectable, objections: await inTurn(objectable, (id) => objectionTo(people, id)),
    },
  }
}

/** Days do not pass here, so the last day of some nominations is put back in the database; the rest goes through the interface. */
export async function endNominations(database: Database, people: People, awards: KnownAwards): Promise<void> {
  const scheme = withoutVote(awards.scheme)
  const ready = await inTurn(Array.from({ length: SPARE + 1 }), async () => nominatedIn(people, await published(people, scheme)))
  await runSql(database, `update awards.campaign set body = jsonb_set(body, '{nominateUntil}', to_jsonb(body->'period'->>'to')) where id = any($1)`, [
    ready.map(({ campaign }) => campaign),
  ])
  awards.overdue = ready.map(({ campaign }) => campaign)
  const last = ready.at(-1) ?? assert.fail('no campaign is over')
  await sent(one(people, 'supervisor'), `/api/awards/campaigns/${last.campaign}/lock`, {})
  await sent(one(people, JUDGE), `/api/awards/nominations/${last.nomination}/scores`, { scores: [{ criterion: 'skill', points: 90 }] })
  awards.rankingSm3 = (await one(people, 'bureau').get<{ rankingSm3: string }>(`/api/awards/campaigns/${last.campaign}/ranking`)).rankingSm3
}

function one(people: People, login: string): Person {
  return people.get(login) ?? assert.fail(`nobody is ${login}`)
}

async function nominationsOf(people: People, campaign: string): Promise<Nomination[]> {
  return (await one(people, 'supervisor').get<{ nominations: Nomination[] }>(`/api/awards/campaigns/${campaign}/nominations`)).nominations
}

/** The shipped scheme with what is left open in it: a panel of one, one seat, and a vote beside the panel. */
function soundScheme(shipped: Scheme): Scheme {
  const panel = { members: [{ account: `demo-${JUDGE}`, name: '评委（示例）', organisation: 'ecology' }], quorum: 1, trimFrom: 5 }
  const criteria = [criterionBy('panel', 90), criterionBy('vote', 10)]
  return { ...shipped, panel, criteria, ...{ tieBreakers: [], quota: { by: 'seats', seats: 1, basis: '示例' } } }
}

function withoutVote(scheme: object): object {
  return { ...scheme, criteria: [criterionBy('panel', 100)], vote: null }
}

function criterionBy(by: 'panel' | 'vote', weight: number): object {
  return { id: by === 'panel' ? 'skill' : 'vote', name: by === 'panel' ? '技能' : '民主测评', weight, by, basis: '示例', ...(by === 'panel' && { guide: '看材料' }) }
}

async function drafted(people: People, scheme: object): Promise<string> {
  return String(Object(await sent(one(people, 'bureau'), '/api/awards/campaigns', scheme))['id'])
}

async function published(people: People, scheme: object): Promise<string> {
  const id = await drafted(people, scheme)
  await sent(one(people, 'bureau'), `/api/awards/campaigns/${id}/publish`, { from: 1 })
  return id
}

/** The clerk of the hall puts herself forward and is reviewed. */
async function nominatedIn(people: People, campaign: string): Promise<{ campaign: string; nomination: string }> {
  const body = { subject: 'demo-window', words: WORDS }
  const nomination = String(Object(await sent(one(people, 'window'), `/api/awards/campaigns/${campaign}/nominations`, body))['caseId'])
  await sent(one(people, 'supervisor'), `/api/cases/${nomination}/steps/qualify`, { data: { opinion: '符合', discipline: '没有问题' } })
  return { campaign, nomination }
}

/** So many at once from one device are set aside. */
async function burstFor(people: People, { campaign, nomination }: { campaign: string; nomination: string }): Promise<string> {
  for (const voter of VOTERS) await sent(one(people, voter), `/api/awards/nominations/${nomination}/votes`, {})
  const { bursts } = await one(people, 'supervisor').get<{ bursts: { id: string }[] }>(`/api/awards/campaigns/${campaign}/votes`)
  return bursts[0]?.id ?? assert.fail('no votes were set aside')
}

async function objectionTo(people: People, nomination: string): Promise<string> {
  return String(Object(await sent(one(people, OBJECTOR), `/api/awards/nominations/${nomination}/objections`, { reason: REASON }))['caseId'])
}

async function sent(person: Person, path: string, body: object): Promise<unknown> {
  const answer = await person.send('POST', path, { body })
  assert(answer !== undefined && answer.status < 300, `${path}：${JSON.stringify(answer?.body)}`)
  return answer.body
}

function several<Made>(make: () => Promise<Made>): Promise<Made[]> {
  return inTurn(Array.from({ length: SPARE }), make)
}

async function inTurn<From, Made>(from: readonly From[], make: (one: From) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = []
  for (const each of from) made.push(await make(each))
  return made
}

const STORY = { text: '老人不会用手机，她把每一步都写在纸上，字写得很大。', figures: true }

/** Who may do what only one person or few may; undefined for all others. */
export function awardsAccount(path: string): string | undefined {
  if (!path.startsWith('/api/awards/') && !path.startsWith('/awards/')) return undefined
  if (path.endsWith('/scores')) return 'housing-approver'
  if (path.endsWith('/recusal')) return 'planning-approver'
  if (path.endsWith('/story')) return 'window'
  if (path.startsWith('/awards/objections/')) return OBJECTOR
  // Each votes once a day, and objects to the same nominee once.
  if (/^\/api\/awards\/nominations\/\{id\}\/(votes|objections)$/.test(path)) return 'citizen'
  return /\/(vote|object)$/.test(path) ? 'enterprise' : undefined
}

/** What stands in a path about awards; undefined for all others. */
export function awardsPathValue(
  { method, path }: { method: string; path: string }, name: string, { known, chance }: { known: KnownAwards; chance: Chance },
): string | undefined {
  if (!/^\/(api\/)?awards\//.test(path)) return undefined
  if (name === 'number') return known.certificate
  if (path.includes('/bursts/')) return chance.oneOf(known.bursts)
  if (path.includes('/objections/')) return chance.oneOf(known.objections)
  if (path.includes('/campaigns/')) return campaignFor(method, path, { known, chance })
  if (/\/(objections|object)$/.test(path)) return chance.oneOf(known.objectable)
  if (/\/(scores|recusal|corrections)$/.test(path)) return chance.oneOf(known.judged)
  return path.endsWith('/votes') ? chance.oneOf(known.voted) : known.qualified
}

function campaignFor(method: string, path: string, { known, chance }: { known: KnownAwards; chance: Chance }): string {
  if (method === 'PUT' || path.endsWith('/publish')) return chance.oneOf(known.drafts)
  if (path.endsWith('/lock')) return chance.oneOf(known.overdue.slice(0, -1))
  if (path.endsWith('/announce')) return known.overdue.at(-1) ?? known.running
  return /\/(ranking|notice)$/.test(path) ? known.announced : known.running
}

/** What commands take that no schema can tell; undefined for all others. */
export function awardsBody(path: string, { scheme, rankingSm3 }: KnownAwards, chance: Chance): object | undefined {
  switch (path) {
    case '/api/awards/campaigns':
    case '/api/awards/schemes/check': return scheme
    case '/api/awards/campaigns/{id}': return { from: chance.between(1, 2), body: scheme, reason: '名称写错了一个字' }
    case '/api/awards/campaigns/{id}/publish': return { from: chance.between(1, 3) }
    case '/api/awards/campaigns/{id}/announce': return { rankingSm3 }
    case '/api/awards/campaigns/{id}/nominations': return { subject: chance.oneOf(['demo-window', 'demo-huadong-window']), words: WORDS }
    case '/api/awards/nominations/{id}/scores': return { scores: PANEL_CRITERIA.map((criterion) => ({ criterion, points: chance.between(0, 100) })) }
    case '/api/awards/nominations/{id}/corrections':
      return { criterion: 'on-time', n: 60, part: chance.between(0, 60), reason: '一件的日期补录错了', from: chance.between(1, 2) }
    case '/api/awards/nominations/{id}/objections': return { reason: REASON }
    case '/api/awards/nominations/{id}/story': return { ...STORY, figures: chance.happens(0.5) }
    case '/api/awards/nominations/{id}/story/review': return { version: chance.between(1, 9), passed: chance.happens(0.5), note: '请写得再具体一些' }
    default: return undefined
  }
}

const PANEL_CRITERIA = ['conduct-standard', 'skill', 'letters']

/** What a page's field about awards may hold; undefined for all others. */
export function awardsField(path: string, name: string, { qualified }: KnownAwards): string | undefined {
  if (!/^\/(api\/)?awards\//.test(path)) return undefined
  const values: Readonly<Record<string, string>> = {
    criterion: 'on-time', subject: 'demo-window', words: WORDS, caseId: '', nominee: qualified, reason: REASON,
  }
  return values[name]
}
