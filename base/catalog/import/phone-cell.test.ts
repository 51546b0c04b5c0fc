import assert from 'node:assert/strict'
import { it } from 'node:test'
import { phoneCell, phoneOf } from './phone-cell.ts'

const severity = (value: unknown): string | undefined => phoneCell(value)?.severity
const long = '窗口咨询地址：示例路一号。咨询电话号码：020-11112222。'
  + '网址：http://www.example.gov.cn/a?b=1。微信号：gh_a1b2c3。电子邮箱：a1@example.com。'

it('一个或几个带区号的号码，带分机，带说明，都没有问题', () => {
  const plain = ['020-11112222', '020-11112222、020-33334444', '020-11112222转1', '020-12345-1', '12345', '甲处：020-11112222；乙处：020-33334444']
  for (const value of plain) {
    assert.equal(severity(value), undefined, value)
  }
})

it('没有区号、位数不对、写法不规范、夹了别的内容，照收并说明', () => {
  for (const value of ['81112222', '020-1111222', '020-111122223', '020--11112222', '020－11112222', '0020-12345', '020-1111 2222', long]) {
    assert.equal(severity(value), 'odd', value)
  }
  assert.match(phoneCell('020-11112222、81112222')?.reason ?? '', /没有区号/)
})

it('没有号码、夹了字母、有残缺的号码，是错', () => {
  for (const value of ['电话', '020-1111222a', '0zz-11112222', '020-11112222、123', 'TEL', '１２３４５', '-12345', null, 12345, ['020-11112222']]) {
    assert.equal(severity(value), 'error', String(value))
  }
})

it('网址、邮箱、微信号里的字母不算号码里的字母', () => {
  assert.equal(severity(long), 'odd')
  assert.equal(severity('电话：020-1111222a，或登录 http://www.example.gov.cn/'), 'error')
})

it('短的照来源显示，长的只留号码，重复的留一个，没有号码就没有电话', () => {
  assert.equal(phoneOf(' 电话：020-11112222 '), '电话：020-11112222')
  assert.equal(phoneOf(`${long}${long}`), '020-11112222')
  assert.equal(phoneOf('无'), undefined)
  assert.ok((phoneOf(`${long}${Array.from({ length: 20 }, (_, at) => `020-111122${10 + at}`).join('、')}`) ?? '').length <= 100)
})
