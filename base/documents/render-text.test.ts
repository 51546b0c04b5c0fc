import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FACTS_BY_KIND, isDocumentKind, type DocumentFacts } from './facts.ts'
import { dayInCharacters, dayInFigures } from './official-day.ts'
import { plainText, renderText } from './render-text.ts'
import { sampleFacts, withData } from './sample-facts.ts'
import { KINDS, titleOf } from './titles.ts'

const ALL = Object.keys(FACTS_BY_KIND).filter(isDocumentKind)
const ADDRESSED = ALL.filter((kind) => kind !== 'certificate' && kind !== 'delivery-receipt' && kind !== 'hand-over')

function textOf(facts: DocumentFacts): string {
  return plainText(renderText(facts))
}

/** Every day the facts name. */
function daysIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(daysIn) : []
}

for (const kind of ALL) {
  const name = KINDS[kind].other

  test(`${name}：写明机关、文号、办件编号、日期和盖章处`, () => {
    const facts = sampleFacts(kind)
    const layout = renderText(facts)
    const text = plainText(layout)
    for (const word of [facts.number, facts.case.number, facts.case.itemName, layout.signature.organ, layout.signature.date, '盖章处']) {
      assert(text.includes(word), word)
    }
    assert.equal(layout.signature.date, (kind === 'certificate' ? dayInCharacters : dayInFigures)(facts.issuedOn))
    assert.equal(layout.issuer, layout.signature.organ)
    assert.equal(layout.caseNumber, facts.case.number)
  })

  test(`${name}：没有程序里的词漏到纸上`, () => {
    for (const isLicence of [true, false]) {
      const text = textOf(sampleFacts(kind, { isLicence }))
      assert.doesNotMatch(text, /undefined|null|NaN|\[object|true|false|。。|，，|：：|，。/)
    }
  })

  test(`${name}：只写事实里有的日子，自己不推算`, () => {
    const facts = sampleFacts(kind)
    const known = new Set(daysIn(facts).flatMap((day) => [dayInFigures(day), dayInCharacters(day)]))
    const written = textOf(facts).match(/\d{4}年\d{1,2}月\d{1,2}日|[〇一二三四五六七八九]{4}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日/g) ?? []
    const free = new Set(JSON.stringify(facts.data).match(/\d{4}年\d{1,2}月\d{1,2}日/g) ?? [])
    assert(written.length > 0)
    assert.deepEqual(written.filter((day) => !known.has(day) && !free.has(day)), [])
  })

  test(`${name}：不是行政许可的事项，全文不提行政许可`, () => {
    const delivered = [{ title: titleOf('approval', { isLicence: false }), number: '花市监准〔2026〕17号' }]
    const given = withData(kind, kind === 'delivery-receipt' ? { documents: delivered } : {})
    const facts = { ...given, isLicence: false, basis: [{ law: '行政许可法', article: '第三十二条' }] }
    assert.doesNotMatch(textOf(facts), /行政许可/)
  })

  test(`${name}：只有证照样张有水印`, () => {
    assert.equal(renderText(sampleFacts(kind)).watermark, kind === 'certificate' ? '示例样张' : undefined)
  })
}

for (const kind of ADDRESSED) {
  test(`${KINDS[kind].other}：写给申请人本人，标题与种类一致`, () => {
    const facts = sampleFacts(kind)
    const { addressee, title } = renderText(facts)
    assert.equal(addressee, `${facts.case.applicantName}：`)
    assert.equal(title, titleOf(kind, facts))
  })
}
