import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { caseView, findCase, openCase, RELATIONS, ROLES, sealedForm, type Actor, type FieldRules, type Relation } from '#kernel'
import { person, World } from '#kernel/testing'
import { reveal } from '../base/audit/reveal.ts'
import { fieldRulesOfForm, type ItemForm } from '#base/catalog'
import { assembleKernel } from '#app'

/** One person for each relation; then every role once more where it has no relation to the case. */
const PEOPLE: readonly [relation: Relation | null, actor: Actor][] = [
  ['applicant', person('lin', ['citizen'])], ['agent', person('agent', ['enterprise'])], ['window', person('w', ['window'], 'hall')],
  ['owner', person('o', ['reviewer'], 'market')], ['approver', person('a', ['approver'], 'market')], ['handler', person('handler', ['hotline'], 'hotline')],
  ['supervisor', person('s', ['supervisor'], 'government')], ['sealed', person('d', ['discipline'], 'discipline')],
  ...ROLES.filter((role) => role !== 'supervisor' && role !== 'discipline')
    .map((role): [null, Actor] => [null, person(`elsewhere-${role}`, [role], 'elsewhere')]),
]
const REASON = '核对申请人身份'
/** Between two matters, so that nobody runs into the limit of how many a person may look at. */
const PAUSE_MINUTES = 11

type Field = ItemForm['properties'][string]
interface Matter { title: string; properties: Readonly<Record<string, Field>> }

/** Every combination a form can declare, and every form this program ships. */
const MATTERS: readonly Matter[] = [
  {
    title: '每一种声明',
    properties: Object.fromEntries(
      (['public', 'applicant', 'own', 'handling', 'sealed', undefined] as const).flatMap((visibility) =>
        [true, false].map((personal): [string, Field] => [
          `${visibility ?? 'undeclared'}${personal ? 'Personal' : 'Plain'}`,
          { type: 'string', title: '示例', 'x-personal': personal, ...(visibility && { 'x-visibility': visibility }) } as Field, // as in an item's file
        ]),
      ),
    ),
  },
  ...globSync('data/items/complete/*.json')
    .sort()
    .map((path): Matter => {
      const item: { name: string; form: ItemForm } = JSON.parse(readFileSync(path, 'utf8'))
      return { title: item.name, properties: item.form.properties }
    }),
]

let database: TestDatabase
let world: World
before(async () => {
  database = await testDatabase()
  world = new World(database.db, assembleKernel({ sendJobs: async () => {} }), '2026-03-02')
})
after(() => database.close())

const canaryOf = (name: string): string => `示例原文${name}示例原文`

async function opened({ properties }: Matter, { sealed }: { sealed: boolean }): Promise<{ caseId: string; rules: FieldRules }> {
  const rules = fieldRulesOfForm({ properties })
  const form = Object.fromEntries(Object.keys(properties).map((name) => [name, canaryOf(name)]))
  const caseId = await world.as(person('lin', ['citizen']), async (call) => {
    const id = crypto.randomUUID()
    const { opened: found } = await openCase(call, {
      id, type: 'application', item: { code: 'SL000001', version: 1, name: '示例事项' }, applicant: { kind: 'person', id: 'lin', name: '林' }, agentId: 'agent',
      ownerOrganisation: 'market', receivingOrganisation: 'hall', place: '440114',
      form: sealedForm(call.kernel.vault, id, { form, rules }), traits: { fields: rules }, sealed,
      limits: { limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false },
    })
    return found.id
  })
  await runSql(database.db, 'update kernel.case set handler_id = $2 where id = $1', [caseId, 'handler'])
  return { caseId, rules }
}

/** The rule once more, in the words of the law's "need to know": who handles the case, of what is personal, unless it is kept from her. */
function expected(relation: Relation | null, name: string, { rules, sealed }: { rules: FieldRules; sealed: boolean }): 'seen' | 'not-found' | 'invalid' {
  const isRelated = relation !== null && (sealed ? ['applicant', 'agent', 'handler', 'sealed'].includes(relation) : relation !== 'sealed')
  // Her own side reads it in clear anyhow; a supervisor sees how a case is handled and not whom it is about.
  if (!isRelated || ['applicant', 'agent', 'supervisor'].includes(relation)) return 'not-found'
  const kept = rules.visibility?.[name]
  if (!rules.personal?.includes(name) || ((kept === 'own' || kept === 'sealed') && relation !== 'sealed')) return 'invalid'
  return 'seen'
}

async function asked(actor: Actor, caseId: string, field: string): Promise<string> {
  try {
    const { value } = await world.as(actor, (call) => reveal(call, caseId, { field, reason: REASON }))
    assert.equal(value, canaryOf(field))
    return 'seen'
  } catch (error) {
    assert(error instanceof Refusal, String(error))
    return error.code
  }
}

describe('查看个人信息原文', () => {
  const seen: string[] = []
  let cells = 0

  for (const matter of MATTERS) for (const sealed of [false, true]) {
    it(`${matter.title}${sealed ? '（封存）' : ''}：每一项 × 每一种人，恰好是声明的`, async () => {
      world.now = new Date(world.now.getTime() + PAUSE_MINUTES * 60_000)
      const { caseId, rules } = await opened(matter, { sealed })
      for (const [relation, actor] of PEOPLE) {
        for (const name of Object.keys(matter.properties)) {
          const answer = await asked(actor, caseId, name)
          assert.equal(answer, expected(relation, name, { rules, sealed }), `${actor.id} ${name}`)
          if (answer === 'seen') seen.push(`${actor.id} ${caseId} ${name} ${REASON}`)
          cells += 1
        }
      }
    })

    it(`${matter.title}${sealed ? '（封存）' : ''}：不查看原文的，页面上没有一项个人信息是原文`, async () => {
      const { caseId, rules } = await opened(matter, { sealed })
      for (const [relation, actor] of PEOPLE.filter(([one]) => one !== 'applicant' && one !== 'agent')) {
        const shown = await world.as(actor, async (call) => {
          const found = await findCase(call.tx, caseId)
          try {
            return JSON.stringify(found && caseView(call, found))
          } catch (error) {
            assert(error instanceof Refusal, String(error))
            return error.code
          }
        })
        for (const name of rules.personal ?? []) assert(!shown.includes(canaryOf(name)), `${relation ?? actor.id} ${name}`)
      }
    })
  }

  it('看到的每一项都在审计记录里：谁、哪一件、哪一项、为什么；没看到的不记成看到；记录里没有原文', async (t) => {
    const rows = await runSql<{ account: string; case_id: string; object: string; reason: string }>(database.db,
      "select account, case_id, object, reason from audit.entry where action = 'reveal' and outcome = 'done' order by id")
    assert.deepEqual(rows.map(({ account, case_id: caseId, object, reason }) => `${account} ${caseId} ${object} ${reason}`), seen)
    const [{ found = 0 } = {}] = await runSql<{ found: number }>(
      database.db, "select count(*)::int as found from audit.entry entry where entry::text like '%示例原文%'",
    )
    assert.equal(found, 0)
    assert(seen.length > 100)
    assert.deepEqual(new Set(PEOPLE.flatMap(([relation]) => relation ?? [])), new Set(RELATIONS.filter((relation) => relation !== 'system')))
    t.diagnostic(`${cells} 格，其中看到 ${seen.length} 次`)
  })
})
