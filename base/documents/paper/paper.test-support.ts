import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { SaxesParser } from 'saxes'
import type { Paper } from './paper.ts'
import { partsIn, type Parts } from './zip.ts'

/** A paper with everything a paper may hold; nothing in it is true. */
export const PAPER: Paper = {
  titleLines: ['关于某季度', '考核情况的通报'],
  number: 'KHTB-2026-001',
  addressee: '各单位：',
  issuedOn: '2026-03-10',
  watermark: '示例',
  blocks: [
    { kind: 'heading', text: '一、总体情况' },
    { kind: 'paragraph', text: '甲局 & 乙局 <示例> “引号”。' },
    { kind: 'fields', fields: [{ label: '期间', value: '一月' }] },
  ],
  signature: { organ: '某局（示例）', date: '2026年3月10日' },
  annexes: [
    {
      title: '得分',
      blocks: [
        {
          kind: 'chart',
          chart: {
            title: '考核得分',
            caption: '横线是区间',
            unit: ' 分',
            digits: 1,
            max: 100,
            line: { value: 60, label: '合格线 60 分' },
            bars: [
              { label: '甲局', value: 91.5, low: 88, high: 93, word: '优秀', tone: 'good' },
              { label: '名字非常非常非常长的一个单位（示例）', value: 0, low: null, high: null, word: '不合格', tone: 'bad' },
            ],
          },
        },
        {
          kind: 'table',
          caption: '得分表',
          columns: [
            { title: '单位', share: 3 },
            { title: '得分', share: 1, align: 'centre' },
          ],
          rows: [
            ['甲局', '91.5'],
            ['乙局', '两行\n的格'],
          ],
          isDense: true,
        },
      ],
    },
  ],
}

/** The parts of an office file; refuses what is not well-formed, and relations and media types that lead nowhere. */
export function soundParts(file: Buffer): Parts {
  const parts = partsIn(file)
  const elements = new Map([...parts].filter(([name]) => /\.(xml|rels)$/.test(name)).map(([name, content]) => [name, elementsIn(content.toString('utf8'))]))
  for (const [name, found] of elements) {
    if (!name.endsWith('.rels')) continue
    const folder = posix.dirname(posix.dirname(name))
    for (const { Target: target = '', TargetMode: mode } of found.get('Relationship') ?? []) {
      const part = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target))
      assert(mode === 'External' || parts.has(part), `${name} 指向没有的 ${target}`)
    }
  }
  const types = elements.get('[Content_Types].xml')
  const overridden = new Set((types?.get('Override') ?? []).map(({ PartName: part = '' }) => part.slice(1)))
  const endings = new Set((types?.get('Default') ?? []).map(({ Extension: ending = '' }) => ending))
  for (const part of overridden) assert(parts.has(part), `没有 ${part}`)
  for (const part of parts.keys()) assert(part === '[Content_Types].xml' || overridden.has(part) || endings.has(part.split('.').at(-1) ?? ''), `${part} 没有媒体类型`)
  return parts
}

/** Ids by which a part names others, and those its relations hold. */
export function namedRelations(parts: Parts, part: string): { named: string[]; held: string[] } {
  const text = (name: string): string => parts.get(name)?.toString('utf8') ?? ''
  const named = [...text(part).matchAll(/r:(?:id|embed)="([^"]+)"/g)].map(([, id = '']) => id)
  const held = [...text(part.replace(/([^/]+)$/, '_rels/$1.rels')).matchAll(/ Id="([^"]+)"/g)].map(([, id = '']) => id)
  return { named, held }
}

type Attributes = Readonly<Record<string, string>>

function elementsIn(xml: string): Map<string, Attributes[]> {
  const found = new Map<string, Attributes[]>()
  const parser = new SaxesParser()
  parser.on('error', (error) => { throw error })
  parser.on('opentag', ({ name, attributes }) => {
    found.set(name, [...found.get(name) ?? [], Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]))])
  })
  parser.write(xml).close()
  return found
}
