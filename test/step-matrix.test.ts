import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { isClosed, openCase, RELATIONS, stateRule, SYSTEM, takeStep, type Actor, type Call, type Kernel, type Relation, type Workflow } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel, modules } from '#app'

const workflows = modules.flatMap((module) => module.workflows ?? [])

/** One person for each relation, and two for none: the same role elsewhere, and a role that is no business with cases. */
const PEOPLE: readonly [relation: Relation | null, actor: Actor][] = [
  ['applicant', person('lin', ['citizen'])], ['agent', person('agent', ['enterprise'])], ['window', person('w', ['window'], 'hall')],
  ['owner', person('o', ['reviewer'], 'market')], ['approver', person('a', ['approver'], 'market')], ['handler', person('handler', ['hotline'], 'hotline')],
  ['supervisor', person('s', ['supervisor'], 'government')], ['sealed', person('d', ['discipline'], 'discipline')], ['system', SYSTEM],
  [null, person('w2', ['window'], 'town')], [null, person('leader', ['leader'], 'market')],
]

let database: TestDatabase
let world: World
before(async () => {
  database = await testDatabase()
  world = new World(database.db, assembleKernel({ sendJobs: async () => {} }), '2026-03-02')
})
after(() => database.close())

class Undo extends Error {}

/** A case in exactly this state, however one gets there; gone again when the work is done. */
async function inState(workflow: Workflow, { state, sealed }: { state: string; sealed: boolean }, work: (tx: Tx, caseId: string) => Promise<void>): Promise<void> {
  const kernel: Kernel = { ...world.kernel, workflows: new Map([[workflow.caseType, [workflow]]]) }
  const { now, today } = world
  await inTransaction(database.db, async (tx) => {
    const call: Call = { kernel, tx, actor: person('lin', ['citizen']), now, today }
    const { opened } = await openCase(call, {
      type: workflow.caseType, item: { code: 'SL000001', version: 1, name: '示例事项' }, applicant: { kind: 'person', id: 'lin', name: '林' }, agentId: 'agent',
      ownerOrganisation: 'market', receivingOrganisation: 'hall', place: '440114', form: {}, traits: {}, sealed,
      limits: { limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false },
    })
    const closed = isClosed(stateRule(workflow, state))
    await runSql(
      tx,
      `update kernel.case set state = $2, handler_id = 'handler', next_timer_at = null,
      closed_at = case when $3 then now() end, queue = case when $3 then null else queue end, queue_due_on = case when $3 then null else queue_due_on end where id = $1`,
      [opened.id, state, closed],
    )
    await work(tx, opened.id)
    throw new Undo()
  }).catch((error: unknown) => { if (!(error instanceof Undo)) throw error })
}

/** What the declaration says: the words of a refusal, or null where the relation may take the step. */
function declared(workflow: Workflow, cell: { name: string; relation: Relation | null; state: string; sealed: boolean }): string | null {
  const step = workflow.steps[cell.name]
  assert(step)
  const related =
    cell.relation !== null &&
    (cell.sealed ? ['applicant', 'agent', 'handler', 'sealed', 'system'] : RELATIONS.filter((relation) => relation !== 'sealed')).includes(cell.relation)
  if (!related || cell.relation === null) return 'not-found'
  if (!step.by.includes(cell.relation)) return 'forbidden'
  return step.from.includes(cell.state) ? null : 'conflict'
}

/** The code of the refusal; null when the step was taken, or only what was filled in or a rule of the matter stood against it. */
async function answer(call: Call, caseId: string, name: string): Promise<string | null> {
  try {
    await takeStep(call, caseId, name)
    return null
  } catch (error) {
    assert(error instanceof Refusal, String(error))
    return error.code === 'invalid' || error.code === 'rule' ? null : error.code
  }
}

describe('谁在什么状态能办哪一步', () => {
  for (const workflow of workflows) {
    it(`${workflow.label} 第 ${workflow.version} 版：步骤 × 关系 × 状态，恰好是流程写的`, async (t) => {
      const tally = { cells: 0, allowed: 0 }
      for (const state of Object.keys(workflow.states)) {
        for (const sealed of [false, true]) await cellsOf(workflow, { state, sealed }, tally)
      }
      const [steps, states] = [Object.keys(workflow.steps).length, Object.keys(workflow.states).length]
      assert.equal(tally.cells, steps * states * PEOPLE.length * 2)
      assert(tally.allowed >= steps)
      t.diagnostic(`${steps} 步 × ${states} 个状态 × ${PEOPLE.length} 种人 × 封存与否 = ${tally.cells} 格，其中能办 ${tally.allowed} 格`)
    })
  }

  it('每个流程都在表里', () => {
    assert(workflows.length > 0)
    assert.deepEqual(new Set(PEOPLE.flatMap(([relation]) => relation ?? [])), new Set(RELATIONS))
  })
})

interface Place { state: string; sealed: boolean }

/** Refused cells leave nothing behind and share a case; each cell that is allowed gets a case of its own. */
async function cellsOf(workflow: Workflow, place: Place, tally: { cells: number; allowed: number }): Promise<void> {
  const cells = Object.keys(workflow.steps)
    .flatMap((name) => PEOPLE.map(([relation, actor]) => ({ name, actor, expected: declared(workflow, { name, relation, ...place }) })))
  const check = async (tx: Tx, caseId: string, { name, actor, expected }: (typeof cells)[number]): Promise<void> => {
    const call: Call = { kernel: { ...world.kernel, workflows: new Map([[workflow.caseType, [workflow]]]) }, tx, actor, now: world.now, today: world.today }
    assert.equal(await answer(call, caseId, name), expected, `${name} ${actor.id} ${place.state}${place.sealed ? ' 封存' : ''}`)
    tally.cells += 1
  }
  await inState(workflow, place, async (tx, caseId) => { for (const cell of cells) if (cell.expected !== null) await check(tx, caseId, cell) })
  for (const cell of cells.filter(({ expected }) => expected === null)) {
    await inState(workflow, place, (tx, caseId) => check(tx, caseId, cell))
    tally.allowed += 1
  }
}
