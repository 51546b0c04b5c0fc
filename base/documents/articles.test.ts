import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleOf, citation, citations, isLicensingLaw } from './articles.ts'

test('引用法律用全称和汉字条款', () => {
  assert.equal(citation({ law: '行政许可法', article: '第32条第1款第4项' }), '《中华人民共和国行政许可法》第三十二条第一款第四项')
  assert.equal(citation({ law: '《食品安全法》', article: '第一百二十二条' }), '《中华人民共和国食品安全法》第一百二十二条')
})

test('已是全称的法律和地方性法规不改名', () => {
  assert.equal(citation({ law: '中华人民共和国行政许可法', article: '第四十二条' }), '《中华人民共和国行政许可法》第四十二条')
  assert.equal(citation({ law: '广东省优化营商环境条例', article: '第32条' }), '《广东省优化营商环境条例》第三十二条')
  assert.equal(citation({ law: '食品经营许可和备案管理办法' }), '《食品经营许可和备案管理办法》')
})

test('同一部法律的几条只写一次法律名称', () => {
  const law = '行政许可法'
  assert.equal(citations([{ law, article: '第三十七条' }, { law: '中华人民共和国行政许可法', article: '第三十八条' }]), '《中华人民共和国行政许可法》第三十七条、第三十八条')
  assert.equal(
    citations([{ law, article: '第一条' }, { law: '甲办法', article: '第二条' }, { law, article: '第三条' }]),
    '《中华人民共和国行政许可法》第一条、《甲办法》第二条、《中华人民共和国行政许可法》第三条',
  )
})

test('只有名称、没有条款的法律也不会丢', () => {
  assert.equal(citations([{ law: '甲办法' }, { law: '甲办法' }]), '《甲办法》、《甲办法》')
  assert.equal(citations([]), '')
})

test('把一句依据拆成法律和条款', () => {
  assert.deepEqual(articleOf('行政许可法第四十二条第一款'), { law: '行政许可法', article: '第四十二条第一款' })
  assert.deepEqual(articleOf(' 广东省优化营商环境条例第32条 '), { law: '广东省优化营商环境条例', article: '第32条' })
  assert.deepEqual(articleOf('有关规定'), { law: '有关规定' })
})

test('认得出行政许可法，不会误认别的许可办法', () => {
  assert.equal(isLicensingLaw({ law: '《中华人民共和国行政许可法》' }), true)
  assert.equal(isLicensingLaw({ law: '食品经营许可和备案管理办法' }), false)
})
