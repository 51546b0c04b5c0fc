import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileFood } from './food.test-support.ts'
import { FOOD, Town, type Visitor } from './town.test-support.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const data = mkdtempSync(join(tmpdir(), 'chunfeng-after-a-no-'))
process.env['CHUNFENG_DATA'] = data
const REASONS = { reason: '经营场所离污染源太近。', legalBasis: ['《中华人民共和国食品安全法》第三十三条第一款第一项'] }

let town: Town
let citizen: Visitor
before(async () => {
  town = await Town.open('2026-03-02')
  citizen = await town.signedIn('citizen')
})
after(async () => {
  await town.close()
  rmSync(data, { recursive: true, force: true })
})

/** The buttons under the sentence that says whose turn it is: the first one, and the others. */
async function buttonsOf(caseId: string): Promise<{ first: string[]; second: string[] }> {
  const { body } = await citizen.get(`/cases/${caseId}`)
  const words = (kind: string): string[] =>
    [...body.matchAll(new RegExp(`<a class="${kind}" href="([^"]*)">([^<]*)</a>`, 'g'))].map(([, , label]) => label ?? '')
  return { first: words('button'), second: words('button second') }
}

describe('没有办成的办件，先给人看理由和出路，评价放在后面', () => {
  it('不予受理：最显眼的是不予受理通知书', async () => {
    const { caseId } = await fileFood(citizen)
    await town.step('window', caseId, 'refuseAcceptance', REASONS)
    assert.deepEqual(await buttonsOf(caseId), { first: ['看《行政许可申请不予受理通知书》'], second: ['评价这次办事'] })
    const [, path = ''] = /class="button" href="([^"]*)"/.exec((await citizen.get(`/cases/${caseId}`)).body) ?? []
    assert.match((await citizen.get(path)).body, /<h1>.*不予受理通知书<\/h1>.*离污染源太近/s)
  })

  it('撤回了：最显眼的是重新申请', async () => {
    const { caseId } = await fileFood(citizen)
    await citizen.post(`/cases/${caseId}/withdraw`, { sure: 'yes' })
    assert.deepEqual(await buttonsOf(caseId), { first: ['重新申请'], second: ['评价这次办事'] })
    assert.match((await citizen.get(`/cases/${caseId}`)).body, new RegExp(`class="button" href="/items/${FOOD}">重新申请`))
  })

  it('还在办的没有这些按钮', async () => {
    const { caseId } = await fileFood(citizen)
    assert.deepEqual(await buttonsOf(caseId), { first: [], second: [] })
  })
})
