import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { mine } from '../mine.ts'
import { csvOf, xesOf } from '../log-writing/write-log.ts'
import { anyEvents, logOf } from '../random-logs.test-support.ts'
import { readLog } from './read-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-mining-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function file(content: string | Uint8Array): string {
  const path = join(folder, String(files += 1))
  writeFileSync(path, content)
  return path
}

const minedIn = async (content: string | Uint8Array) => mine((await readLog(file(content))).log)
const refused = (content: string | Uint8Array, sentence: RegExp) => assert.rejects(readLog(file(content)), (error: Error) => {
  assert.match(error.message, sentence)
  return true
})

const event = (name: string, at: string, more = ''): string =>
  `<event>${more}<date value="${at}" key="time:timestamp"/><string key="concept:name" value="${name}"/></event>`
const trace = (name: string, ...events: string[]): string => `<trace><string key="concept:name" value="${name}"/>${events.join('\n')}</trace>`
const xes = (...traces: string[]): string => `<?xml version="1.0" encoding="UTF-8"?>\n<log>\n${traces.join('\n')}\n</log>`

describe('读写事件日志', () => {
  it('写成 XES、压缩的 XES、CSV 再读回来，每个数字都一样', async () => {
    await fc.assert(fc.asyncProperty(anyEvents, async (events) => {
      const log = logOf(events)
      const { emptyCases: _, ...expected } = mine(log)
      const text = [...xesOf(log)].join('')
      for (const content of [text, gzipSync(text), [...csvOf(log)].join('')]) {
        const { emptyCases, ...found } = await minedIn(content)
        assert.deepEqual([found, emptyCases], [expected, 0])
      }
    }), { numRuns: 60 })
  })

  it('看内容认格式，不看文件名', async () => {
    assert.equal((await readLog(file(xes(trace('a', event('受理', '2026-03-02T09:00:00+08:00')))))).format, 'xes')
    assert.equal((await readLog(file('case_id,activity,timestamp\na,受理,2026-03-02'))).format, 'csv')
    const unicodeText = await readLog(file(Buffer.from('\ufeffcase_id\tactivity\ttimestamp\r\na\t受理\t2026-03-02\r\n', 'utf16le')))
    assert.deepEqual([unicodeText.format, unicodeText.log.activities], ['csv', ['受理']])
  })

  it('没有的文件、目录、空文件、zip 各说是什么、怎么办', async () => {
    await assert.rejects(readLog(join(folder, 'nothing.xes')), { code: 'not-found' })
    await assert.rejects(readLog(folder), /不是一个文件/)
    await refused('', /文件是空的/)
    await refused('PK\u0003\u0004', /zip 文件，请先解压/)
  })

  it('压缩文件不完整、坏了，都说清楚，不给半份数字', async () => {
    const packed = gzipSync(
      xes(
        ...Array.from({ length: 200 }, (_, index) =>
          trace(`示例-${(index * 7919) % 1000}`, event('受理', `2026-03-02T09:00:${String(index % 60).padStart(2, '0')}+08:00`)),
        ),
      ),
    )
    for (const cut of [12, packed.length / 2, packed.length - 1]) await refused(packed.subarray(0, cut), /压缩文件不完整或已损坏/)
    const spoilt = Buffer.from(packed)
    spoilt.fill(0xff, 40, 60)
    await refused(spoilt, /压缩文件不完整或已损坏/)
  })
})

describe('XES', () => {
  it('属性先后不限；嵌套的、全局默认的、分类器的都不算；事件在前、名字在后也认', async () => {
    const found = await minedIn(`<log><global scope="event"><string key="concept:name" value="默认"/><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
      <classifier name="x" keys="concept:name lifecycle:transition"/><string key="concept:name" value="日志的名字"/>
      <trace><string key="about" value="x"><string key="concept:name" value="嵌套"/></string>
        <event><list key="l"><values><string key="concept:name" value="表里"/></values></list>
          <string key="lifecycle:transition" value="complete"><date key="time:timestamp" value="1999-01-01T00:00:00Z"/></string>
          <date key="time:timestamp" value="2026-03-02T01:00:00Z"/><string key="concept:name" value="受理"/><string key="org:resource" value="示例甲"/></event>
        <string key="concept:name" value="甲"/></trace></log>`)
    assert.deepEqual(
      [found.cases, found.events, found.topVariant, found.resources, found.transitions, found.firstAt],
      [1, 1, ['受理'], 1, { complete: 1 }, '2026-03-02T01:00:00.000Z'],
    )
  })

  it('时区算数：早一小时的时区，晚一小时的钟点，是同一刻', async () => {
    const { maxDays, topVariant } = await minedIn(
      xes(trace('a', event('乙', '2026-03-02T10:00:00.000+08:00'), event('甲', '2026-03-02T01:59:59.999Z'), event('丙', '2026-03-02T10:00:00+09:00'))),
    )
    assert.deepEqual([topVariant, maxDays], [['丙', '甲', '乙'], Number((3600_000 / 86_400_000).toFixed(6))])
  })

  it('同名的 trace 是同一个办件；没有名字的各是一个；没有事件的另外数', async () => {
    const found = await minedIn(xes(
      trace('a', event('受理', '2026-03-02T09:00:00+08:00')), trace('a', event('收件', '2026-03-01T09:00:00+08:00')), trace('b'),
      `<trace>${event('受理', '2026-03-02T09:00:00Z')}</trace>`, `<trace>${event('受理', '2026-03-02T09:00:00Z')}</trace>`, '<trace/>',
    ))
    assert.deepEqual([found.cases, found.emptyCases, found.events, found.variants], [3, 2, 4, 2])
  })

  it('带前缀的元素、实体、CDATA、注释、别的编码都读得', async () => {
    const prefixed = await minedIn('<x:log xmlns:x="u"><!-- <event> --><x:trace><x:event>'
      + '<x:string key="concept:name" value="a&amp;b&#x4e00;&gt;"/><x:date key="time:timestamp" value="2026-03-02"/></x:event></x:trace></x:log>')
    assert.deepEqual(prefixed.topVariant, ['a&b一>'])
    const latin = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><log>${trace('1', event('Pr\xfcfung', '2026-03-02T09:00:00Z'))}</log>`, 'latin1')
    assert.deepEqual((await minedIn(latin)).topVariant, ['Prüfung'])
    const wide = Buffer.from(`\ufeff<log>${trace('1', event('受理', '2026-03-02T09:00:00Z'))}</log>`, 'utf16le')
    assert.deepEqual((await minedIn(wide)).topVariant, ['受理'])
  })

  it('没有写时间的事件照文件的次序，都数，另说几个；天数只看写了的；整份没有时间的，天数不知道', async () => {
    const untimed = (name: string): string => `<event><string key="concept:name" value="${name}"/></event>`
    const found = await minedIn(xes(
      trace('甲', untimed('收件'), event('受理', '2026-03-02T09:00:00Z'), untimed('审查'), event('决定', '2026-03-04T09:00:00Z'), untimed('送达')),
      trace('乙', untimed('收件'), untimed('受理')),
    ))
    assert.deepEqual([found.cases, found.events, found.untimedEvents, found.variants, found.directlyFollowsPairs], [2, 7, 5, 2, 4])
    assert.deepEqual(found.endActivities.map(({ activity }) => activity).toSorted(), ['受理', '送达'])
    assert.deepEqual([found.meanDays, found.maxDays, found.firstAt], [2, 2, '2026-03-02T09:00:00.000Z'])
    assert.deepEqual(found.directlyFollows[0], { from: '收件', to: '受理', count: 2, meanDays: 0 })
    const timeless = await minedIn(xes(trace('甲', untimed('收件'), untimed('受理')), trace('乙', untimed('收件'))))
    assert.deepEqual([timeless.events, timeless.variants, timeless.meanDays, timeless.p90Days, timeless.firstAt], [3, 2, null, null, null])
    assert.deepEqual(timeless.directlyFollows, [{ from: '收件', to: '受理', count: 1, meanDays: null }])
  })

  it('没有名字、时间不对、事件在外面：第几行、怎么改', async () => {
    await refused(
      xes(trace('甲', event('受理', '2026-03-02T09:00:00Z'), '<event><date key="time:timestamp" value="2026-03-02T09:00:00Z"/></event>')),
      /^第 4 行：办件“甲”的这个事件没有活动名/,
    )
    await refused(xes(trace('甲', event('受理', '2026-02-30T09:00:00Z'))), /^第 3 行：时间“2026-02-30T09:00:00Z”不是/)
    await refused(`<log>\n${event('受理', '2026-03-02')}</log>`, /^第 2 行：这个 <event> 不在 <trace> 里/)
  })

  it('不是 XES、没有收尾、写坏了的、编码不认识的，都不给半份数字', async () => {
    await refused('<html><body/></html>', /不是 XES 事件日志，最外层是 <html>/)
    const whole = xes(trace('甲', event('受理', '2026-03-02T09:00:00Z')))
    await refused(whole.slice(0, -8), /XML 写得不对/)
    await refused(whole.replace('</trace>', ''), /第 4 行：XML 写得不对/)
    await refused(whole.replace('value="甲"', 'value="&boom;"'), /XML 写得不对/)
    await refused(whole.replace('UTF-8', 'no-such'), /编码“no-such”不认识/)
    await refused(Buffer.concat([Buffer.from(whole.slice(0, 70)), Buffer.from([0xff]), Buffer.from(whole.slice(70))]), /不是 utf-8 的字节/)
  })
})
