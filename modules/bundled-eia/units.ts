import { runSql, type Tx } from '#platform/database'
import { childrenOf, openCase, stateRule, SYSTEM, takeStep, workflowOf, type Call, type Case, type WithinReaction } from '#kernel'
import { filingOf, type FiledUnit } from './filing.ts'
import { BUNDLE_TYPE, UNIT_TYPE } from './names.ts'
import { conditionsOf } from './unit-conditions.ts'

/** When the bundle is approved every unit goes on as a case of its own, in the same transaction. */
export const openUnits: WithinReaction = {
  name: 'bundled-eia.open-units',
  on: [`${BUNDLE_TYPE}.approve`],
  react: async (call, event, found) => {
    const filing = filingOf(found)
    if (!filing) return
    const system: Call = { ...call, actor: SYSTEM }
    const parties = await partiesOf(call.tx, filing.units)
    for (const unit of filing.units) {
      const opened = await openUnit(system, found, { unit, approval: event.issued?.number ?? '', party: parties.get(unit.uscc) ?? unit.uscc })
      await takeStep(system, opened.id, 'register')
      await takeStep(system, opened.id, 'begin')
    }
  },
}

/** A unit of an approved bundle as anybody may know it. */
export interface UnitStanding { id: string; name: string; uscc: string; project: string; place: string; conditions: string; state: string; stateLabel: string }

/** The units of an approved bundle, as they stand now. */
export async function unitsOf(call: Pick<Call, 'tx' | 'kernel'>, bundle: Pick<Case, 'id'>): Promise<UnitStanding[]> {
  const units = await childrenOf(call.tx, bundle.id)
  return units.map((found) => {
    const word = (name: string): string => String(found.form[name] ?? '')
    return {
      id: found.id, name: word('name'), uscc: word('uscc'), project: word('project'), place: word('place'), conditions: word('conditions'), state: found.state,
      stateLabel: stateRule(workflowOf(call.kernel, found.type, found.workflowVersion), found.state).label,
    }
  })
}

interface Entering { unit: FiledUnit; approval: string; party: string }

async function openUnit(call: Call, bundle: Case, { unit, approval, party }: Entering): Promise<Case> {
  const { name, uscc, project, place } = unit
  const { opened } = await openCase(call, {
    type: UNIT_TYPE, item: { code: bundle.itemCode, version: bundle.itemVersion, name: `${project}（打捆批复）` },
    applicant: { kind: 'organisation', id: party, name }, agentId: null,
    ownerOrganisation: bundle.ownerOrganisation, receivingOrganisation: bundle.receivingOrganisation,
    place: bundle.place, form: { name, uscc, project, place, conditions: conditionsOf(bundle)[uscc] ?? '', approval }, traits: {}, parentId: bundle.id,
    limits: { limitWorkingDays: 1, statutoryWorkingDays: 1, joint: false },
  })
  return opened
}

/** The firms that are known here, by credit code. A unit without an account has its case all the same; nobody but the bureau can open it. */
async function partiesOf(tx: Tx, units: readonly FiledUnit[]): Promise<Map<string, string>> {
  const rows = await runSql<{ id: string; uscc: string }>(tx, 'select id, uscc from people.party where uscc = any($1)', [units.map(({ uscc }) => uscc)])
  return new Map(rows.map(({ id, uscc }) => [uscc, id]))
}
