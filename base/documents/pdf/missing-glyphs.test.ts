import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faceOf, widthOf } from './faces.ts'
import { missingGlyphs, printable } from './missing-glyphs.ts'

/** All 6,763 characters of GB 2312, taken from the encoding itself. */
function gb2312Characters(): string {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) {
    const cells = row === 0xd7 ? 0xf9 : 0xfe
    for (let cell = 0xa1; cell <= cells; cell++) bytes.push(row, cell)
  }
  return new TextDecoder('gbk').decode(Uint8Array.from(bytes))
}

test('国标一、二级汉字六千七百六十三个全部印得出来', () => {
  const characters = gb2312Characters()
  assert.equal([...characters].length, 6763)
  assert.deepEqual(missingGlyphs(characters), [])
})

test('人名里的生僻字印得出来', () => {
  assert.deepEqual(missingGlyphs('垚喆㛃犇淼燚堃昇玥玙珺翀赟奡龑旻旸暠祎祃禔翯骉龘䶮㻏𬱖𫖯𬬻𨱏𬭎𪟝'), [])
})

test('公文里的标点和数字印得出来', () => {
  assert.deepEqual(missingGlyphs('〇〔〕《》〈〉“”‘’（）【】、。，；：？！…—·～①②③ⅠⅡ％‰℃㎡№￥×÷±≤≥→　 abcXYZ0123456789'), [])
})

test('粗体与正文字库的字一样多，标题不会缺字', () => {
  for (const character of gb2312Characters()) assert(faceOf('bold').hasGlyphForCodePoint(character.codePointAt(0) ?? 0), character)
})

test('字库没有的字查得出来，每个只报一次', () => {
  assert.deepEqual(missingGlyphs('张\uE5E5\u{2FFFD}三\uE5E5'), [
    { character: '\uE5E5', codePoint: 'U+E5E5' }, { character: '\u{2FFFD}', codePoint: 'U+2FFFD' },
  ])
})

test('残缺的代理项也算缺字，不会印成方框', () => {
  assert.deepEqual(missingGlyphs('甲\uD842'), [{ character: '\uD842', codePoint: 'U+D842' }])
  assert.equal(printable('甲\uD842乙'), '甲〔U+D842〕乙')
})

test('缺字写成统一编码，其余不变', () => {
  assert.equal(printable('张\uE5E5三'), '张〔U+E5E5〕三')
  assert.equal(printable('花都区春风里餐饮有限公司'), '花都区春风里餐饮有限公司')
})

test('看不见的字符不印，也不算缺字：零宽、方向控制、异体选择符、控制符', () => {
  const hidden = '甲\u200B乙\u202E丙\uFE0F丁\u{E0100}戊\u0007己\uFEFF'
  assert.equal(printable(hidden), '甲乙丙丁戊己')
  assert.deepEqual(missingGlyphs(hidden), [])
})

test('各种空白都印成空白，换行和全角空格保留', () => {
  assert.equal(printable('甲\t乙\u00A0丙\u2003丁　戊\n己'), '甲 乙 丙 丁　戊\n己')
})

test('印出来的文字里不再有缺字', () => {
  const shown = printable('\uE000\uE001\u{2FFFD}\uD800甲')
  assert.deepEqual(missingGlyphs(shown), [])
})

test('汉字一字一格，数字不到一格', () => {
  assert.equal(widthOf('春风', 13), 26)
  assert(widthOf('12', 13) < 18 && widthOf('12', 13) > 12)
  assert.equal(widthOf('', 13), 0)
})
