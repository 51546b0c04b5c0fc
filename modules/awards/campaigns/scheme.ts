import { Type, type Static } from 'typebox'
import { Id } from '#platform/identity'
import { Refusal, type FieldError } from '#platform/refusal'
import { addCalendarDays, isDay, type Day } from '#platform/day'
import rules from './rules.json' with { type: 'json' }
import shipped from './schemes.json' with { type: 'json' }

const closed = { additionalProperties: false } as const
const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })
const key = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const percent = Type.Number({ minimum: 0, maximum: 1000 })
const account = text(100)
const one = <Word extends string>(...words: Word[]) => Type.Unsafe<Word>(Type.Union(words.map((word) => Type.Literal(word))))
const SUBJECTS_MAX = 2000
const MEMBERS_MAX = 30
const CRITERIA_MAX = 12

export const KIND_NAMES = { star: '服务之星', model: '服务标兵', pioneer: '党员先锋岗' } as const
export type Kind = keyof typeof KIND_NAMES
export const MEASURE_IDS = ['on-time', 'good-rating', 'rated', 'workload'] as const
export type MeasureId = (typeof MEASURE_IDS)[number]
/** Less may not be declared: what is usual with publicities of this kind (awards-standard: ≥5个工作日, proposed). */
export const PUBLICITY_WORKING_DAYS_MIN = 5

const common = { id: key, name: text(40), weight: Type.Integer({ minimum: 1, maximum: 100 }), basis: text(300) }
export const MeasuredCriterion = Type.Object({
  ...common, by: Type.Literal('measured'), measure: one(...MEASURE_IDS),
  /** The values (%) that earn 100 and 0 points, straight between; under `sampleMin` cases nobody is ranked by it. */
  full: percent, zero: percent, sampleMin: Type.Integer({ minimum: 1, maximum: 10_000 }),
}, closed)
const PanelCriterion = Type.Object({ ...common, by: Type.Literal('panel'), guide: text(300) }, closed)
const VoteCriterion = Type.Object({ ...common, by: Type.Literal('vote') }, closed)
export type MeasuredCriterion = Static<typeof MeasuredCriterion>

export const Subject = Type.Object(
  {
    id: text(100),
    kind: one('person', 'post'),
    name: text(60),
    organisation: text(64),
    people: Type.Array(account, { maxItems: 50, uniqueItems: true }),
    partyMember: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type Subject = Static<typeof Subject>

export const Scheme = Type.Object({
  kind: one('star', 'model', 'pioneer'), title: text(80, 4), period: Type.Object({ from: day, to: day }, closed), isExample: Type.Boolean(), nominateUntil: day,
  nominators: Type.Array(one('self', 'unit', 'citizen'), { minItems: 1, maxItems: 3, uniqueItems: true }),
  eligible: Type.Union([
    Type.Object({ from: Type.Literal('window') }, closed),
    Type.Object({ from: Type.Literal('winners'), campaigns: Type.Array(Id, { maxItems: 12, uniqueItems: true }) }, closed),
    Type.Object({ from: Type.Literal('listed'), subjects: Type.Array(Subject, { maxItems: SUBJECTS_MAX }) }, closed),
  ]),
  quota: Type.Union([
    Type.Object({ by: Type.Literal('share'), percent: Type.Number({ exclusiveMinimum: 0, maximum: 100 }), basis: text(300) }, closed),
    Type.Object({ by: Type.Literal('seats'), seats: Type.Integer({ minimum: 1, maximum: 500 }), basis: text(300) }, closed),
  ]),
  criteria: Type.Array(Type.Union([MeasuredCriterion, PanelCriterion, VoteCriterion]), { minItems: 1, maxItems: CRITERIA_MAX }),
  tieBreakers: Type.Array(key, { maxItems: CRITERIA_MAX, uniqueItems: true }),
  vetoes: Type.Array(key, { maxItems: 20, uniqueItems: true }),
  panel: Type.Object({
    members: Type.Array(Type.Object({ account, name: text(60), organisation: text(64) }, closed), { maxItems: MEMBERS_MAX }),
    quorum: Type.Integer({ minimum: 1, maximum: MEMBERS_MAX }), trimFrom: Type.Integer({ minimum: 3, maximum: MEMBERS_MAX }),
  }, closed),
  vote: Type.Union([
    Type.Object({ from: day, until: day, perNomineeADay: Type.Integer({ minimum: 1, maximum: 100_000 }), hidesCounts: Type.Boolean() }, closed),
    Type.Null(),
  ]),
  publicityWorkingDays: Type.Integer({ minimum: PUBLICITY_WORKING_DAYS_MIN, maximum: 60 }),
  /** What becomes of the place of somebody disqualified before the award: it stays empty (left out: the same), or the next in the ranking moves up. */
  succession: Type.Optional(one('none', 'next')),
  basis: text(500),
}, closed)
export type Scheme = Static<typeof Scheme>
export type Criterion = Scheme['criteria'][number]

export interface VetoRule { id: string; name: string; how: 'measured' | 'declared'; basis: string }
export interface MeasureRule { id: MeasureId; label: string; counts: string; adjusted: string; guard: string }
// Safe: a test holds the shipped files against their schemas.
export const VETO_RULES = rules.vetoes as readonly VetoRule[]
// Safe: the same.
export const MEASURE_RULES = rules.measures as readonly MeasureRule[]

/** The shipped scheme of a kind with the days of this moment; all of it defaults of ours (示例). */
export function shippedSchemes(): readonly Omit<Scheme, 'period' | 'nominateUntil'>[] {
  // Safe: as above.
  return shipped as unknown as readonly Omit<Scheme, 'period' | 'nominateUntil'>[]
}

/** The same for somebody who begins one today: the last quarter that is over, ten days for nominations and votes. */
export function filledSchemes(today: Day): Scheme[] {
  const nominateUntil = addCalendarDays(today, NOMINATION_CALENDAR_DAYS)
  return shippedSchemes().map((scheme) => {
    const hasVote = scheme.criteria.some(({ by }) => by === 'vote')
    return {
      ...scheme,
      period: lastQuarter(today),
      nominateUntil,
      vote: hasVote ? { from: today, until: nominateUntil, perNomineeADay: VOTES_A_DAY_MAX, hidesCounts: true } : null,
    }
  })
}

const NOMINATION_CALENDAR_DAYS = 10
const VOTES_A_DAY_MAX = 500

function lastQuarter(today: Day): { from: Day; to: Day } {
  const month = Number(today.slice(5, 7))
  const to = addCalendarDays(`${today.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`, -1)
  return { from: `${to.slice(0, 5)}${String(Number(to.slice(5, 7)) - 2).padStart(2, '0')}-01`, to }
}

/** What no schema says. Checked when it is published; a draft may be unfinished. Says all that is wrong, the first as the sentence. */
export function refuseUnsound(scheme: Scheme, today: Day): void {
  const faults = faultsIn(scheme, today)
  if (faults[0]) throw new Refusal('invalid', faults[0].message, faults)
}

/** Everything in the way of publishing this scheme, each with where it stands. */
export function faultsIn(scheme: Scheme, today: Day): FieldError[] {
  const hasVote = scheme.criteria.some(({ by }) => by === 'vote')
  return [
    ...dayFaults(scheme, today), ...listFaults(scheme), ...criterionFaults(scheme), ...panelFaults(scheme),
    ...(hasVote === (scheme.vote !== null) ? [] : [{ path: 'vote', message: '有投票这一项标准就要写明投票的日子，没有就不要写' }]),
  ]
}

function dayFaults({ period, nominateUntil, vote }: Scheme, today: Day): FieldError[] {
  const days = [
    ['period', period.from], ['period', period.to], ['nominateUntil', nominateUntil],
    ...(vote ? [['vote', vote.from], ['vote', vote.until]] as const : []),
  ] as const
  const unknown = days.filter(([, day]) => !isDay(day)).map(([path, day]) => ({ path, message: `没有 ${day} 这一天，请改正` }))
  if (unknown.length > 0) return unknown
  return [
    ...(period.from > period.to ? [{ path: 'period', message: '统计的日子头在尾后面，请对调' }] : []),
    ...(period.to >= today ? [{ path: 'period', message: `统计到 ${period.to}，还没有结束；结束以后才能评` }] : []),
    ...(nominateUntil < today ? [{ path: 'nominateUntil', message: `推荐截止的 ${nominateUntil} 已经过了` }] : []),
    ...(vote && vote.from > vote.until ? [{ path: 'vote', message: '投票开始的日子在结束的后面' }] : []),
  ]
}

function listFaults({ eligible }: Scheme): FieldError[] {
  if (eligible.from !== 'listed') return []
  const { subjects } = eligible
  return [
    ...subjects.filter(({ id }, at) => subjects.findIndex((other) => other.id === id) !== at).map(({ name }) => ({
      path: 'eligible', message: `名单里 ${name} 写了两次，请去掉一个`,
    })),
    ...subjects.filter(({ kind, people }) => kind === 'post' && people.length === 0).map(({ name }) => ({ path: 'eligible', message: `岗位“${name}”没有写明是哪些人` })),
  ]
}

function criterionFaults({ criteria, tieBreakers, vetoes }: Scheme): FieldError[] {
  const sum = criteria.reduce((total, { weight }) => total + weight, 0)
  return [
    ...(sum === 100 ? [] : [{ path: 'criteria', message: `权重合计是 ${sum}，应当是 100，请调整` }]),
    ...criteria.flatMap((one, at) => [
      ...(criteria.findIndex(({ id }) => id === one.id) === at ? [] : [{ path: `criteria.${at}`, message: `标准“${one.name}”的代号与另一项相同，请改一个` }]),
      ...(one.by === 'measured' && one.full <= one.zero ? [{ path: `criteria.${at}`, message: `“${one.name}”得 100 分的值应当大于得 0 分的值` }] : []),
    ]),
    ...tieBreakers.filter((id) => !criteria.some((one) => one.id === id)).map((id) => ({ path: 'tieBreakers', message: `同分时要比的“${id}”不是这次的标准` })),
    ...vetoes.filter((id) => !VETO_RULES.some((rule) => rule.id === id)).map((id) => ({ path: 'vetoes', message: `没有“${id}”这个否决项` })),
  ]
}

function panelFaults({ panel: { members, quorum }, criteria }: Scheme): FieldError[] {
  const twice = members.filter(({ account }, at) => members.findIndex((other) => other.account === account) !== at)
  const isShort = criteria.some(({ by }) => by === 'panel') && members.length < quorum
  return [
    ...twice.map(({ name }) => ({ path: 'panel', message: `评委 ${name} 写了两次，请去掉一个` })),
    ...(isShort ? [{ path: 'panel', message: `至少要 ${quorum} 位评委打分才算数，现在只有 ${members.length} 位` }] : []),
  ]
}

export function fault(path: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ path, message }])
}
