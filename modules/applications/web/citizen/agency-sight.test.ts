import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { asked, Firm, FIRM, OTHER, TODAY } from './agency.test-support.ts'
import { begin, fileFood, fillAll, giveAll, picture, textOf, type Filed } from './food.test-support.ts'

let side: Firm
before(async () => { side = await Firm.open() })
after(() => side.close())
beforeEach(() => side.begin())

describe('经办人看得到什么，能做什么', () => {
  let ofFirm: Filed
  const correcting = (caseId: string) =>
    side.town.step('window', caseId, 'requestCorrection', { materials: [{ materialId: 'application', problems: ['没有签名'] }] })

  it('没有“查看”的只看得到自己替单位办的；有的看得到单位在授权范围里的', async () => {
    ofFirm = await fileFood(side.firm)
    await side.wear()
    const mine = await fileFood(side.agent)
    assert.deepEqual((await asked(side.agent, `/api/cases/${ofFirm.caseId}`)).status, 404)
    const listed = (await asked(side.agent, '/api/applications')).body.cases.map(({ id }: { id: string }) => id)
    assert.deepEqual([listed.includes(mine.caseId), listed.includes(ofFirm.caseId)], [true, false])
    await side.revoke()
    await side.wear({ powers: ['see'] })
    assert.equal((await asked(side.agent, `/api/cases/${ofFirm.caseId}`)).status, 200)
    assert((await asked(side.agent, '/api/applications')).body.cases.some(({ id }: { id: string }) => id === ofFirm.caseId))
    await side.revoke()
    await side.wear({ powers: ['see'], items: [OTHER] })
    assert.equal((await asked(side.agent, `/api/cases/${ofFirm.caseId}`)).status, 404)
    assert.equal((await asked(side.agent, '/api/applications')).body.total, 0)
  })

  it('为单位办时看不到单位的消息和材料库，自己的件照样看得到', async () => {
    const own = await fileFood(side.agent)
    await side.wear({ powers: ['file', 'see'] })
    assert.equal((await asked(side.agent, `/api/cases/${own.caseId}`)).status, 200)
    await side.town.world.settle()
    assert.doesNotMatch(JSON.stringify((await asked(side.agent, '/api/messages')).body), new RegExp(ofFirm.number))
    const ofOthers = await side.sql<{ id: string }>(`select id from materials.file where account_id = 'demo-enterprise'`)
    const files = (await asked(side.agent, '/api/files?size=100')).body.files.map(({ fileId }: { fileId: string }) => fileId)
    assert(ofOthers.length > 0 && ofOthers.every(({ id }) => !files.includes(id)))
  })

  it('能补正不能撤回：没有给的那一步不给按钮，硬来也说明白', async () => {
    await side.wear({ powers: ['file', 'supplement'] })
    const { caseId } = await fileFood(side.agent)
    await correcting(caseId)
    const { body } = await asked(side.agent, `/api/cases/${caseId}`)
    assert.deepEqual(body.steps.map(({ step }: { step: string }) => step), ['supplement'])
    const page = await side.agent.get(`/cases/${caseId}`)
    assert.match(page.body, /去补正材料/)
    assert.doesNotMatch(page.body, /撤回申请/)
    const { body: firms } = await asked(side.firm, `/api/cases/${caseId}`)
    assert.deepEqual(firms.steps.map(({ step }: { step: string }) => step).sort(), ['supplement', 'withdraw'])
    await assert.rejects(
      side.town.world.step({ id: 'demo-citizen', name: '李群众', roles: ['citizen'], organisation: null, party: null, agency: AGENCY }, caseId, 'withdraw'),
      { code: 'rule', message: /不包括“撤回申请”/ },
    )
  })

  it('单位看得到经办人办的每一步和他的名字；窗口看到的仍是申请人', async () => {
    await side.wear()
    const { caseId } = await fileFood(side.agent)
    assert.match(textOf(await side.firm.get(`/cases/${caseId}`)), /经办人 李群众/)
    assert.match(textOf(await side.agent.get(`/cases/${caseId}`)), /您（李群众）/)
    const events = (await asked(await side.town.signedIn('window'), `/api/cases/${caseId}/events`)).body
    assert.deepEqual([events[0].by, events[0].person], ['申请人', null])
  })

  it('单位用经办人传的材料，经办人用不到单位的；替自己办的材料单位看不到', async () => {
    await side.wear()
    const { caseId } = await fileFood(side.agent)
    const files = (await asked(side.firm, '/api/files')).body
    assert(files.total > 0)
    await side.agent.post('/me/acting', { agency: 'self' })
    assert.equal((await asked(side.agent, `/api/cases/${caseId}`)).status, 404)
    const own = await fileFood(side.agent)
    await side.town.step('window', own.caseId, 'requestCorrection', { materials: [{ materialId: 'application', problems: ['没有签名'] }] })
    const before = (await asked(side.firm, '/api/files')).body.total
    await side.agent.post('/me/acting', { agency: await side.agencyId() })
    // Handed in for her own case while she wears the firm's hat: still hers.
    const sent = await side.agent.upload(`/cases/${own.caseId}/supplement`, [picture('自己的.png', 'file.application')], { key: 'k1', note: '' })
    assert.equal(sent.statusCode, 303, textOf(sent))
    assert.equal((await asked(side.firm, '/api/files')).body.total, before)
  })
})

const AGENCY = { party: 'demo-party', name: FIRM, items: [], organisations: [], powers: ['file', 'supplement'], until: '2026-12-31' } as const

describe('撤销马上生效', () => {
  it('开着的登录里，办件、文书、材料、名单一下都没有了', async () => {
    await side.wear({ powers: ['file', 'see'] })
    const { caseId } = await fileFood(side.agent)
    const [document] = (await asked(side.agent, `/api/cases/${caseId}/documents`)).body
    const [row] = await side.sql<{ file: string }>('select file_id as file from applications.material where case_id = $1 limit 1', [caseId])
    const paths = [
      `/api/cases/${caseId}`,
      `/api/cases/${caseId}/events`,
      `/api/cases/${caseId}/materials`,
      `/api/cases/${caseId}/files/${row?.file}`,
      `/api/documents/${document.id}.pdf`,
      `/api/files/${row?.file}`,
      `/cases/${caseId}`,
      `/receipt/${caseId}`,
    ]
    for (const path of paths) assert.equal((await side.agent.get(path)).statusCode, 200, path)
    await side.revoke()
    for (const path of paths) assert.equal((await side.agent.get(path)).statusCode, 404, path)
    assert.equal((await asked(side.agent, '/api/files')).body.files.some(({ fileId }: { fileId: string }) => fileId === row?.file), false)
  })

  it('填到一半被撤销：不能再填、不能提交，说明白是哪家单位；不会变成他自己的申请', async () => {
    await side.wear()
    const draft = await begin(side.agent)
    await fillAll(side.agent, draft)
    await giveAll(side.agent, draft)
    await side.revoke()
    for (const answer of [
      await side.agent.get(`${draft}/check`),
      await side.agent.post(`${draft}/check`, { declared: 'yes' }),
      await side.agent.post(`${draft}/form/1`, { operatorName: '改' }),
    ]) {
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, /某餐饮公司（示例）给您的授权已经撤销或者到期/)
    }
    assert.deepEqual(await side.sql('select case_id from applications.draft where id = $1', [draft.split('/').at(-1)]), [{ case_id: null }])
    assert.doesNotMatch(textOf(await side.agent.get('/me')), /没填完的申请/)
    assert.match((await side.agent.get('/')).body, /授权已经撤销或者到期，您现在是为自己办/)
  })

  it('替单位填的和为自己填的是两份草稿，戴着哪顶帽子看到哪一份', async () => {
    await side.wear()
    const forFirm = await begin(side.agent)
    await side.agent.post('/me/acting', { agency: 'self' })
    const own = await begin(side.agent)
    assert.notEqual(own, forFirm)
    assert.equal((await side.agent.get(`${forFirm}/form/1`)).statusCode, 409)
    assert.match((await side.agent.get(`${forFirm}/form/1`)).body, /替单位填的/)
    await side.agent.post('/me/acting', { agency: await side.agencyId() })
    assert.match((await side.agent.get(`${own}/form/1`)).body, /为您自己填的/)
  })

  it('过了最后一天，自己就没有了', async () => {
    await side.wear({ until: TODAY })
    const { caseId } = await fileFood(side.agent)
    side.town.world.now = new Date('2026-03-02T20:59:59+08:00')
    assert.equal((await side.agent.get(`/cases/${caseId}`)).statusCode, 200)
    side.town.world.now = new Date('2026-03-03T00:00:01+08:00')
    side.agent = await side.town.signedIn('citizen')
    assert.equal((await side.agent.get(`/cases/${caseId}`)).statusCode, 404)
  })

  it('经办人自己可以放弃；撤过的再撤，说已经结束', async () => {
    await side.wear()
    assert.match(textOf(await side.agent.get('/me/acting')), /放弃某餐饮公司（示例）的授权/)
    assert.equal((await side.agent.post(`/me/acting/${await side.agencyId()}/renounce`)).statusCode, 303)
    assert.match(textOf(await side.firm.get('/me/messages')), /李群众不再替单位办事/)
    assert.equal((await side.firm.post(`/me/agents/${await side.agencyId()}/revoke`)).statusCode, 409)
  })
})

describe('通知和链接', () => {
  it('替单位办的件有进展，单位和经办人都收到；授权没有了，只有单位收到', async () => {
    await side.wear()
    const [first, second] = [await fileFood(side.agent), await fileFood(side.agent)]
    const toldOf = async ({ caseId }: Filed) => {
      await side.town.step('window', caseId, 'accept')
      await side.town.world.settle()
      const rows = await side.sql<{ recipient: string }>('select recipient from messages.message where case_id = $1 order by recipient', [caseId])
      return rows.map(({ recipient }) => recipient)
    }
    assert.deepEqual(await toldOf(first), ['demo-citizen', 'demo-party'])
    await side.revoke()
    assert.deepEqual(await toldOf(second), ['demo-party'])
  })

  it('戴着别的帽子打开单位的件：先请他换，换了就到；与他无关的件还是没有', async () => {
    await side.wear()
    const { caseId } = await fileFood(side.agent)
    const ofFirm = await fileFood(side.firm)
    await side.agent.post('/me/acting', { agency: 'self' })
    const sent = await side.agent.get(`/cases/${caseId}`)
    assert.equal(sent.statusCode, 303)
    const page = await side.agent.get(String(sent.headers.location))
    assert.match(textOf(page), /您要看的是某餐饮公司（示例）的件/)
    const changed = await side.agent.post('/me/acting', { agency: await side.agencyId(), next: `/cases/${caseId}` })
    assert.equal(changed.headers.location, `/cases/${caseId}`)
    await side.agent.post('/me/acting', { agency: 'self' })
    assert.equal((await side.agent.get(`/cases/${ofFirm.caseId}`)).statusCode, 404)
    const elsewhere = await side.agent.post('/me/acting', { agency: 'self', next: 'https://example.org/' })
    assert.equal(elsewhere.headers.location, '/')
  })
})
