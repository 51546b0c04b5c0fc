/** Writes docs/life-events.md: what each shipped joint matter asks for and how long it takes, separately and together, counted by the software. */
import { readFileSync, writeFileSync } from 'node:fs'
import { inProject } from '#platform/project'
import { countsOf, fullAnswers, type Counts, type Item, type JointMatter } from '#base/catalog'
import { demoItems } from '../demo.ts'

export const TABLE = inProject('docs/life-events.md')

type Joint = Item & { joint: JointMatter }

/** The whole document, from the catalogue we ship. */
export function lifeEventDocument(items: readonly Item[]): string {
  const joint = items.filter((item): item is Joint => item.joint !== undefined)
  const ready = joint.filter(({ joint: { readiness } }) => readiness === 'ready')
  return [HEAD, ...ready.map((item) => sectionOf(item, items)), ...drafts(joint.filter((item) => !ready.includes(item)))].join('\n')
}

const HEAD = `# 一件事和多证联办：分开办与一起办

本页由软件按示例目录数出来（\`node bin/life-event-table.ts\`），有一项测试保证它与软件数的一致，请不要手改。

- **分开办**：一项一项办，各填各的表、各交各的材料，天数逐项相加。
- **一起办**：一张表、一套材料，同时能办的同时办，天数按最慢的一条路。法定天数一起办最长 45 个工作日（行政许可法第四十二条）。
- 材料只数要交的：数据共享的不数，前一项办出来的不数，非必要的不数。原件、复印件按张数，电子的按份数。
- 时限和材料都是示例，组成的出处见各节。
`

const ROWS: readonly (readonly [string, (counts: Counts) => number])[] = [
  ['表单（张）', ({ forms }) => forms], ['要填的项', ({ fields }) => fields], ['要交的材料（份）', ({ materials }) => materials],
  ['其中原件（张）', ({ originals }) => originals], ['其中复印件（张）', ({ copies }) => copies], ['其中只要电子的（份）', ({ electronic }) => electronic],
  ['到现场（次）', ({ visits }) => visits], ['承诺（工作日）', ({ promisedWorkingDays }) => promisedWorkingDays],
  ['法定（工作日）', ({ statutoryWorkingDays }) => statutoryWorkingDays],
]

function sectionOf(item: Joint, items: readonly Item[]): string {
  const answers = fullAnswers(item)
  const { separately, together, lanes } = countsOf(item, items, answers)
  const answered = item.situations.flatMap(({ id, question, options }) => {
    const label = options.find((option) => option.id === answers[id])?.label
    return label === undefined ? [] : [`${question.replace(/[？?]$/, '')}：${label}`]
  })
  return [
    `## ${item.name}`, '', `由 ${lanes.length} 个事项组成：${lanes.map(({ name }) => name).join('、')}。`, '',
    '| | 分开办 | 一起办 |', '|---|---:|---:|', ...ROWS.map(([name, count]) => `| ${name} | ${count(separately)} | ${count(together)} |`), '',
    `按这样的回答数：${answered.join('；')}。`, '', ...(item.joint.compositionNote === undefined ? [] : [`出处：${item.joint.compositionNote}`, '']),
  ].join('\n')
}

function drafts(items: readonly Joint[]): string[] {
  if (items.length === 0) return []
  return ['## 待完善', '', '目录里已经列出、还不能办的。国家2025年两批（12件、9件）的名称没有查到，没有列。', '', ...items.map(({ name, joint }) => `- ${name}。${joint.compositionNote ?? ''}`), '']
}

if (import.meta.main) {
  const written = lifeEventDocument(demoItems())
  writeFileSync(TABLE, written)
  console.log(readFileSync(TABLE, 'utf8') === written ? `已写入 ${TABLE}` : '没有写成')
}
