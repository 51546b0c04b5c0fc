import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { buffer } from 'node:stream/consumers'
import { createKeyPair } from '#platform/sm'
import { renderBundle } from '#base/documents'
import type { Actor } from '#kernel'
import { FIRST_DAY, led, SUPERVISOR, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { COLLEAGUE, office, several } from '../office.test-support.ts'
import { printedFacts, startPrintRun } from './print.ts'
import { runView } from './run-view.ts'

let ground: Hall
before(async () => { ground = await office() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const print = (cases: readonly string[], which: 'latest' | 'all', actor: Actor = WINDOW): Promise<string> =>
  ground.world.as(actor, (call) => startPrintRun(call, { cases: [...cases], which }, undefined))
const printed = (run: string, actor: Actor = WINDOW) => ground.world.as(actor, (call) => Array.fromAsync(printedFacts(call, run)))

describe('成批打印', () => {
  it('每件最新的一份，或者全部，按选中的件排在一起；每件有几份写明', async () => {
    const [one, two] = await several(ground, 2)
    assert(one && two)
    await led(ground, one.id, ['accept'])
    const latest = await printed(await print([one.id, two.id], 'latest'))
    assert.deepEqual(latest.map(({ kind, case: { number } }) => [kind, number]).sort(), [['acceptance', one.number], ['receipt', two.number]].sort())
    const run = await print([one.id, two.id], 'all')
    const all = await printed(run)
    assert.deepEqual(all.filter(({ case: { number } }) => number === one.number).map(({ kind }) => kind), ['receipt', 'acceptance'])
    const { items, counts } = await ground.world.as(WINDOW, (call) => runView(call, run, 1))
    assert.deepEqual([counts, items.map(({ message }) => message).sort()], [{ done: 2 }, ['1 份文书', '2 份文书']])
  })

  it('合成一个 PDF：页数是各份之和，一边画一边送出', async () => {
    const cases = await several(ground, 3)
    const facts = await printed(await print(cases.map(({ id }) => id), 'all'))
    const keys = { signingKey: createKeyPair() }
    const pages = async (chosen: typeof facts): Promise<number> => {
      const pdf = (await buffer(renderBundle((async function* () { yield* chosen })(), keys))).toString('latin1')
      assert.match(pdf, /^%PDF-1\.7/)
      return pdf.match(/\/Type \/Page\b/g)?.length ?? 0
    }
    const each = await Promise.all(facts.map((one) => pages([one])))
    assert.equal(await pages(facts), each.reduce((sum, count) => sum + count, 0))
    assert.equal(facts.length, 3)
  })

  it('一份取不到，流就断，不会送出缺页的文件', async () => {
    const broken = renderBundle((async function* () { yield* []; throw new Error('没有了') })(), { signingKey: createKeyPair() })
    await assert.rejects(buffer(broken), /没有了/)
  })

  it('看不到文书的人打不了；别人的批次取不到', async () => {
    const [one] = await several(ground, 1)
    assert(one)
    await assert.rejects(print([one.id], 'all', SUPERVISOR), { code: 'not-found' })
    await assert.rejects(print([one.id], 'all', { ...WINDOW, organisation: 'town' }), { code: 'not-found' })
    await assert.rejects(printed(await print([one.id], 'all'), COLLEAGUE), { code: 'not-found' })
  })
})
