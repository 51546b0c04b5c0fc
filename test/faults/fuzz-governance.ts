import assert from 'node:assert/strict'
import { dayAt } from '#platform/day'
import type { Chance } from '../../cli/simulate/chance.ts'
import { PDF } from '../../base/materials/samples.test-support.ts'
import type { Person } from './person.ts'
import { eventually } from './place.ts'

/** What the rules have said of the demo district, and what is being mended there. */
export interface KnownGovernance {
  /** The last is for being dismissed, the others for being mended. */
  alerts: string[]
  rectification: string
  /** What had to be answered for; none where the rules have not spoken yet. */
  cardOrder: string
  /** Evidence of the rectification. */
  evidence: string
  /** Points the head of 市场监管局 may object to, each once. */
  points: string[]
}

const POINTS = 5
const FOUND = { organisation: 'market-regulation', situation: 'inspection', problem: '办事指南没有更新' }

/** Alerts come a moment after the start and after the steps they speak of. */
export async function governanceOf(people: ReadonlyMap<string, Person>): Promise<{ governance: KnownGovernance }> {
  const [supervisor, reviewer] = ['supervisor', 'reviewer'].map((login) => people.get(login))
  assert(supervisor && reviewer)
  let alerts: { id: string; orderId: string | null }[] = []
  await eventually(async () => {
    const counted = await supervisor.get<{ alerts: { id: string; orderId: string | null }[] }>('/api/alerts')
    alerts = counted.alerts
    return alerts.length > 1
  })
  const mended: string[] = []
  for (let made = 0; made < POINTS; made += 1) {
    const caseId = String(Object((await supervisor.send('POST', '/api/rectifications', { body: FOUND }))?.body)['caseId'])
    await supervisor.send('POST', `/api/cases/${caseId}/steps/order`, { body: { data: { requirement: '今天更新' } } })
    mended.push(caseId)
  }
  const [rectification = ''] = mended
  const evidence = String(Object((await reviewer.upload('照片.pdf', new Uint8Array(PDF)))?.body)['fileId'])
  const shown = await reviewer.send('POST', `/api/cases/${rectification}/steps/evidence`, {
    body: { data: { cause: '漏了', measures: '已更新', files: [{ fileId: evidence, name: '照片.pdf' }] } },
  })
  assert.equal(shown?.status, 200)
  return {
    governance: {
      alerts: alerts.map(({ id }) => id),
      cardOrder: alerts.find(({ orderId }) => orderId !== null)?.orderId ?? rectification,
      rectification,
      evidence,
      points: mended.map((caseId) => `ordered:${caseId}`),
    },
  }
}

/** What stands in a path about alerts and rectifications; undefined for all others. */
export function governancePathValue(path: string, name: string, { alerts, rectification, cardOrder, evidence }: KnownGovernance): string | undefined {
  if (path.startsWith('/api/alerts/')) return path.endsWith('/dismissal') ? alerts.at(-1) : alerts[0]
  if (path.startsWith('/api/rectifications/')) return name === 'fileId' ? evidence : rectification
  if (path.startsWith('/api/rules/')) return name === 'kind' ? 'alert' : 'overdue'
  if (path.startsWith('/api/outlines/')) return rectification
  if (path.startsWith('/api/card-orders/')) return cardOrder
  return undefined
}

/** What commands take that no schema can tell; undefined for all others. */
export function governanceBody(path: string, { points }: KnownGovernance, chance: Chance): object | undefined {
  switch (path) {
    case '/api/rectifications': return FOUND
    case '/api/rules/{kind}/{id}': return { ...wishedRule(chance), from: 1, reason: '本区定的' }
    case '/api/rules/{kind}/{id}/trial': return wishedRule(chance)
    case '/api/points/objections': return { source: chance.oneOf(points), reason: '那天系统停机' }
    case '/api/standards/{kind}': return { from: 1, body: '五个工作日内答复申请人，一次说全。', basis: '默认值', checks: [{ id: 'once', text: '一次说全', rule: null }] }
    default: return undefined
  }
}

/** A rule of yellow cards that may be kept: the program of this test lives in the machine's day. */
function wishedRule(chance: Chance): object {
  return { isOn: true, tells: ['handler', 'head'], settings: { superviseWorkingDays: chance.oneOf([2, 4, 5]) }, basis: '本区规定', effectiveOn: dayAt(new Date()) }
}
