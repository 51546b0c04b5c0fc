import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { validateItemCode } from './item-code.ts'
import { validatePhone } from './phone.ts'
import { validateProjectCode } from './project-code.ts'

describe('投资项目代码', () => {
  it('结构对即为有效，并说明没有核对真伪', () => {
    const verdict = validateProjectCode('2026-440114-04-01-123456')
    assert.equal(verdict.valid, true)
    assert.match(verdict.why, /2026年，地区 440114（广东省），中央业务指导部门代码 04，项目类型代码 01；.*未核对真伪/)
    assert.equal(validateProjectCode('2026-440114-04-01-12345X').valid, true)
  })

  it('小写 x、缺短横线、位数不对、前后有空格都无效', () => {
    for (const value of [
      '2026-440114-04-01-12345x', '202644011404 01123456', '20264401140401123456', '2026-440114-04-01-12345', '2026-440114-04-01-1234567',
      '26-440114-04-01-123456', '2026-44011-04-01-123456', '2026-440114-4-01-123456', '2026-440114-04-01-1234X6',
      '2026－440114－04－01－123456',
      ' 2026-440114-04-01-123456', '2026-440114-04-01-123456\n', '２026-440114-04-01-123456', '',
    ]) {
      const verdict = validateProjectCode(value)
      assert.equal(verdict.valid, false, JSON.stringify(value))
      assert.match(verdict.why, /形如 2026-440114-04-01-123456/)
    }
  })
})

describe('事项编码', () => {
  it('31 位实施编码说出实施主体、层级、目录、类型和子项', () => {
    assert.equal(
      validateItemCode('11440100007482575H3440118009000').why,
      '实施编码有效：实施主体 11440100007482575H，市级，基本编码 440118009000（广东省目录，行政许可，没有子项）',
    )
    assert.match(validateItemCode('12441500196720244T3442199806003').why, /公共服务，子项 003/)
    assert.match(validateItemCode('12441500196720244T3339999806003').why, /目录 33，事项类型 99，子项 003/)
  })

  it('33 位业务办理项编码多两位序号', () => {
    const verdict = validateItemCode('11440000006940116U244010200300103')
    assert.equal(verdict.valid, true)
    assert.match(verdict.why, /业务办理项编码（第 03 个业务办理项）.*省级.*行政许可，子项 001/)
  })

  it('同样的类型数字在广东省目录和国家目录意思不同', () => {
    assert.match(validateItemCode('11440000006940116U2442010500400').why, /其他行政权力/)
    assert.match(validateItemCode('11440000006940116U2002010500400').why, /公共服务/)
  })

  it('内含的信用代码不核对校验码', () => {
    assert.equal(validateItemCode('13440000515356094L2440101007000').valid, true)
  })

  it('有子项的主项编码（00Y）和 12 位基本编码不能当事项用', () => {
    for (const code of ['11440100007482575H344010200200Y', '11440100007482575H344010200200Y01']) {
      assert.deepEqual([validateItemCode(code).valid, /00Y.*具体子项/.test(validateItemCode(code).why)], [false, true])
    }
    for (const code of ['440102002000', '44010200200Y']) assert.match(validateItemCode(code).why, /12 位基本编码/)
  })

  it('层级只有 1 至 7，基本编码只有数字，字母只有大写，位数只有 31 和 33', () => {
    for (const code of [
      '11440100007482575H0440118009000', '11440100007482575H8440118009000', '11440100007482575H34401180090A0',
      '11440100007482575h3440118009000', '11440100007482575H344011800900', '11440100007482575H34401180090001',
      '11440100007482575H344011800900001X', '11440100007482575H3440118009 00',
      ' 11440100007482575H3440118009000', '11440100007482575H3440118009000\n', '',
    ]) assert.equal(validateItemCode(code).valid, false, JSON.stringify(code))
  })

  const reference = path.join(import.meta.dirname, '../../../shared/data/items/guangdong-items-2021.jsonl')
  const skip = existsSync(reference) || process.env.CI ? false : '参考数据 ../shared/data/items 不在，跳过'
  it('广东公布的 2,262 个真实事项编码全部有效', { skip }, () => {
    const codes = readFileSync(reference, 'utf8').trim().split('\n').map((line): string => JSON.parse(line).TASK_CODE)
    assert.equal(codes.length, 2262)
    assert.deepEqual(codes.filter((code) => !validateItemCode(code).valid), [])
  })
})

describe('手机号码', () => {
  it('中国大陆的 11 位手机号码有效', () => {
    for (const phone of ['13000000000', '14500000000', '19912345678']) assert.equal(validatePhone(phone).valid, true, phone)
  })

  it('说清错在哪里：国家代码、符号、位数、号段', () => {
    const bad: [string, RegExp][] = [
      ['+8613800138000', /去掉国家代码/], ['8613800138000', /去掉国家代码/], ['+86 13800138000', /去掉国家代码/], ['008613800138000', /去掉国家代码/],
      ['138-0013-8000', /只能有数字/], ['138 0013 8000', /只能有数字/], ['１3800138000', /只能有数字/],
      [' 13800138000', /只能有数字/], ['13800138000\n', /只能有数字/],
      ['1380013800', /现在是 10 位/], ['138001380000', /现在是 12 位/], ['', /现在是 0 位/],
      ['12800138000', /13 至 19/], ['02036898888', /13 至 19/], ['10000000000', /13 至 19/],
    ]
    for (const [phone, why] of bad) {
      const verdict = validatePhone(phone)
      assert.equal(verdict.valid, false, JSON.stringify(phone))
      assert.match(verdict.why, why, JSON.stringify(phone))
    }
  })
})
