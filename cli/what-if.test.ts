import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { runCommand } from './command.ts'
import { whatIfCommand } from './what-if.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-what-if-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; note: string }> {
  const [out, notes]: [string[], string[]] = [[], []]
  const code = await runCommand([whatIfCommand], ['what-if', ...args], { out: (line) => out.push(line), note: (line) => notes.push(line) })
  return { code, out: out.join('\n'), note: notes.join('\n') }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Two months of ten cases a working day: taken in, looked at half an hour later, decided after a day or, every fourth, after three. */
const LOG = file('log.csv', ['case_id,activity,timestamp,resource', ...Array.from({ length: 400 }, (_, place) => {
  const day = new Date(Date.UTC(2026, 2, 2 + Math.floor(place / 10) + 2 * Math.floor(place / 50), 1, (place % 10) * 40))
  const line = (activity: string, minutes: number, who: string) => `c${place},${activity},${new Date(day.getTime() + minutes * 60_000).toISOString()},${who}`
  return [line('收件', 0, '甲'), line('审查', 30, '乙'), line('决定', (place % 4 === 0 ? 3 : 1) * 1440 + 30, '丙')].join('\n')
})].join('\n'))

describe('chunfeng what-if', () => {
  it('重演别的日志的一个月：给人看的几行和给程序的一个 JSON 说的是同样的数', async () => {
    const told = ['--log', LOG, '--base', '2026-03', '--replications', '3']
    const [people, program] = [await run(...told), await run(...told, '--json')]
    assert.deepEqual([people.code, program.code], [0, 0])
    const { figures, actual } = JSON.parse(program.out)
    assert.match(people.out, new RegExp(`记录里：已办结 ${actual.cases} 件`))
    const mean = figures.find(({ figure }: { figure: string }) => figure === 'meanDays')
    assert(people.out.includes(`平均全程（天） | ${mean.base.mean.toFixed(2)} [`))
    assert(Math.abs(mean.base.mean / actual.meanDays - 1) < 0.15, `${mean.base.mean} 与 ${actual.meanDays}`)
  })

  it('--validate 印出两半、变化、每种办法的误差、在不在内和结论；写了月份就用以前的月份学', async () => {
    const { code, out } = await run('--validate', LOG, '--replications', '2')
    assert.equal(code, 0)
    for (const words of ['收的（用来学）：200 件', '收的（用来验）：200 件', '只凭前一段 |', '给它后一段的收件 |', '允许误差 15.0%', '结论：只凭前一段学到的']) assert(out.includes(words), words)
    const ofMonth = await run('--validate', LOG, '--base', '2026-04', '--months', '1', '--replications', '2')
    assert.match(ofMonth.out, /2026-03-01 至 2026-0[34]-\d\d 收的（用来学）：2\d\d 件/)
    assert.match((await run('--validate', LOG, '--base', '2027-04')).note, /没有办件可以学/)
  })

  it('改动文件有误说第几行，退出码 1；用法不对退出码 2；没有的文件、没有办件的月份也说清楚', async () => {
    const bad = await run('--log', LOG, '--base', '2026-03', '--change', file('bad.yaml', 'staff:\n  - station: 决定\n    add: x\n'))
    assert.deepEqual([bad.code, bad.out], [1, ''])
    assert.match(bad.note, /第 3 行 staff\.0\.add/)
    const unknown = await run('--log', LOG, '--base', '2026-03', '--change', file('other.yaml', 'staff: [{ station: 复查, add: 1 }]'))
    assert.match(unknown.note, /没有窗口或部门“复查”/)
    assert.match((await run('--log', LOG, '--base', '2020-01')).note, /没有办件可以学/)
    assert.equal((await run('--log', join(folder, 'nothing.csv'))).code, 1)
    const untimed = await run('--log', file('untimed.csv', 'case,activity,time\na,受理,2026-03-02\na,决定,\n'))
    assert.deepEqual([untimed.code, /1 个事件没有时间/.test(untimed.note)], [1, true])
    assert.match((await run('--log', LOG, '--change', join(folder, 'nothing.yaml'))).note, /读不到改动文件/)
    for (const wrong of [['--base', '2026'], ['--replications', '0'], ['--months', '99'], ['--seed', 'x'], ['多余的']])
      assert.equal((await run(...wrong)).code, 2, wrong.join(' '))
  })
})
