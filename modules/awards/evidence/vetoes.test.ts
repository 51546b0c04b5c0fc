import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import type { Actor, Case } from '#kernel'
import { person } from '#kernel/testing'
import { FIRST_DAY, filed, hall, led, LIN, REVIEWER, SUPERVISOR, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { vetoesFound } from './vetoes.ts'

/** A clerk who rates in her own name what she did herself: the account is one of the staff. */
const CLERK: Actor = { ...person('clerk', ['citizen']), name: '某窗口人员' }

let ground: Hall
before(async () => {
  ground = await hall()
  await runSql(ground.database, "insert into people.organisation (id, name, short_name, kind, name_confirmed) values ('hall', '大厅', '大厅', 'hall', false)")
  for (const [id, kind, organisation] of [['lin', 'citizen', null], ['clerk', 'staff', 'hall']]) {
    await runSql(
      ground.database,
      "insert into people.account (id, login, name, kind, password_hash, organisation, created_at) values ($1, $1, $1, $2, '', $3, now())",
      [id, kind, organisation],
    )
  }
})
after(() => ground.close())

/** Taken in at the window, ended, and rated by whoever filed it. */
async function rated(level: number, rater: Actor = LIN): Promise<Case> {
  const { found } = await filed(ground, rater)
  await led(ground, found.id, ['accept'])
  await ground.world.step(rater, found.id, 'withdraw')
  await ground.world.step(rater, found.id, 'rate', { data: { level } })
  await ground.world.settle()
  return found
}

async function complaintAbout({ id }: Case): Promise<string> {
  const [row] = await runSql<{ id: string }>(ground.database, 'select case_id as id from ratings.complaint where rated_case_id = $1', [id])
  return row?.id ?? assert.fail('没有差评办件')
}

type Asked = Partial<{ people: string[]; from: string; to: string; vetoes: string[] }>
const found = async ({ vetoes = ['bad-rating-unmended', 'false-ratings'], ...changes }: Asked = {}): Promise<[string, string][]> => {
  const asked = { people: [WINDOW.id], subject: WINDOW.id, from: FIRST_DAY, to: FIRST_DAY, today: FIRST_DAY, ...changes }
  return (await vetoesFound(ground.database, { vetoes }, asked)).map(({ id, sentence }) => [id, sentence])
}

describe('系统自己查的否决', () => {
  it('差评查实以后、整改以前是否决；正在核实的、核实为误评的、整改了的不是', async () => {
    const [bad, mistaken] = [await complaintAbout(await rated(1)), await complaintAbout(await rated(2))]
    assert.deepEqual(await found(), [], '都还在核实')
    await ground.world.step(SUPERVISOR, mistaken, 'dismiss', { data: { finding: 'mistaken', opinion: '评价人说点错了', reply: '是点错了，谢谢您' } })
    assert.deepEqual(await found(), [], '误评的办件没有办结，也不算')
    await ground.world.step(SUPERVISOR, bad, 'verify', { data: { finding: 'founded', opinion: '核实属实，没有给材料清单' } })
    assert.deepEqual(await found(), [['bad-rating-unmended', '统计期内 1 件差评查实，还没有整改']])
    for (const changes of [{ people: [REVIEWER.id] }, { from: '2026-03-03', to: '2026-03-31' }, { vetoes: ['false-ratings'] }])
      assert.deepEqual(await found(changes), [], '别人的、期外的、办法里没有写的都不算')
    await ground.world.step(REVIEWER, bad, 'rectify', { data: { cause: '清单没有更新', measures: '更新清单并培训', reply: '清单已经更新，向您致歉' } })
    assert.deepEqual(await found(), [], '已经整改，等回访')
  })

  it('三条代评是弄虚作假，两条还不是；只是评得太快的不计', async () => {
    await rated(5)
    for (const times of [1, 2]) {
      await rated(5, CLERK)
      assert.deepEqual(await found(), [], `代评 ${times} 条`)
    }
    await rated(4, CLERK)
    assert.deepEqual(await found(), [['false-ratings', '统计期内 3 件有代评、在工作人员设备上评或成批的评价']])
    const [soon] = await runSql<{ count: number }>(ground.database, "select count(*)::int as count from ratings.exclusion where rule = 'soon'")
    assert.equal(soon?.count, 4, '评得太快的另有一条不计入评价的规则')
    assert.deepEqual(await found({ people: [REVIEWER.id] }), [])
  })
})
