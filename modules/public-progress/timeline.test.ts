import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { VISITOR } from '#kernel'
import { AGENT, filed, hall, INSTANT, led, LIN, WINDOW, type Hall } from '../applications/hall.test-support.ts'
import { publicProgress } from './timeline.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())

const ask = (number: string, password: string) => ground.world.as(VISITOR, (call) => publicProgress(call, number, password))

describe('审批进程全公开', () => {
  it('有办件编号和查询密码，不用登录就看得到每一步、每个单位、期限怎样推算', async () => {
    const { found, receipt } = await filed(ground)
    await led(ground, found.id, ['requestCorrection', 'supplement', 'accept', 'startSpecialProcedure', 'endSpecialProcedure', 'review'])
    const progress = await ask(receipt.number, receipt.queryPassword)
    assert.deepEqual(progress.timeline.map(({ label }) => label), ['提交申请', '一次性告知补正', '提交补正', '受理', '启动特别程序', '结束特别程序', '审查'])
    assert.deepEqual([...new Set(progress.timeline.map(({ by }) => by))].length, 3)
    assert.equal(progress.timeline[0]?.by, '申请人')
    assert.deepEqual([progress.stateLabel, progress.turn], ['待决定', `现在由${progress.owner}办理，应在 2026-03-16 前完成这一步`])
    assert(progress.clock.explanation.length >= 3)
    assert(progress.timeline.every(({ hash, previousHash }, index) =>
      previousHash === (progress.timeline[index - 1]?.hash ?? '0'.repeat(64)) && /^[0-9a-f]{64}$/.test(hash)))
  })

  it('除遮住的名字外没有个人信息：没有姓名、表单、意见、经手的人', async () => {
    const { found, receipt } = await filed(ground)
    await ground.world.step(WINDOW, found.id, 'accept', { data: { opinion: '内部意见勿外传' } })
    const text = JSON.stringify(await ask(receipt.number, receipt.queryPassword))
    for (const secret of ['林小溪', '小溪面馆', '王某', '内部意见勿外传', '"lin"', '"window"', receipt.queryPassword]) assert(!text.includes(secret), secret)
    assert(text.includes('林**'))
    const firm = await filed(ground, AGENT)
    const shown = await ask(firm.receipt.number, firm.receipt.queryPassword)
    assert.notEqual(shown.applicant, '某公司（示例）')
    assert(shown.applicant.includes('*') && !JSON.stringify(shown).includes('某经办人'))
  })

  it('答复里只有这几样，一样不多', async () => {
    const { receipt } = await filed(ground)
    const progress = await ask(receipt.number, receipt.queryPassword)
    assert.deepEqual(Object.keys(progress).sort(), ['applicant', 'clock', 'number', 'owner', 'state', 'stateLabel', 'timeline', 'title', 'turn'])
    assert.deepEqual(Object.keys(progress.timeline[0] ?? {}).sort(), ['at', 'by', 'hash', 'label', 'previousHash', 'seq', 'state', 'step'])
  })

  it('等谁、到哪一天，用一句话说；办结了说办结', async () => {
    const { found, receipt } = await filed(ground)
    const turn = async (): Promise<string> => (await ask(receipt.number, receipt.queryPassword)).turn
    assert.match(await turn(), /^现在由.+办理，应在 2026-03-09 前完成这一步$/)
    await led(ground, found.id, ['requestCorrection'])
    assert.equal(await turn(), '现在等您补正，请在 2026-03-16 前提交')
    await led(ground, found.id, ['withdraw'])
    assert.equal(await turn(), '办件已结束：已撤回')
  })

  it('过了期限还没有办的，说已经超期，不再说应在那天以前', async () => {
    const { found, receipt } = await filed(ground)
    await led(ground, found.id, ['accept'])
    const today = ground.world.today
    ground.world.today = '2026-06-01'
    assert.match((await ask(receipt.number, receipt.queryPassword)).turn, /^现在由.+办理，本来应在 2026-03-\d\d 前完成这一步，已经超期$/)
    ground.world.today = today
  })
})

describe('要编号也要密码', () => {
  it('密码不对、编号不对、别的办件的密码，都是同一句话', async () => {
    const [one, other] = [await filed(ground), await filed(ground, LIN, { itemCode: INSTANT.code })]
    const sentences = await Promise.all([
      [one.receipt.number, 'ABCDEFGH'], [one.receipt.number, ''], [one.receipt.number, other.receipt.queryPassword], [one.receipt.number, ' '.repeat(8)],
      ['4401142603029999990', one.receipt.queryPassword],
    ].map(([number = '', password = '']) => ask(number, password).then(() => 'found', (error: unknown) => `${Object(error).code} ${Object(error).message}`)))
    assert.deepEqual(sentences.slice(0, 4), Array(4).fill('not-found 办件编号或查询密码不对，请核对回执'))
    assert.match(sentences[4] ?? '', /^(not-found|invalid) /)
  })

  it('密码打成小写也认', async () => {
    const { receipt } = await filed(ground)
    assert.equal((await ask(receipt.number, receipt.queryPassword.toLowerCase())).number, receipt.number)
  })

  it('编号打错一位，当场说是编号打错了', async () => {
    const { receipt } = await filed(ground)
    const wrong = receipt.number.slice(0, -1) + String((Number(receipt.number.slice(-1)) + 1) % 10)
    for (const number of [wrong, '123', `${receipt.number}0`, ''])
      await assert.rejects(ask(number, receipt.queryPassword), {
        code: 'invalid',
        fields: [{ path: 'number', message: '办件编号是 19 位数字，最后一位是校验码' }],
      })
  })
})
