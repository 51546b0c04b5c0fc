/** People and figures for a first look; all of it invented. */
import { addCalendarDays, type Day } from '#platform/day'
import { shippedSchemes, type MeasuredCriterion, type Scheme } from './campaigns/scheme.ts'
import { valueFrom } from './evidence/draw.ts'
import type { EvidenceValue } from './evidence/values.ts'
import { comparedWith } from './ranking/adjust.ts'

export interface Invented {
  id: string; name: string; organisation: string; words: string; cases: number; onTime: number; rated: number; good: number; panel: number
}

export const INVENTED: readonly Invented[] = [
  { id: 'demo-example-1', name: '花小满（示例）', organisation: 'hall', words: '老人来办事，她把每一步写在纸上（示例）', cases: 412, onTime: 410, rated: 260, good: 259, panel: 94 },
  {
    id: 'demo-example-2', name: '岭小禾（示例）', organisation: 'shiling', words: '园区企业的事一次说清，很少让人跑第二趟（示例）',
    cases: 287, onTime: 283, rated: 150, good: 148, panel: 91,
  },
  { id: 'demo-example-3', name: '秀小泉（示例）', organisation: 'xiuquan', words: '业务熟，回答快（示例）', cases: 330, onTime: 318, rated: 171, good: 166, panel: 86 },
  { id: 'demo-example-4', name: '山小青（示例）', organisation: 'huashan', words: '态度好，办事认真（示例）', cases: 198, onTime: 190, rated: 88, good: 84, panel: 84 },
  { id: 'demo-example-5', name: '新小华（示例）', organisation: 'xinhua', words: '刚来不久，学得很快（示例）', cases: 19, onTime: 19, rated: 9, good: 9, panel: 88 },
]

export const STORIES: Readonly<Record<string, string>> = {
  'demo-example-1': '（示例，人和事都是编的）老人不会用手机，她把要带的东西、到几号窗口、哪一天来拿，一条一条写在纸上，字写得很大。\n\n午休前来的群众，能办完的她都办完再走。她说：一张纸省一趟路，值得写。',
  'demo-example-2': '（示例，人和事都是编的）园区里的小企业换地址，要改好几张证。她把几张证的材料对了一遍，重复的只收一次，列成一张清单贴在窗口。\n\n三个月里，照这张清单来办的企业很少要跑第二趟。',
}

const NAMES: Readonly<Record<string, string>> = { water: '水务', health: '卫健', education: '教育', housing: '住建', planning: '规划' }
const PANEL: Scheme['panel']['members'] = ['water', 'health', 'education', 'housing', 'planning'].map((organisation) => ({
  account: `demo-${organisation}-approver`,
  name: `${NAMES[organisation] ?? ''}评委（示例）`,
  organisation,
}))

function starOf(changes: Partial<Scheme> & Pick<Scheme, 'title' | 'period' | 'nominateUntil'>): Scheme {
  const shipped = shippedSchemes().find(({ kind }) => kind === 'star')
  if (!shipped) throw new Error('no scheme of the star')
  // Without a vote its share goes to the letters.
  const criteria = changes.vote
    ? shipped.criteria
    : shipped.criteria.filter(({ by }) => by !== 'vote').map((criterion) => (criterion.id === 'letters' ? { ...criterion, weight: 20 } : criterion))
  return { ...shipped, criteria, panel: { ...shipped.panel, members: PANEL }, vote: null, ...changes }
}

export const SIXTH = { id: 'demo-example-6', name: '赤小坭（示例）', organisation: 'chini' } as const
const listed = (): Scheme['eligible'] => ({
  from: 'listed',
  subjects: [...INVENTED, SIXTH].map(({ id, name, organisation }) => ({ id, kind: 'person', name, organisation, people: [id] })),
})

export function finishedScheme(began: Day, nominateUntil: Day): Scheme {
  return starOf({
    title: '上一期服务之星（示例）', period: { from: addCalendarDays(began, -92), to: addCalendarDays(began, -1) }, nominateUntil, eligible: listed(),
    quota: { by: 'seats', seats: 2, basis: '示例：两个名额' },
  })
}

export function publicScheme(began: Day, nominateUntil: Day): Scheme {
  return starOf({
    title: '近期服务之星（示例）', period: { from: addCalendarDays(began, -31), to: addCalendarDays(began, -1) }, nominateUntil, eligible: listed(),
    quota: { by: 'seats', seats: 1, basis: '示例：一个名额' },
  })
}

export function reviewScheme(began: Day, nominateUntil: Day): Scheme {
  return starOf({
    title: '窗口服务之星（示例，评审中）', period: { from: addCalendarDays(began, -62), to: addCalendarDays(began, -1) }, nominateUntil, eligible: listed(),
    quota: { by: 'seats', seats: 1, basis: '示例：一个名额' },
  })
}

export function runningScheme(today: Day, until: Day): Scheme {
  return starOf({
    title: '本期服务之星（示例）', period: { from: addCalendarDays(today, -92), to: addCalendarDays(today, -1) }, nominateUntil: until, eligible: { from: 'window' },
    quota: { by: 'seats', seats: 1, basis: '示例：一个名额' }, vote: { from: today, until, perNomineeADay: 500, hidesCounts: true },
  })
}

const SOURCE = '示例数据，全是编的'
/** What others are supposed to reach with the same items. */
const EXPECTED = { 'on-time': 0.955, 'good-rating': 0.962, rated: 0.52 } as const

/** The values of the criteria as if they had been counted. */
export function valuesFor({ criteria }: Scheme, person: Invented): EvidenceValue[] {
  return criteria.filter((criterion): criterion is MeasuredCriterion => criterion.by === 'measured').map((criterion) => valueOf(criterion, person))
}

function valueOf(criterion: MeasuredCriterion, { cases, onTime, rated, good }: Invented): EvidenceValue {
  const { measure } = criterion
  if (measure === 'workload') {
    const share = cases / 300
    const found = { n: cases, part: cases, raw: share, expected: 1, adjusted: share, shrunk: share, low: null, high: null }
    return valueFrom(criterion, found, { overall: null, source: SOURCE })
  }
  const { n, part } = { 'on-time': { n: cases, part: onTime }, 'good-rating': { n: rated, part: good }, rated: { n: cases, part: rated } }[measure]
  const expected = EXPECTED[measure]
  const found = { n, part, raw: part / n, expected, ...comparedWith({ n, part, expected, overall: expected }) }
  return valueFrom(criterion, found, { overall: expected, source: SOURCE })
}
