import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildSearchIndex, NO_SYNONYMS, sameName, search, type SearchDocument, type SearchRequest } from './index.ts'
import { TEST_CATALOGUE } from './test-catalogue.ts'

const index = buildSearchIndex(TEST_CATALOGUE)
const codes = (query: string, rest: Partial<SearchRequest> = {}): string[] =>
  search(index, { query, limit: 20, ...rest }).map(({ code }) => code)
const first = (query: string): string | undefined => codes(query)[0]
const documentNamed = (code: string, name: string): SearchDocument =>
  ({ code, name, everydayNames: [], organisation: 'o', audience: ['person'], text: '' })

describe('说什么都找得到', () => {
  const said: Record<string, string> = {
    我想开个小饭馆: 'B01', 生孩子上户口: 'C01', 我的驾照丢了怎么补: 'C03', 我要考驾照: 'C02', 社保卡: 'A01',
    公司欠缴的社保怎么补: 'A02', 护照怎么办理: 'C04', 护照办到哪一步了: 'C05', 想立个遗嘱: 'D01', 开一家律所: 'D03', 法考怎么报名: 'D02',
  }
  for (const [query, code] of Object.entries(said)) it(query, () => assert.equal(first(query), code))

  it('没有问变更、注销、查询，先给新办的', () => {
    assert.deepEqual(codes('食品经营许可').slice(0, 1), ['B01'])
    assert.equal(first('变更食品经营许可'), 'B02')
    assert.equal(first('食品经营许可证注销'), 'B03')
    assert.equal(first('查食品经营许可'), 'B04')
  })

  it('写在办理条件和材料里的词也找得到', () => {
    assert.equal(first('身体条件证明'), 'C02')
    assert.equal(first('变更理由'), 'B02')
  })

  it('说出部门，部门的事项靠前', () => {
    const bare = search(index, { query: '许可', limit: 20 }).findIndex(({ code }) => code === 'D03')
    const named = search(index, { query: '司法局 许可', limit: 20 }).findIndex(({ code }) => code === 'D03')
    assert.ok(named >= 0 && named <= bare)
  })
})

describe('打错字、打拼音也找得到', () => {
  const typed: Record<string, string> = {
    遗嘱公正: 'D01', 社保咔: 'A01', 食品经应许可新办: 'B01', 出身登记: 'C01', 护招: 'C04', 护照通普: 'C04', 驾使证初次申领: 'C02', 護照: 'C04',
    shebaoka: 'A01', 'ban shebaoka': 'A01', 'she bao ka': 'A01', sebaoka: 'A01', sbk: 'A01', chushengdengji: 'C01', csdj: 'C01',
    yizhugongzheng: 'D01', '驾驶证 yishibufa': 'C03', ＳＢＫ: 'A01', "pu'tong huzhao": 'C04',
  }
  for (const [query, code] of Object.entries(typed)) it(`${query} → ${code}`, () => assert.equal(first(query), code))

  it('字母是名称里的词时按词找，数字也是', () => {
    assert.equal(first('a类电台'), 'E01')
    assert.equal(first('12316'), 'E02')
  })

  it('只差一个字的错字，仍在前三', () => {
    const errors = TEST_CATALOGUE.filter(({ name }) => name.length >= 5).flatMap(({ code, name }) =>
      Array.from({ length: name.length }, (_, at) => ({ code, query: `${name.slice(0, at)}某${name.slice(at + 1)}` })))
    for (const { code, query } of errors) assert.ok(codes(query).slice(0, 3).includes(code), query)
  })
})

describe('筛选', () => {
  it('只看个人的，只看企业的', () => {
    assert.deepEqual(codes('食品经营许可', { audience: 'person' }), ['B04'])
    assert.equal(codes('食品经营许可', { audience: 'enterprise' }).includes('B04'), false)
  })

  it('只看一个部门的', () => {
    const found = codes('登记许可申领', { organisation: 'police' })
    assert.ok(found.length > 0 && found.every((code) => code.startsWith('C')))
    assert.deepEqual(codes('食品经营许可', { organisation: 'police' }), [])
    assert.deepEqual(codes('食品经营许可', { organisation: '没有的部门' }), [])
  })

  it('要几个给几个', () => {
    assert.equal(codes('许可', { limit: 2 }).length, 2)
    assert.deepEqual(codes('许可', { limit: 0 }), [])
  })
})

describe('没什么可找的', () => {
  for (const query of ['', '   ', '？！，。', '🙂🙂', '怎么办', '我想', '请问怎么办理手续', '\u0000\u0001', '龘'.repeat(3)]) {
    it(`“${query}”什么都不给`, () => assert.deepEqual(codes(query), []))
  }

  it('目录里没有的事，不拿不相干的凑数', () => {
    assert.deepEqual(codes('火星移民'), [])
  })

  it('空的目录什么都找不到', () => {
    assert.deepEqual(search(buildSearchIndex([]), { query: '社保卡', limit: 20 }), [])
  })
})

describe('很长的、奇怪的输入', () => {
  it('只看前两百个字', () => {
    const long = '社会保障卡申领'.padEnd(200, '，')
    assert.deepEqual(codes(`${long}食品经营许可`), codes(long))
    assert.equal(first('食品经营许可新办'.repeat(500)), 'B01')
  })

  it('任何输入都不出错，结果不重复、不超过上限、分数从高到低', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 250 }), fc.integer({ min: 0, max: 200 }), (query, limit) => {
      const hits = search(index, { query, limit })
      assert.ok(hits.length <= Math.min(limit, 100))
      assert.equal(new Set(hits.map(({ code }) => code)).size, hits.length)
      for (const [at, { score }] of hits.entries()) {
        assert.ok(Number.isFinite(score) && score > 0 && score <= (hits[at - 1]?.score ?? Infinity))
      }
    }))
  })

  it('汉字、字母、标点随意混在一起也一样', () => {
    const mixed = fc.array(fc.constantFrom('社', '保', '卡', '驾驶证', 'sbk', 'jia', ' ', '，', '（', '丢了', 'a', '1', '某'), { maxLength: 40 })
    fc.assert(fc.property(mixed, (parts) => {
      assert.deepEqual(codes(parts.join('')), codes(parts.join('')))
    }))
  })
})

describe('结果说一不二', () => {
  it('与文档进来的先后无关', () => {
    const shuffled = fc.shuffledSubarray([...TEST_CATALOGUE], { minLength: TEST_CATALOGUE.length })
    fc.assert(fc.property(shuffled, fc.constantFrom('食品经营许可', '登记', 'gongzheng', '社保'), (documents, query) => {
      assert.deepEqual(search(buildSearchIndex(documents), { query, limit: 20 }), search(index, { query, limit: 20 }))
    }), { numRuns: 20 })
  })

  it('分数相同的，名称短的先，再按编码', () => {
    const twins = ['Z2', 'Z1', 'Z3'].map((code) => documentNamed(code, '旅馆登记'))
    const found = search(buildSearchIndex(twins), { query: '旅馆登记', limit: 3 })
    assert.deepEqual(found.map(({ code }) => code), ['Z1', 'Z2', 'Z3'])
  })
})

describe('写对名称的一定找得到', () => {
  const words = ['登记', '许可', '变更', '注销', '社会', '保险', '公证', '查询', '驾驶证', '（延续）', '（业余）', 'a类', '占用', '的']
  const name = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))
    .filter((text) => sameName(text).length >= 2)

  it('原样输入任何一个事项的名称，它都在前三（同名算同一个）', () => {
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 30 }), (names) => {
      const documents = names.map((text, at) => documentNamed(`N${String(at).padStart(3, '0')}`, text))
      const found = buildSearchIndex(documents)
      const nameOf = new Map(documents.map((document) => [document.code, sameName(document.name)]))
      for (const document of documents) {
        const hits = search(found, { query: document.name, limit: 3 }).map(({ code }) => nameOf.get(code))
        assert.ok(hits.includes(sameName(document.name)), document.name)
      }
    }), { numRuns: 60 })
  })

  it('日常用语也一样', () => {
    for (const { code, everydayNames } of TEST_CATALOGUE) for (const said of everydayNames) assert.equal(first(said), code, said)
  })
})

describe('说法对照的用处', () => {
  it('没有对照表时，只有口语的问题找不准', () => {
    const bare = buildSearchIndex(TEST_CATALOGUE.map((document) => ({ ...document, everydayNames: [] })), NO_SYNONYMS)
    assert.notEqual(search(bare, { query: '我想开个小饭馆', limit: 1 })[0]?.code, 'B01')
  })

  it('对照的词不会让没说的分支跑到前面', () => {
    assert.equal(first('食品经营许可到期了'), 'B01')
  })
})
