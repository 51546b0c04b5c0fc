import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { addFacts, lockProject, projectByCode } from '../../project/projects.ts'
import { approverOf, FIRM, itemFor, JOINT_CODE, jointItem, reviewerOf } from '../../project/site.test-support.ts'
import { PERMITS, type Permit } from '../../release/gates.ts'
import { childrenOf, type Actor } from '#kernel'
import { laneOf } from '#base/joint'
import { Town, type Visitor } from '../../../applications/web/citizen/town.test-support.ts'
import { submitApplication } from '../../../applications/index.ts'

const OWNER: Actor = { ...FIRM, id: 'builder', party: 'demo-party' }
const PLAN = `/items/${JOINT_CODE}/joint-plan`
let town: Town
let firm: Visitor
let citizen: Visitor
let serial = 0
let code: string
before(async () => {
  town = await Town.open('2026-03-02', [...PERMITS.map(itemFor), jointItem()])
  firm = await town.signedIn('enterprise')
  citizen = await town.signedIn('citizen')
})
after(() => town.close())
beforeEach(() => {
  serial += 1
  code = `2026-440114-04-01-9${String(serial).padStart(5, '0')}`
})

const bodyOf = (answer: { body: string }) => answer.body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

/** 五证联办 of the demo firm, accepted. */
async function filed(): Promise<string> {
  const form = { projectCode: code, projectName: '某厂房（示例）' }
  const { caseId } = await town.world.as(OWNER, (call) => submitApplication(call, { itemCode: JOINT_CODE, answers: { specialWorks: 'no' }, form }))
  await town.step('window', caseId, 'accept')
  return caseId
}

async function review(parentId: string, permit: Permit): Promise<string> {
  const child = (await childrenOf(town.world.database, parentId)).find((one) => laneOf(one) === permit.toLowerCase())
  assert(child)
  await town.world.step(reviewerOf(permit), child.id, 'review', { data: { opinion: '符合条件', recommendation: 'approve' } })
  return child.id
}

describe('先比一比', () => {
  it('不登录就能比；没有写的一次说全；写了的并排给出来，发证的先后和依据都有', async () => {
    const visitor = town.visitor()
    assert.match((await visitor.get(PLAN)).body, /由企业自己决定.*name="code"/s)
    const wrong = await visitor.get(`${PLAN}?name=&code=2026-1`)
    for (const message of [/请写项目名称/, /投资项目代码应形如/, /请选一个/]) assert.match(wrong.body, message)
    const query = new URLSearchParams({ name: '某厂房', code, specialWorks: 'no', fireDrawings: 'no', land: 'no', out: 'RF' })
    const text = bodyOf(await visitor.get(`${PLAN}?${query.toString()}`))
    assert.match(text, /五证联办和分别办 .*申请表.*要交的材料.*承诺期限.*法定期限.*预计办完.*今天受理的话，联办大约在.*月.*日/s)
    assert.match(text, /建筑工程施工许可证：全部审完也还发不了，要先有消防设计图纸（消防法第十二条）/)
    assert.match(text, /留在外面的人防工程报建/)
    assert.match(text, /以往不足 10 件，按承诺期限估算/)
  })

  it('不是多证联办的事项没有这一页；只留一个证的不叫联办', async () => {
    assert.equal((await town.visitor().get(`/items/${itemFor('GC').code}/joint-plan`)).statusCode, 404)
    const query = ['YD', 'BD', 'RF', 'GC'].map((permit) => `out=${permit}`).join('&')
    assert.match((await town.visitor().get(`${PLAN}?name=x&code=${code}&${query}`)).body, /至少留两个证/)
  })
})

describe('工程项目', () => {
  it('一个项目代码一页：各证到了哪一步，审完的为什么还没有发，写明条文', async () => {
    const parent = await filed()
    await review(parent, 'GC')
    assert.match(bodyOf(await firm.get('/projects')), new RegExp(`某厂房（示例）.*${code}.*5 件办件`))
    const text = bodyOf(await firm.get(`/projects/${code}`))
    assert.match(text, /建设工程规划许可证 (\S+ )?已审完，等前证.*还不能发：缺少使用土地的有关证明文件.*城乡规划法第四十条.*审完：建设工程规划许可证/s)
    assert.match(text, /特殊建设工程消防设计审查 (\S+ )?不需要/)
  })

  it('前证发了，后证就能发；登记的和发生的都在记录里，撤下的划掉', async () => {
    const parent = await filed()
    const [plan, land] = [await review(parent, 'GC'), await review(parent, 'YD')]
    await assert.rejects(town.world.step(approverOf('GC'), plan, 'approve'), /城乡规划法第四十条/)
    await town.world.step(approverOf('YD'), land, 'approve')
    await town.world.step(approverOf('GC'), plan, 'approve')
    const project = await projectByCode(town.world.database, 'demo-party', code)
    assert(project)
    await town.world.as(reviewerOf('SG'), async (call) => {
      await lockProject(call.tx, project.id)
      await addFacts(call, project.id, [{ what: 'fire-drawings', evidence: '图纸 9 张' }, { what: 'struck-out', strikes: 5, evidence: '登记错了' }])
    })
    const { body } = await firm.get(`/projects/${code}`)
    assert.match(body, /发证：建设用地规划许可证.*发证：建设工程规划许可证/s)
    assert.match(body, /<s>[^<]*(<[^s][^>]*>[^<]*)*登记消防设计图纸（图纸 9 张）/)
  })

  it('审查人建议不予的，决定以前申请人只看到审完了；部门看得到', async () => {
    const parent = await filed()
    const child = (await childrenOf(town.world.database, parent)).find((one) => laneOf(one) === 'gc')
    await town.world.step(reviewerOf('GC'), child?.id ?? '', 'review', { data: { opinion: '退界不够', recommendation: 'deny' } })
    const text = bodyOf(await firm.get(`/projects/${code}`))
    assert.match(text, /审完：建设工程规划许可证/)
    assert.doesNotMatch(text, /不通过|不予/)
    const staff = await (await town.signedIn('planning')).get(`/api/cases/${parent}/project`)
    assert.match(staff.body, /审查不通过：建设工程规划许可证/)
  })

  it('别人家看不到，也不知道有没有；没有登录的先登录', async () => {
    await filed()
    assert.equal((await citizen.get(`/projects/${code}`)).statusCode, 404)
    assert.equal((await citizen.get('/projects/2026-440114-04-01-000000')).statusCode, 404)
    assert.match((await citizen.get('/projects')).body, /还没有/)
    assert.equal((await town.visitor().get(`/projects/${code}`)).statusCode, 303)
  })
})

describe('改变联办方式（不用脚本）', () => {
  it('取出一个证：没有选的一次说全，选好就取出，回到办件', async () => {
    const parent = await filed()
    const path = `/cases/${parent}/joint-choice`
    assert.match(bodyOf(await firm.get(path)), /由您自己决定.*取出一个证.*退出联办/s)
    const missing = await firm.post(path, { choice: 'takeOut' })
    assert.match(missing.body, /请选一个证.*请选取出以后怎样办/s)
    assert.equal((await firm.post(path, { choice: 'takeOut', lane: 'rf', how: 'alone' })).headers.location, `/cases/${parent}`)
    const again = await firm.post(path, { choice: 'takeOut', lane: 'rf', how: 'alone' })
    assert.match(again.body, /可以取出的有/)
  })

  it('退出联办，再回来', async () => {
    const parent = await filed()
    const path = `/cases/${parent}/joint-choice`
    await firm.post(path, { choice: 'leaveJoint' })
    assert.equal((await town.world.caseNow(parent)).state, 'separate')
    assert.match((await firm.get(path)).body, /回到联办/)
    await firm.post(path, { choice: 'rejoin' })
    assert.equal((await town.world.caseNow(parent)).state, 'handling')
  })

  it('别人打不开，也选不了', async () => {
    const parent = await filed()
    assert.equal((await citizen.get(`/cases/${parent}/joint-choice`)).statusCode, 404)
    assert.equal((await citizen.post(`/cases/${parent}/joint-choice`, { choice: 'leaveJoint' })).statusCode, 404)
    assert.equal((await town.world.caseNow(parent)).state, 'handling')
  })
})
