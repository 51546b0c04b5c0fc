import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { XmlScanner } from './xml.ts'

function heard(pieces: readonly string[]): string[] {
  const said: string[] = []
  const scanner = new XmlScanner({
    open: (name, attribute) => said.push(`+${name}${attribute('r') === undefined ? '' : ` r=${attribute('r')}`}`),
    close: (name) => said.push(`-${name}`),
    text: (text) => said.push(text),
  })
  for (const piece of pieces) scanner.write(piece)
  scanner.end()
  return said
}

const SAMPLE = '<?xml version="1.0"?><!-- <c> --><x:row r="1"><c r=\'A>1\' s="2"><v>甲&amp;乙&#x4e19;&#19969;</v></c><c r="B1"/><t><![CDATA[<戊>]]></t></x:row>'
const EXPECTED = ['+row r=1', '+c r=A>1', '+v', '甲&乙丙丁', '-v', '-c', '+c r=B1', '-c', '+t', '<戊>', '-t', '-row']

describe('读 XML', () => {
  it('标签、前缀、属性、实体、注释、空标签、原样的文字', () => assert.deepEqual(heard([SAMPLE]), EXPECTED))

  it('从任何一处切开都一样', () => {
    fc.assert(fc.property(fc.array(fc.nat(SAMPLE.length), { maxLength: 6 }), (cuts) => {
      const at = [0, ...cuts.toSorted((one, other) => one - other), SAMPLE.length]
      assert.deepEqual(heard(at.slice(1).map((end, index) => SAMPLE.slice(at[index], end))), EXPECTED)
    }))
  })

  it('不收外部声明，也不收没有写完的', () => {
    assert.throws(() => heard(['<!DOCTYPE a [<!ENTITY b "c">]><a/>']), SyntaxError)
    assert.throws(() => heard(['<row><c r="']), SyntaxError)
    assert.throws(() => heard([`<a ${'b'.repeat(2_000_000)}`]), SyntaxError)
  })

  it('不认识的实体原样留着，超出范围的字符也不出错', () => assert.deepEqual(heard(['<t>&nbsp;&#9999999;</t>']), ['+t', '&nbsp;&#9999999;', '-t']))
})
