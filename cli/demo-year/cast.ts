import type { Actor, Applicant, Role } from '#kernel'
import { demoAccounts } from '#base/people'
import type { Arrival } from './arrivals.ts'

/** Marks who and what the demo year has brought; nobody real has such an id. */
export const YEAR_MARK = 'demo-year-'

interface Organisation { id: string; kind: string; shortName: string }

/** The clerks of a desk: the demo account that works there first, the others invented and numbered. */
export function clerksOf(organisations: readonly Organisation[], organisation: string, { role, count }: { role: Role; count: number }): Actor[] {
  const account = demoAccounts(organisations).find((one) => one.organisation === organisation && one.role === role)
  const place = organisations.find(({ id }) => id === organisation)?.shortName ?? organisation
  return Array.from({ length: count }, (_, index): Actor => {
    const isAccount = index === 0 && account !== undefined
    return {
      id: isAccount ? `demo-${account.login}` : `${YEAR_MARK}${organisation}-${role}-${index + 1}`,
      name: isAccount ? account.name : `${place}${ROLE_NAMES[role] ?? ''}${index + 1}号（示例）`,
      roles: [role], organisation, party: null,
    }
  })
}

const ROLE_NAMES: Readonly<Partial<Record<Role, string>>> = { window: '窗口', reviewer: '审查', approver: '审批', supervisor: '监督' }

/** Of so many cases in a year the same person has one or two; firms come more often. */
const CASES_A_PERSON = 1.4
const CASES_A_FIRM = 9

export interface Filer { applicant: Applicant; agentId: string | null; actor: Actor }

/** Who comes with this matter; the same index is always the same person. */
export function filerOf({ index, item }: Pick<Arrival, 'index' | 'item'>, cases: number): Filer {
  const isPerson = item.audience.includes('person')
  const number = (Math.imul(index, 2_654_435_761) >>> 0) % Math.max(1, Math.ceil(cases / (isPerson ? CASES_A_PERSON : CASES_A_FIRM)))
  const shown = String(number + 1).padStart(6, '0')
  if (isPerson) {
    const applicant: Applicant = { kind: 'person', id: `${YEAR_MARK}person-${shown}`, name: `演示申请人${shown}` }
    return { applicant, agentId: null, actor: { id: applicant.id, name: applicant.name, roles: ['citizen'], organisation: null, party: null } }
  }
  const applicant: Applicant = { kind: 'organisation', id: `${YEAR_MARK}firm-${shown}`, name: `演示企业${shown}（示例）` }
  return {
    applicant,
    agentId: `${YEAR_MARK}agent-${shown}`,
    actor: { id: `${YEAR_MARK}agent-${shown}`, name: `演示经办人${shown}`, roles: ['enterprise'], organisation: null, party: applicant.id },
  }
}
