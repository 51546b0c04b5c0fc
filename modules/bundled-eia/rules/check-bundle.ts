import type { Bundle, BundleProject } from './bundle.ts'
import { isBelow, sumOf, type Decimal } from './decimal.ts'
import { newestRules, type RuleId, type RuleVersion } from './versions.ts'

/** A rule the bundle does not keep: what is wrong with which project, the clause, and what would cure it. */
export interface FailedRule { rule: RuleId; text: string; clause: string; cure: string }
export interface Verdict { eligible: boolean; failed: RuleId[]; reasons: FailedRule[] }

/** Whether these projects may be approved in one bundle (打捆), with every rule that says no. Pure. */
export function checkBundle(bundle: Bundle, version: RuleVersion = newestRules()): Verdict {
  const reasons = version.rules.flatMap(({ id, clause }) => {
    const fault = FAULTS[id](bundle, version)
    return fault === undefined ? [] : [{ rule: id, text: fault.text, clause, cure: fault.cure }]
  })
  return { eligible: reasons.length === 0, failed: reasons.map(({ rule }) => rule), reasons }
}

/** Tons a year of solvents in the whole bundle. */
export function solventTonsOf({ projects }: Pick<Bundle, 'projects'>): Decimal {
  return sumOf(projects.flatMap(({ solventTons: { paint, ink, adhesive } }) => [paint, ink, adhesive]))
}

interface Fault { text: string; cure: string }
type Rule = (bundle: Bundle, version: RuleVersion) => Fault | undefined

const FAULTS: Readonly<Record<RuleId, Rule>> = {
  members: ({ projects }, { membersMin }) => {
    if (projects.length < membersMin) return { text: `只有 ${projects.length} 个项目`, cure: `至少要有 ${membersMin} 个项目；只有一个的，单独申请环评审批` }
    const idle = projects.filter(({ active }) => !active)
    return idle.length === 0 ? undefined : { text: `${namesOf(idle)}已经不建了`, cure: `把${namesOf(idle)}从捆里去掉；去掉以后不足 ${membersMin} 个的，单独申请` }
  },
  class: ({ projects }, { classRequired }) => {
    const others = projects.filter((project) => project.class !== classRequired)
    return others.length === 0
      ? undefined
      : { text: others.map((project) => `${project.name}应编${project.class}`).join('；'), cure: classCure(others, classRequired) }
  },
  'same-type': ({ kind, projects }) => (kind === 'park-sme' ? sameTrade(projects) : sameInfrastructure(projects)),
  'same-place': ({ kind, projects, park }) => {
    if (kind === 'infrastructure') return sameCounty(projects)
    if (park === null) return { text: '没有写明在哪个产业园区', cure: '写明产业园区；不在同一个产业园区的，各自单独申请' }
    const outside = projects.filter((project) => project.park !== park.id)
    return outside.length === 0 ? undefined : { text: `${namesOf(outside)}不在${park.name}`, cure: `把不在${park.name}的项目从捆里去掉，另行单独申请，或者与同一个园区的项目打捆` }
  },
  'park-plan-eia': ({ kind, park }, { planEiaAccepted }) => {
    if (kind === 'infrastructure') return undefined
    if (park === null) return { text: '没有产业园区，也就没有园区的规划环评', cure: '写明产业园区和它的规划环评' }
    if (!planEiaAccepted.includes(park.planEia)) {
      return { text: `${park.name}的规划环评是“${park.planEia || '没有写'}”`, cure: `等园区的规划环评${planEiaAccepted.join('或者')}以后再打捆；等不及的，各自单独申请` }
    }
    return park.implemented ? undefined : { text: `${park.name}还没有落实规划环评的要求`, cure: '请园区管理机构先落实规划环评和审查意见的要求' }
  },
  solvent: (bundle, { solventTonsBelow }) => {
    const tons = solventTonsOf(bundle)
    if (bundle.kind === 'infrastructure' || isBelow(tons, solventTonsBelow)) return undefined
    return { text: `溶剂型涂料（含稀释剂）、油墨、胶粘剂合计每年 ${tons} 吨`, cure: `改用水性的，或者把用量大的项目从捆里去掉，使合计少于每年 ${solventTonsBelow} 吨` }
  },
  violation: ({ projects }) => {
    const open = projects.filter(({ openViolation }) => openViolation)
    return open.length === 0 ? undefined : { text: `${namesOf(open)}未批先建，还没有处理完`, cure: '先停止建设、接受处理；处理完以后再打捆，或者先把它从捆里去掉' }
  },
  signed: ({ projects, lead }) => {
    const unsigned = projects.filter(({ signed }) => !signed)
    const texts = [...(lead ? [] : ['没有牵头的单位']), ...(unsigned.length > 0 ? [`${namesOf(unsigned)}没有签字确认`] : [])]
    const cures = [...(lead ? [] : ['商定一个牵头的单位']), ...(unsigned.length > 0 ? [`请${namesOf(unsigned)}签字确认`] : [])]
    return texts.length === 0 ? undefined : { text: texts.join('；'), cure: cures.join('；') }
  },
  sections: ({ projects, mergedSections }, version) => {
    const merged = version.mergedSections.filter((section) => !mergedSections.includes(section))
    const own = projects.filter(({ missingSections }) => missingSections.length > 0)
    const texts = [
      ...(merged.length > 0 ? [`合并编写的章节缺：${merged.join('、')}`] : []),
      ...own.map(({ name, missingSections }) => `${name}自己的章节缺：${missingSections.join('、')}`),
    ]
    return texts.length === 0 ? undefined : { text: texts.join('；'), cure: '请环评机构把缺的章节补进报告' }
  },
  authority: ({ projects }) => {
    const higher = projects.filter(({ provincial }) => provincial)
    return higher.length === 0 ? undefined : { text: `${namesOf(higher)}应由省级审批`, cure: `把${namesOf(higher)}从捆里去掉，向省级生态环境部门申请` }
  },
}

function namesOf(projects: readonly BundleProject[]): string {
  return projects.map(({ name }) => name).join('、')
}

function classCure(others: readonly BundleProject[], required: string): string {
  const cures: Readonly<Record<string, string>> = { 报告书: '应编报告书的单独编报告书、单独报批', 登记表: '只需登记表的网上备案就行，不用审批', 报告表: '应编报告表的单独申请' }
  const classes = [...new Set(others.map((project) => project.class))]
  return `捆里只留${required}的项目：${classes.map((name) => cures[name]).join('；')}`
}

function sameTrade(projects: readonly BundleProject[]): Fault | undefined {
  const [industries, processes] = [distinct(projects, 'industry'), distinct(projects, 'process')]
  const differing = [...(industries.length > 1 ? [`行业不同（${industries.join('、')}）`] : []), ...(processes.length > 1 ? [`主要工艺不同（${processes.join('、')}）`] : [])]
  return differing.length === 0 ? undefined : { text: differing.join('；'), cure: '按行业和主要工艺分开，相同的各成一捆；只剩一个的单独申请' }
}

function sameInfrastructure(projects: readonly BundleProject[]): Fault | undefined {
  const kinds = distinct(projects, 'infraKind')
  return kinds.length <= 1 ? undefined : { text: `类别不同（${kinds.join('、')}）`, cure: '按类别分开，相同的各成一捆；只剩一个的单独申请' }
}

function sameCounty(projects: readonly BundleProject[]): Fault | undefined {
  const counties = distinct(projects, 'county')
  return counties.length <= 1 ? undefined : { text: `不在同一个县级行政区（${counties.join('、')}）`, cure: '按所在的区、县分开，同一个区、县的各成一捆' }
}

function distinct(projects: readonly BundleProject[], field: 'industry' | 'process' | 'infraKind' | 'county'): string[] {
  return [...new Set(projects.map((project) => project[field]))].map((value) => value ?? '没有写')
}
