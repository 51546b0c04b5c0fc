import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Value } from 'typebox/value'
import { Item } from '../item.ts'
import { buildSearchIndex, search, searchDocumentOf } from './index.ts'

const DATA = new URL('../../../data/items/', import.meta.url)
const items = globSync('**/*.json', { cwd: DATA }).sort().flatMap((file) => [JSON.parse(readFileSync(new URL(file, DATA), 'utf8'))].flat())
  .filter((value) => Value.Check(Item, value))
const index = buildSearchIndex(items.map((item) => searchDocumentOf(item)))
const nameOf = new Map(items.map(({ code, name }) => [code, name]))
const found = (query: string, limit: number): string[] => search(index, { query, limit }).map(({ code }) => nameOf.get(code) ?? '')

/** What a resident of the district may type, and a part of the name of the item she means. */
const SAID: Record<string, string> = {
  我想开个小饭馆: '开办餐饮店一件事', 我想开一家奶茶店要什么证: '食品经营许可（新办）', 餐饮店不开了证怎么退: '食品经营许可注销',
  生孩子上户口: '出生登记', 宝宝刚出生怎么落户: '出生登记', 'ban shebaoka': '社会保障卡', sbk: '社会保障卡', 社保卡丢了怎么补: '社会保障卡',
  '老人80岁有没有补贴': '高龄津贴', 门口想挂个招牌: '招牌', 装修要不要施工许可: '施工许可', 开发廊要办卫生许可吗: '公共场所卫生许可',
  开个补习班: '民办文化教育培训', 残疾证怎么办: '残疾人证', 工厂做环评: '环境影响报告表', 盖楼人防: '防空地下室', 摆摊: '食品摊贩', 我想离婚: '离婚登记',
  护士证换医院: '护士执业注册', 买房公积金提取: '购房提取', 养狗要登记吗: '养犬', 家里突然困难有没有救助: '临时救助', 没钱请律师: '法律援助',
  食品经营许政: '食品经营许可', shipinjingyingxuke: '食品经营许可', 户囗迁移: '户口迁移', 挖马路埋管子要批吗: '挖掘城市道路', 门前的大树想砍掉: '树木',
}

describe('示例目录里，花都人怎么说都找得到', () => {
  it('示例目录读得进来', () => assert.ok(items.length >= 80))

  for (const [query, name] of Object.entries(SAID)) {
    it(`“${query}”首位是${name}`, () => assert.match(found(query, 1)[0] ?? '', new RegExp(name)))
  }

  it('每个事项的名称和每个日常用语，都在前三里找得到它', () => {
    for (const { name, everydayNames } of items) {
      for (const said of [name, ...everydayNames]) assert.ok(found(said, 3).includes(name), `${said} → ${name}`)
    }
  })

  it('个人看不到只对企业的事项', () => {
    const wanted = new Set(items.filter(({ audience }) => !audience.includes('person')).map(({ code }) => code))
    assert.ok(wanted.size > 0)
    for (const query of ['许可', '登记', '备案']) {
      for (const { code } of search(index, { query, audience: 'person', limit: 100 })) assert.equal(wanted.has(code), false, code)
    }
  })
})
