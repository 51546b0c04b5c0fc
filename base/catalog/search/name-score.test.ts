import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildSearchIndex, type SearchIndex } from './build.ts'
import { nameScore } from './name-score.ts'
import { readQuery } from './query.ts'

/** How well the first of the names answers, among the others. */
function score(typed: string, name: string, ...others: string[]): number {
  const index = indexOf([name, ...others])
  const [own] = index.documents.find(({ code }) => code === '0')?.names ?? []
  assert.ok(own)
  return nameScore(own, readQuery(typed, index), { organisationName: ' 区民政局 ', ...index })
}

function indexOf(names: readonly string[]): SearchIndex {
  const rest = { everydayNames: [], organisation: 'o', audience: ['person'], text: '' } as const
  return buildSearchIndex(names.map((name, at) => ({ code: String(at), name, ...rest })))
}

const OTHERS = ['法律援助申请', '残疾人证换领', '排污口设置', '公证书核发', '旅馆登记', '土地权属争议调处']

describe('名称与问题对得上几分', () => {
  it('问的都在名称里约为一分，都不在是零分左右', () => {
    assert.ok(score('遗嘱公证', '遗嘱公证', ...OTHERS) > 1)
    assert.ok(Math.abs(score('遗嘱公证', '消防检查', ...OTHERS)) < 0.1)
  })

  it('主干里有的，比括号里有的分高', () => {
    assert.ok(score('业余电台', '业余电台审批(延续)', ...OTHERS) > score('业余电台', '审批延续(业余电台)', ...OTHERS))
  })

  it('没有问到的括号要扣一点', () => {
    assert.ok(score('养犬登记', '养犬登记', ...OTHERS) > score('养犬登记', '养犬登记(大型犬年度审验)', ...OTHERS))
  })

  it('名称越短、多出来的字越少，分越高', () => {
    assert.ok(score('养犬', '养犬登记', ...OTHERS) > score('养犬', '城市管理范围内养犬情况登记', ...OTHERS))
  })

  it('连成一串的比拆散的分高，开头就是的更高', () => {
    assert.ok(score('养犬登记', '市民养犬登记', ...OTHERS) > score('养犬登记', '登记市民养犬', ...OTHERS))
    assert.ok(score('养犬登记', '养犬登记市民', ...OTHERS) > score('养犬登记', '市民养犬登记', ...OTHERS))
  })

  it('简称对得上全称：字的先后相同、隔得不远', () => {
    const short = score('法援', '法律援助', '旅馆登记')
    assert.ok(short > score('法援', '援助流动人口学法', '旅馆登记'))
    assert.ok(short > score('法援', '法治宣传教育和重大疑难案件援助', '旅馆登记'))
  })

  it('同音字、颠倒的字比写对的低，比不相干的高', () => {
    const right = score('公证', '公证', '旅馆登记')
    const heard = score('公政', '公证', '旅馆登记')
    const swapped = score('证公', '公证', '旅馆登记')
    const wrong = score('某某', '公证', '旅馆登记')
    for (const near of [heard, swapped]) assert.ok(right > near && near > wrong)
  })

  it('部门名称里才有的词也算一点', () => {
    assert.ok(score('民政', '养犬登记', ...OTHERS) > score('某政', '养犬登记', ...OTHERS))
  })

  it('说法取对得最好的一个意思，几个意思不相加', () => {
    const one = score('饭馆', '食品经营许可', '旅馆登记')
    const both = score('饭馆', '食品经营许可餐饮服务', '旅馆登记')
    assert.ok(one > 0.5 && both <= one + 0.1)
  })
})
