import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { begin, fillAll, giveAll, textOf, VALUES } from './food.test-support.ts'
import { FOOD, Town, type Visitor } from './town.test-support.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const data = mkdtempSync(join(tmpdir(), 'chunfeng-simple-'))
process.env['CHUNFENG_DATA'] = data

let town: Town
before(async () => { town = await Town.open('2026-03-02') })
after(async () => {
  await town.close()
  rmSync(data, { recursive: true, force: true })
})

async function elder(account?: string): Promise<Visitor> {
  const visitor = account === undefined ? town.visitor() : await town.signedIn(account)
  visitor.cookies.set('theme', 'elder')
  return visitor
}

const fieldsOn = (body: string): string[] =>
  [...new Set([...body.matchAll(/ name="([a-z]\w+)"/gi)].map(([, name]) => name ?? ''))].filter((name) => name in VALUES)

describe('长者版一步一页', () => {
  it('首页只有一个问题和四个选择，常办的事在下一页', async () => {
    const visitor = await elder()
    const home = await visitor.get('/')
    const main = /<main.*<\/main>/s.exec(home.body)?.[0] ?? ''
    assert.deepEqual([...main.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href), ['/popular', '/life-events', '/progress', '/me'])
    assert.match(textOf(await visitor.get('/popular')), /常办的事.*食品经营许可（新办）/)
  })

  it('找事项只有一个框，不问部门', async () => {
    const [simple, full] = [await (await elder()).get('/search?q=%E9%A3%9F%E5%93%81'), await town.visitor().get('/search?q=%E9%A3%9F%E5%93%81')]
    assert.doesNotMatch(simple.body, /<select/)
    assert.match(full.body, /<select/)
    assert.match(textOf(simple), /食品经营许可/)
    const nothing = await (await elder()).get('/search?q=zzzz')
    assert.match(nothing.body, /看看<a href="\/popular">常办的事/)
    assert.doesNotMatch(nothing.body, /按部门找/)
  })

  it('办事指南先说要紧的，细的都收着，旁边没有别的', async () => {
    const shown = await (await elder()).get(`/items/${FOOD}`)
    assert.doesNotMatch(shown.body, /class="side"/)
    const folded = [...shown.body.matchAll(/<details class="part"[^>]*><summary>(.*?)<\/summary>/g)].map(([, title]) => title)
    assert.deepEqual(folded.slice(0, 3), ['办理条件', '材料', '办理流程'])
    const before = textOf({ ...shown, body: shown.body.slice(0, shown.body.indexOf('<details class="part"')) })
    for (const words of ['办成后您会拿到', '要多久', '您需要准备', '开始办理']) assert(before.includes(words), words)
  })

  it('申请表一页只问一项，项目名就是标题；答完的和标准版一样多', async () => {
    const visitor = await elder('citizen')
    const draft = await begin(visitor)
    const asked: string[] = []
    for (let page = 1; page < 60; page += 1) {
      const shown = await visitor.get(`${draft}/form/${page}`)
      if (shown.statusCode === 303) break
      const fields = fieldsOn(shown.body)
      assert.equal(fields.length, 1, textOf(shown))
      assert.equal(shown.body.match(/<h1/g)?.length, 1)
      assert.match(textOf(shown), new RegExp(`第 ${page} 步，共 \\d+ 步`))
      asked.push(fields[0] ?? '')
      const answer = await visitor.post(`${draft}/form/${page}`, { [fields[0] ?? '']: VALUES[fields[0] ?? ''] ?? '' })
      assert.equal(answer.statusCode, 303, textOf(answer))
    }
    const usual = await town.signedIn('citizen')
    const inGroups: string[] = []
    for (let page = 1; page < 60; page += 1) {
      const shown = await usual.get(`${draft}/form/${page}`)
      if (shown.statusCode === 303) break
      inGroups.push(...fieldsOn(shown.body))
    }
    assert.deepEqual(asked, inGroups)
    assert(asked.length > 5)
  })

  it('填错一项只说这一项，别的已经填的都在', async () => {
    const visitor = await elder('citizen')
    const draft = await begin(visitor)
    await visitor.post(`${draft}/form/1`, { operatorName: '李记小吃店' })
    const wrong = await visitor.post(`${draft}/form/2`, { uscc: '123' })
    assert.equal(wrong.statusCode, 400)
    assert.equal(wrong.body.match(/class="fault"/g)?.length, 1)
    assert.match(wrong.body, /value="123"/)
    assert.match((await visitor.get(`${draft}/form/1`)).body, /value="李记小吃店"/)
  })

  it('核对页照样分组，一组一个标题；改哪项就到哪项', async () => {
    const visitor = await elder('citizen')
    const draft = await begin(visitor)
    await fillAll(visitor, draft)
    await giveAll(visitor, draft)
    const check = await visitor.get(`${draft}/check`)
    const headings = [...check.body.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading)
    assert.equal(new Set(headings).size, headings.length, headings.join('、'))
    const last = [...check.body.matchAll(/href="([^"]*\/form\/\d+\?from=check)"/g)].at(-1)?.[1] ?? ''
    assert.match(textOf(await visitor.get(last)), /联系电话|手机/)
    assert.equal((await visitor.post(last, { contactPhone: '13900000000' })).headers.location, `${draft}/check`)
  })

  it('填到一半换样式，还在原来那一项', async () => {
    const visitor = await elder('citizen')
    const draft = await begin(visitor)
    const shown = await visitor.get(`${draft}/form/4`)
    const [field = ''] = fieldsOn(shown.body)
    const to = /name="to" value="([^"]*)"/.exec(shown.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const changed = await visitor.post('/theme', { theme: 'standard', to })
    assert.equal(changed.headers.location, to)
    const landed = await visitor.get(to)
    const after = landed.statusCode === 303 ? await visitor.get(String(landed.headers.location)) : landed
    assert(fieldsOn(after.body).includes(field), `${field}：${textOf(after)}`)
    assert(fieldsOn(after.body).length > 1)
    await visitor.post('/theme', { theme: 'elder', to: '//evil.cn/' }).then(({ headers }) => assert.equal(headers.location, '/'))
  })
})

describe('不想自己在网上办', () => {
  it('到窗口办：在哪里、带什么、先打哪个电话，都是这件事的', async () => {
    const shown = textOf(await (await elder()).get(`/ways/window?item=${FOOD}`))
    assert.match(shown, /要办的事： 食品经营许可（新办）/)
    assert.match(shown, /您的身份证原件.*食品经营许可申请书.*有的情形还要别的材料/)
    assert.match(shown, /默认说明/)
  })

  it('请家人代办：三种办法；委托书印得出来，写着办的是哪件事', async () => {
    const visitor = await elder()
    assert.match(textOf(await visitor.get(`/ways/family?item=${FOOD}`)), /家人陪您在网上办.*家人替您到窗口办.*委托书.*必须本人到场.*家人替您查/)
    assert.match(textOf(await visitor.get(`/ways/letter?item=${FOOD}`)), /委托人：\s*＿.*代为办理“食品经营许可（新办）”.*示例文本/)
  })

  it('没说办哪件事也能看；没有的事说没有', async () => {
    const visitor = await elder()
    for (const way of ['window', 'family', 'letter']) {
      assert.equal((await visitor.get(`/ways/${way}`)).statusCode, 200, way)
      assert.equal((await visitor.get(`/ways/${way}?item=SL9999999999999`)).statusCode, 404, way)
      assert.equal((await visitor.get(`/ways/${way}?item=%3Cscript%3E`)).statusCode, 400, way)
    }
  })
})

describe('保留在设备上的内容', () => {
  it('钥匙只在本人登录后的填表页里，每个账号不同，每次一样', async () => {
    const keysOf = async (account: string): Promise<string[]> => {
      const visitor = await town.signedIn(account)
      const { body } = await visitor.get(`${await begin(visitor)}/form/1`)
      return [/data-keeper="([0-9a-f]{16})"/.exec(body)?.[1] ?? '', /data-keep-key="([0-9a-f]{64})"/.exec(body)?.[1] ?? '']
    }
    const [first, again, other] = [await keysOf('citizen'), await keysOf('citizen'), await keysOf('enterprise')]
    assert.match(first.join(' '), /^[0-9a-f]{16} [0-9a-f]{64}$/)
    assert.deepEqual(first, again)
    assert.notEqual(first[0], other[0])
    assert.notEqual(first[1], other[1])
    assert.notEqual(first[1]?.slice(0, 16), first[0])
  })

  it('身份证号码标明不保留；提交后的回执叫浏览器都删掉', async () => {
    const visitor = await elder('citizen')
    const draft = await begin(visitor)
    const pages = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((page) => visitor.get(`${draft}/form/${page}`)))
    const withId = pages.find(({ body }) => body.includes('name="legalId"'))
    assert.match(withId?.body ?? '', /name="legalId"[^>]* data-private/)
    assert.equal(pages.filter(({ body }) => body.includes('data-private')).length, 1)
    await fillAll(visitor, draft)
    await giveAll(visitor, draft)
    await visitor.get(`${draft}/check`)
    const { headers } = await visitor.post(`${draft}/check`, { declared: 'yes' })
    const receipt = await visitor.get(String(headers.location))
    assert.match(receipt.body, /data-filed/)
    assert.match(receipt.body, /<span class="number" data-quiet>[2-9A-Z]{8}<\/span>/)
    assert.match(receipt.body, /<svg class="qr" role="img" aria-label="查进度的二维码"/)
  })
})
