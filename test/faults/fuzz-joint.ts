import assert from 'node:assert/strict'
import type { Chance } from '../../cli/simulate/chance.ts'
import type { Person } from './person.ts'

/** A joint case with its lanes, the building project it is for, and ordinary items to join. */
export interface KnownJoint {
  itemCode: string
  items: readonly string[]
  cases: readonly string[]
  project: string
  projectCode: string
}

const FIVE_PERMITS = 'SL44011400312'
/** Those who decide on the permits of a building project. */
const OFFICIALS = ['planning', 'planning-approver', 'housing', 'housing-approver']
const REGISTRATIONS = [
  { what: 'land-document', kind: '不动产权证书' }, { what: 'fire-drawings' }, { what: 'special-works' },
  { what: 'issued-outside', permit: 'BD' }, { what: 'revoked', permit: 'BD' },
] as const

/** The 五证联办 of the demo firm, its lanes and its project, as the interface tells them. */
export async function jointFrom(enterprise: Person, window: Person, items: readonly string[]): Promise<KnownJoint> {
  const { cases } = await enterprise.get<{ cases: { id: string; item: { code: string } }[] }>('/api/applications')
  const parent = cases.find(({ item }) => item.code === FIVE_PERMITS)?.id
  assert(parent !== undefined, '示范数据里没有多证联办')
  const { lanes } = await window.get<{ lanes: { caseId: string | null }[] }>(`/api/joint/${parent}`)
  const { project } = await window.get<{ project: { id: string; code: string } | null }>(`/api/cases/${parent}/project`)
  assert(project !== null)
  return { itemCode: FIVE_PERMITS, items, cases: [parent, ...lanes.flatMap(({ caseId }) => caseId ?? [])], project: project.id, projectCode: project.code }
}

/** Who can do something with a project; undefined where the path is about none. */
export function officialFor(path: string, chance: Chance): string | undefined {
  return path.startsWith('/api/projects/') ? chance.oneOf(OFFICIALS) : undefined
}

/** What a part of the path of something joint is; undefined for all others. */
export function jointPathValue(path: string, { itemCode, cases, project, projectCode }: KnownJoint, chance: Chance): string | undefined {
  if (path.startsWith('/api/joint/')) return chance.oneOf(cases)
  if (path.startsWith('/api/projects/')) return project
  if (path.startsWith('/projects/')) return projectCode
  if (path.endsWith('/joint-choice')) return cases[0]
  return path.endsWith('/joint-plan') ? itemCode : undefined
}

/** What the plan page asks of a project. */
export function planAnswer(name: string, { projectCode }: KnownJoint, chance: Chance): string | undefined {
  const yesOrNo = chance.oneOf(['yes', 'no'])
  const values: Readonly<Record<string, string>> = { name: '示例厂房', code: projectCode, specialWorks: yesOrNo, fireDrawings: yesOrNo, land: yesOrNo, out: 'RF' }
  return values[name]
}

/** What the routes of joint matters take; undefined for all others. */
export function jointBody(path: string, { items }: KnownJoint, chance: Chance): object | undefined {
  const evidence = `示例文号 ${chance.between(1, 999)}`
  switch (path) {
    // Named anew each time: the same name and items make the same code.
    case '/api/catalog/joint/draft': return { name: `开一家店 ${chance.between(0, 999_999)}`, lead: 'market-regulation', items: items.slice(0, 2) }
    case '/api/projects/{id}/facts': return { ...chance.oneOf(REGISTRATIONS), evidence }
    default: return undefined
  }
}
