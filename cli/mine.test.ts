import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { runCommand } from './command.ts'
import { mineCommand } from './mine.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-mine-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; note: string }> {
  const [out, notes]: [string[], string[]] = [[], []]
  const code = await runCommand([mineCommand], ['mine', ...args], { out: (line) => out.push(line), note: (line) => notes.push(line) })
  return { code, out: out.join('\n'), note: notes.join('\n') }
}

let files = 0
function file(text: string): string {
  const path = join(folder, String(files += 1))
  writeFileSync(path, text)
  return path
}

const LOG = '编号,做什么,timestamp,resource\na,受理,2026-03-02T09:00Z,甲\na,决定,2026-03-03T09:00Z,乙\nb,受理,2026-03-02T09:00Z,甲\nb,决定,2026-03-04T09:00Z,甲\n'

describe('chunfeng mine', () => {
  it('给人看的几行和给程序的一个 JSON 说的是同样的数', async () => {
    const told = [file(LOG), '--activity', '做什么']
    const [people, program] = [await run(...told), await run(...told, '--json')]
    assert.deepEqual([people.code, program.code], [0, 0])
    const { format, cases, events, variants, topVariantCases, topVariant, directlyFollows, meanDays, handovers } = JSON.parse(program.out)
    assert.deepEqual([format, cases, events, variants, topVariantCases, topVariant, meanDays, handovers], ['csv', 2, 4, 1, 2, ['受理', '决定'], 1.5, 1])
    assert.deepEqual(directlyFollows, [{ from: '受理', to: '决定', count: 2, meanDays: 1.5 }])
    for (const words of ['办件 2 件，事件 4 个，活动 2 种，人员 2 个', '走法 1 种；最多的一种 2 件：受理 → 决定', '平均 1.500 天', '换手 1 次', '2  受理 → 决定'])
      assert(people.out.includes(words), words)
  })

  it('列太多只列最多的，并说 --json 有全部；没有事件的办件另说', async () => {
    const events = Array.from({ length: 15 }, (_, step) =>
      `<event><string key="concept:name" value="第 ${step} 步"/><date key="time:timestamp" value="2026-03-${step + 10}"/></event>`)
    const log = `<log><trace/><trace>${events.join('')}</trace></log>`
    const { out } = await run(file(log))
    assert.match(out, /另有 1 件没有事件，不计[\s\S]*直接先后 14 对，最多的 10 对（--json 有全部）/)
    assert.equal(out.split('\n').length, 15)
  })

  it('没有文件是 2，内容不对是 1，都说怎么改，什么数字都不给', async () => {
    for (const [args, code, note] of [
      [[], 2, /请写一个文件/],
      [['a', 'b'], 2, /请写一个文件/],
      [[join(folder, 'nothing')], 2, /读不到/],
      [[file('a,b\n1,2\n')], 1, /--case/],
      [[file(LOG), '--x'], 2, /用法/],
    ] as const) {
      const found = await run(...args)
      assert.deepEqual([found.code, found.out], [code, ''])
      assert.match(found.note, note)
    }
  })
})
