import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { sm3Hex } from '#platform/sm'
import { documentsOf, eventsOf } from '#kernel'
import { documentFactsOf, renderText, plainText } from '#base/documents'
import { inboxOf } from '#base/messages'
import { APPROVER, fileOf, FILLED, FIRST_DAY, ITEM, LIN, OTHER, REVIEWER, type Hall } from '../../applications/hall.test-support.ts'
import {
  HALL, HERE, OTHER_TOWN, PAPERS, PLAN, RECEIVING, SHILING, TIANHE, TOWN, XINHUA, ground, handsOf, planned, receiptOf, sent, signed,
} from '../anywhere.test-support.ts'
import { planReceipt, receiveWalkIn, type WalkIn } from './opening.ts'

let own: Hall
before(async () => { own = await ground() })
after(() => own.close())
beforeEach(async () => { own.world.today = FIRST_DAY })
const step = (...[who, id, name, data = {}]: [Parameters<Hall['world']['step']>[0], string, string, Record<string, unknown>?]) =>
  own.world.step(who, id, name, { data })

describe('选地点、收件', () => {
  it('选了镇街，件在自己的待办里，有到期日；没有来交的，过期自动取消', async () => {
    const found = await planned(own)
    const { state, queue, queueDueOn, receivingOrganisation, ownerOrganisation } = found
    assert.deepEqual([state, queue, queueDueOn, receivingOrganisation, ownerOrganisation], [
      'planned', 'applicant:lin', '2026-03-16', 'xinhua', 'market-regulation',
    ])
    own.world.today = '2026-03-16'
    await own.world.settle()
    assert.equal((await own.world.caseNow(found.id)).state, 'planned')
    own.world.today = '2026-03-17'
    await own.world.settle()
    assert.equal((await own.world.caseNow(found.id)).state, 'cancelled')
  })

  it('没有标注的、情形没有答完的、地点不对的不收，一件也没有留下', async () => {
    const count = async () => (await runSql(own.database, 'select 1 from anywhere.receipt')).length
    const were = await count()
    await assert.rejects(planned(own, { itemCode: 'SL0100002' }), { code: 'rule' })
    const places = [{ receivingPlace: TIANHE }, { receivingPlace: HERE }, { returnPlace: TIANHE }, { returnPlace: '440199' }, { ownerPlace: XINHUA }]
    for (const changes of [{ answers: {} }, ...places]) {
      await assert.rejects(planned(own, changes), { code: 'invalid' }, JSON.stringify(changes))
    }
    await own.world.as(LIN, ({ tx }) => runSql(tx, "update anywhere.mark set to_on = '2026-03-01'"))
    await assert.rejects(planned(own), { code: 'rule' })
    await own.world.as(LIN, ({ tx }) => runSql(tx, 'update anywhere.mark set to_on = null'))
    assert.equal(await count(), were)
  })

  it('按两次、断线再来是同一件；同一个键选别的地点不行', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => own.world.as(LIN, (call) => planReceipt(call, PLAN, 'one-key'))))
    assert.equal(first, second)
    await assert.rejects(own.world.as(LIN, (call) => planReceipt(call, { ...PLAN, returnPlace: XINHUA }, 'one-key')), { code: 'conflict' })
  })

  it('窗口记下核对了什么证件、看了什么；别的镇街、申请人自己不能收', async () => {
    const { id } = await planned(own)
    await assert.rejects(step(OTHER_TOWN, id, 'receive', RECEIVING), { code: 'not-found' })
    await assert.rejects(step(LIN, id, 'receive', RECEIVING), { code: 'forbidden' })
    const another = { ...RECEIVING, identity: { ...RECEIVING.identity, isSamePerson: false } }
    for (const wrong of [{}, another, { ...RECEIVING, papers: [] }, { ...RECEIVING, checked: [] }])
      await assert.rejects(step(TOWN, id, 'receive', wrong), { code: 'invalid' })
    const received = await step(TOWN, id, 'receive', RECEIVING)
    assert.deepEqual([received.state, received.queue, received.queueDueOn], ['received', 'window:xinhua', '2026-03-03'])
    assert.deepEqual(await handsOf(own, id), ['papers-1: window'])
    await assert.rejects(step(TOWN, id, 'receive', RECEIVING), { code: 'conflict' })
  })

  it('没有预先选的，窗口当场收：有编号和查询密码；不是收件地点的单位不能收', async () => {
    const applicant = { kind: 'person', name: '过路人' } as const
    const walkIn: WalkIn = { itemCode: ITEM.code, answers: PLAN.answers ?? {}, ownerPlace: HERE, returnPlace: XINHUA, applicant, receiving: RECEIVING }
    const opened = await own.world.as(TOWN, (call) => receiveWalkIn(call, walkIn, 'walk-in'))
    assert.match(String(opened.queryPassword), /.{6,}/)
    assert.equal((await own.world.caseNow(opened.caseId)).state, 'received')
    assert.equal((await own.world.as(TOWN, (call) => receiveWalkIn(call, walkIn, 'walk-in'))).caseId, opened.caseId)
    await assert.rejects(own.world.as(REVIEWER, (call) => receiveWalkIn(call, walkIn, undefined)), { code: 'rule' })
  })

  it('清单写明每一份材料和摘要；寄递没有邮件编号、没扫描却要网络传送的不行', async () => {
    const { id } = await planned(own)
    await step(TOWN, id, 'receive', RECEIVING)
    await assert.rejects(step(TOWN, id, 'send', { way: 'parcel' }), { code: 'invalid' })
    await assert.rejects(step(TOWN, id, 'send', { way: 'network' }), { code: 'invalid' })
    await step(TOWN, id, 'send', { way: 'parcel', parcel: 'EX12345' })
    const lists = (await documentsOf(own.database, id)).map(({ facts }) => plainText(renderText(documentFactsOf(facts))))
    assert.equal(lists.length, 2)
    assert.match(lists[0] ?? '', /交出：林小溪\n接收：新华街道办事处.*申请书　1　0　（没有扫描）.*结果送到：狮岭镇|结果送到：狮岭镇/s)
    assert.match(lists[1] ?? '', /交出：新华街道办事处.*邮件编号：EX12345.*整份清单的 SM3 摘要：[0-9a-f]{64}/s)
  })
})

describe('全部扫描的用网络传送', () => {
  it('清单上的摘要就是扫描件的摘要；别人的、不存在的、摘要不符的扫描件不收；部门打开的就是这一份', async () => {
    const files = [await fileOf(own, TOWN), await fileOf(own, OTHER_TOWN)]
    const [mine, theirs] = files.map((fileId) => ({ materialId: 'application', name: '申请书', originals: 0, copies: 0, fileId, sm3: sm3Hex(fileId) }))
    assert(mine && theirs)
    const { id } = await planned(own)
    for (const paper of [theirs, { ...mine, sm3: '0'.repeat(64) }, { ...mine, fileId: randomUUID() }])
      await assert.rejects(step(TOWN, id, 'receive', { ...RECEIVING, papers: [paper] }), { code: 'invalid' })
    await step(TOWN, id, 'receive', { ...RECEIVING, papers: [mine] })
    const sending = await step(TOWN, id, 'send', { way: 'network' })
    assert.deepEqual([sending.queue, sending.queueDueOn], ['owner:market-regulation', '2026-03-03'])
    await step(REVIEWER, id, 'signFor')
    const { applicationId } = await receiptOf(own, id)
    assert.deepEqual(await runSql(own.database, 'select file_id as "fileId" from applications.material where case_id = $1', [applicationId]), [{ fileId: mine.fileId }])
    const outward = await planned(own, { ownerPlace: TIANHE })
    await step(TOWN, outward.id, 'receive', { ...RECEIVING, papers: [mine] })
    await assert.rejects(step(TOWN, outward.id, 'send', { way: 'network' }), { code: 'invalid' })
  })
})

describe('主管部门的期限从它收到材料之日起算', () => {
  it('两个人同时签收，只开出一件', async () => {
    const { id } = await sent(own)
    const both = await Promise.allSettled([step(REVIEWER, id, 'signFor'), step(REVIEWER, id, 'signFor')])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.equal((await runSql(own.database, "select 1 from kernel.case where parent_id = $1 and type = 'application'", [id])).length, 1)
  })

  it('签收当天开出普通办件：收到、五个工作日、受理都从这一天算，不从窗口收件那天算', async () => {
    const { id } = await sent(own)
    own.world.today = '2026-03-05'
    await assert.rejects(step(TOWN, id, 'signFor'), { code: 'forbidden' })
    await step(REVIEWER, id, 'signFor')
    const { applicationId } = await receiptOf(own, id)
    const application = await own.world.caseNow(applicationId ?? '')
    const { type, state, queue, queueDueOn, applicant } = application
    assert.deepEqual([type, state, queue, queueDueOn, applicant.id], ['application', 'submitted', 'window:hall', '2026-03-12', 'lin'])
    assert.deepEqual(application.clock.events, [{ on: '2026-03-05', what: 'received' }])
    const given = await runSql<{ material: string; paper: boolean }>(own.database,
      'select material_id as material, on_paper as paper from applications.material where case_id = $1 order by id', [application.id])
    assert.deepEqual(given, PAPERS.map(({ materialId }) => ({ material: materialId, paper: true })))
    assert.deepEqual(await handsOf(own, id), ['papers-1: window, carrier, owner'])
    assert((await eventsOf(own.database, id)).every(({ clockEvent }) => clockEvent === null), '代收件自己没有法定期限')
  })

  it('受理、视为受理以后，代收件跟着：到期日就是主管部门的到期日', async () => {
    const { id, application } = await signed(own)
    const accepted = await step(HALL, application.id, 'accept')
    const followed = await own.world.caseNow(id)
    assert.deepEqual([followed.state, followed.queueDueOn], ['underReview', accepted.dueOn])
    const silent = await signed(own)
    own.world.today = '2026-03-10'
    await own.world.settle()
    assert.equal((await own.world.caseNow(silent.id)).state, 'underReview')
  })
})

describe('结果回到选定的地点', () => {
  const decided = async (): Promise<string> => {
    const { id, application } = await signed(own)
    await step(HALL, application.id, 'accept')
    await step(REVIEWER, application.id, 'review', FILLED['review'])
    await step(APPROVER, application.id, 'approve')
    await step(REVIEWER, application.id, 'issue')
    return id
  }

  it('制证以后寄到狮岭镇，由狮岭镇的窗口交给本人；主管部门的办件同时送达', async () => {
    const id = await decided()
    assert.equal((await own.world.caseNow(id)).state, 'decided')
    const { resultId, applicationId } = await receiptOf(own, id)
    const result = resultId ?? assert.fail('没有取件')
    assert.deepEqual([(await own.world.caseNow(result)).queue, (await own.world.caseNow(result)).receivingOrganisation], ['owner:market-regulation', 'shiling'])
    await assert.rejects(step(TOWN, result, 'arrive'), { code: 'not-found' })
    await assert.rejects(step(REVIEWER, result, 'sendResult', { way: 'parcel' }), { code: 'invalid' })
    await step(REVIEWER, result, 'sendResult', { way: 'parcel', parcel: 'RE12345' })
    await step(OTHER_TOWN, result, 'declareLost', { reason: '查询邮件编号，途中遗失' })
    await step(REVIEWER, result, 'resendResult', { way: 'parcel', parcel: 'RE12346', replaced: '已补制' })
    await step(OTHER_TOWN, result, 'arrive')
    await own.world.settle()
    const told = await own.world.as(LIN, (call) => inboxOf(call, 1))
    assert(told.messages.some(({ caseId, title }) => caseId === result && title.endsWith('可以领取了')))
    await assert.rejects(step(OTHER_TOWN, result, 'give', { recipient: '林小溪', isSamePerson: false }), { code: 'invalid' })
    await step(OTHER_TOWN, result, 'give', { recipient: '林小溪', isSamePerson: true })
    assert.deepEqual([(await own.world.caseNow(result)).state, (await own.world.caseNow(applicationId ?? '')).state], ['given', 'delivered'])
    assert.deepEqual(await handsOf(own, id), ['papers-1: window, carrier, owner', 'result: owner, carrier, nobody, carrier, window, applicant'])
  })

  it('不予受理、不予批准也是结果，通知书一样送回来', async () => {
    const { id, application } = await signed(own)
    await step(HALL, application.id, 'refuseAcceptance', FILLED['refuseAcceptance'])
    const { resultId } = await receiptOf(own, id)
    assert.match((await own.world.caseNow(resultId ?? '')).title, /不予受理通知书/)
  })
})

describe('补正、遗失、撤回', () => {
  it('一次性告知补正：材料再从收件窗口走一遍，第二批有自己的清单和经手记录', async () => {
    const { id, application } = await signed(own)
    await step(HALL, application.id, 'requestCorrection', FILLED['requestCorrection'])
    const correcting = await own.world.caseNow(id)
    assert.deepEqual([correcting.state, correcting.queue], ['correcting', 'applicant:lin'])
    await step(TOWN, id, 'receiveMore', { papers: [PAPERS[0]] })
    await step(TOWN, id, 'send', { way: 'parcel', parcel: 'EX22222' })
    own.world.today = '2026-03-09'
    await step(REVIEWER, id, 'signFor')
    const supplied = await own.world.caseNow(application.id)
    assert.deepEqual([supplied.state, supplied.queueDueOn, (await own.world.caseNow(id)).state], ['submitted', '2026-03-16', 'handedOver'])
    assert.deepEqual(await handsOf(own, id), ['papers-1: window, carrier, owner', 'papers-2: window, carrier, owner'])
  })

  it('在网上补正的，代收件也跟着走', async () => {
    const { id, application } = await signed(own)
    await step(HALL, application.id, 'requestCorrection', FILLED['requestCorrection'])
    await step(LIN, application.id, 'supplement', { form: { shopName: '小溪粥店', area: 40, kitchen: '电', lessorName: '王某' } })
    assert.equal((await own.world.caseNow(id)).state, 'handedOver')
  })

  it('包裹遗失：宣布、补齐、重寄；之间不在任何人手里；宣布以后原件又到了，也能签收', async () => {
    const { id } = await sent(own)
    await assert.rejects(step(OTHER, id, 'declareLost', { reason: '不见了' }), { code: 'not-found' })
    await step(TOWN, id, 'declareLost', { reason: '查询邮件编号，途中遗失' })
    assert.deepEqual(await handsOf(own, id), ['papers-1: window, carrier, nobody'])
    await step(TOWN, id, 'resend', { way: 'parcel', parcel: 'EX99999', replaced: '申请人重新签了申请书，窗口留有复印件' })
    await step(REVIEWER, id, 'signFor')
    assert.deepEqual(await handsOf(own, id), ['papers-1: window, carrier, nobody, carrier, owner'])
    const again = await sent(own)
    await step(TOWN, again.id, 'declareLost', { reason: '查不到' })
    assert.equal((await step(REVIEWER, again.id, 'signFor')).state, 'handedOver')
  })

  it('撤回以后材料退还本人；主管部门的办件一起撤回；反过来也一样', async () => {
    const { id, application } = await signed(own)
    await assert.rejects(step(OTHER, id, 'withdraw'), { code: 'not-found' })
    await step(LIN, id, 'withdraw')
    assert.equal((await own.world.caseNow(application.id)).state, 'withdrawn')
    await step(TOWN, id, 'handBack')
    assert.deepEqual([(await own.world.caseNow(id)).state, await handsOf(own, id)], ['withdrawn', ['papers-1: window, carrier, owner, applicant']])
    const other = await signed(own)
    await step(LIN, other.application.id, 'withdraw')
    assert.equal((await own.world.caseNow(other.id)).state, 'handingBack')
  })

  it('领取地点是狮岭镇的件，新华、狮岭以外的窗口什么也看不到', async () => {
    const { id } = await planned(own, { returnPlace: SHILING })
    await assert.rejects(step(HALL, id, 'receive', RECEIVING), { code: 'not-found' })
  })

  it('同一样东西不可能同时在两个人手里：数据库不答应', async () => {
    const { id } = await sent(own)
    await assert.rejects(runSql(own.database, `insert into anywhere.custody (case_id, thing, no, holder, place, since)
      values ($1, 'papers-1', 99, 'owner', 'x', now())`, [id]), /custody_hand/)
  })
})
