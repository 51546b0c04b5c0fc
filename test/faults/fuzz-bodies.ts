import { awardsBody } from './fuzz-awards.ts'
import { governanceBody } from './fuzz-governance.ts'
import type { Submission } from './fuzz-ground.ts'
import type { Choosing } from './fuzz-subject.ts'

/** What commands take that no schema can tell: things that belong together, people and days that fit; undefined for all others. */
export function commandBody(path: string, { about: { submission, caseId }, chance, ground }: Choosing): object | undefined {
  const { itemCode, answers } = submission
  switch (path) {
    case '/api/anywhere/plans': return {
      itemCode, answers, ownerPlace: chance.oneOf(['440114', '440106']), receivingPlace: '440114001', returnPlace: '440114109',
    }
    case '/api/anywhere/receipts': return walkInOf(submission)
    case '/api/anywhere/simulator/{district}/arrivals': return { itemCode, applicant: '示例人', answers }
    // At once: a case that waits for its step to take effect would take no other.
    case '/api/desk/runs': return { step: 'accept', cases: [{ caseId }], atOnce: true }
    case '/api/what-if/runs': return { base: '2020-01', change: { staff: [{ station: 'window:hall', add: chance.between(1, 5) }] } }
    case '/api/assessments': return { kind: 'month', startsOn: `2025-${String(chance.between(1, 12)).padStart(2, '0')}-01` }
    case '/api/mining/surveys': return { type: 'application', cases: chance.between(1, 2000) }
    case '/api/agencies': return agencyIn(chance.between(2100, 9998))
    default: return governanceBody(path, ground.known.desk.governance, chance) ?? awardsBody(path, ground.known.desk.awards, chance)
  }
}

/** In a year of its own: days of the same agent may not overlap. */
function agencyIn(year: number): object {
  return { account: 'citizen', name: '李群众', powers: ['file'], from: `${year}-03-01`, until: `${year}-03-31` }
}

/** Papers for another district, taken in at the hall. */
function walkInOf({ itemCode, answers }: Submission): object {
  const receiving = {
    identity: { kind: '居民身份证', lastFour: '1234', isSamePerson: true }, checked: ['份数与清单一致'],
    papers: [{ materialId: 'application', name: '申请表', originals: 1, copies: 0 }],
  }
  return { itemCode, answers, ownerPlace: '440106', returnPlace: '440114', applicant: { kind: 'person', name: '示例人' }, receiving }
}

export function placesOf({ answers }: Submission): object {
  return { a: Object.entries(answers).map(([id, option]) => `${id}.${option}`), ownerPlace: '440114', receivingPlace: '440114001', returnPlace: '440114109' }
}
