import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runCommand } from './command.ts'
import { jointPlanCommand } from './joint-plan.ts'
import { jointReleaseCommand } from './joint-release.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-joint-'))
// No database runs there: the plan is drawn up from the items we ship.
before(() => Object.assign(process.env, { DATABASE_URL: '', CHUNFENG_DATA: folder, CHUNFENG_TODAY: '2026-03-02' }))
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(...words: string[]): Promise<{ code: number; out: string[]; note: string }> {
  const [out, notes]: [string[], string[]] = [[], []]
  const code = await runCommand(
    [jointPlanCommand, jointReleaseCommand], ['joint', ...words], { out: (line) => out.push(line), note: (line) => notes.push(line) },
  )
  return { code, out, note: notes.join('\n') }
}

function file(name: string, ...lines: unknown[]): string {
  writeFileSync(join(folder, name), lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return join(folder, name)
}

const on = '2026-03-02'
const passed = (permit: string) => ({ on, what: 'reviewed', permit, result: 'passed' })
const released = (permit: string) => ({ on, what: 'released', permit })
const lot = { id: '地块一', set: 'five', chosen: true, project: { specialWorks: false, fireDrawings: true } }

describe('chunfeng joint release', () => {
  it('一行一个项目：现在能发什么、按什么次序、哪一次放行要拒绝', async () => {
    const events = [passed('SG'), passed('GC'), released('GC'), passed('YD'), released('YD'), { on, what: 'opt-out' }]
    const { code, out } = await run('release', file('lots.jsonl', { ...lot, events }), '--json')
    assert.equal(code, 0)
    assert.deepEqual(out.map((line) => JSON.parse(line)), [{
      id: '地块一', mode: 'single', mayRelease: { BD: false, RF: false, GC: true, SG: false }, order: ['GC'], refused: [2],
    }])
  })

  it('一行不对，答 error 和编号，别的照答，退出码 1', async () => {
    const { code, out } = await run('release', file('mixed.jsonl', { ...lot, events: [passed('ZZ')] }, '{', { ...lot, id: '地块二', events: [] }))
    const answers = out.map((line) => JSON.parse(line))
    assert.deepEqual([code, answers.map(({ id }) => id), answers.map((answer) => 'error' in answer)], [1, ['地块一', undefined, '地块二'], [true, true, false]])
  })

  it('多写一个文件，退出码 2', async () => {
    assert.equal((await run('release', 'one.jsonl', 'two.jsonl')).code, 2)
  })
})

const project = { name: '厂房（示例）', code: '2026-440114-39-01-000001', specialWorks: true }

describe('chunfeng joint plan', () => {
  it('联办和分别办并排：四证少交材料，承诺期限按最长的一条路算，不比分别办长', async () => {
    const { code, out } = await run('plan', '--set', 'four', '--project', file('four.json', project), '--json')
    assert.equal(code, 0)
    const { joint, separate } = JSON.parse(out[0] ?? '')
    assert(joint.materials < separate.materials && joint.forms === 1 && separate.forms === 4, out[0])
    assert(joint.promisedWorkingDays <= separate.promisedWorkingDays && joint.statutoryWorkingDays <= 45, out[0])
  })

  it('写给人看的：办不办由企业自主决定，没有以往的办件就说按承诺期限估算', async () => {
    const { out, note } = await run('plan', '--set', 'five', '--project', file('five.json', project))
    assert.match(out.join('\n'), /由企业自主决定.*按承诺期限估算/s)
    assert.match(note, /没有正在运行的数据库/)
  })

  it('投资项目代码不对、文件读不到，说清楚，退出码 1；没有写哪一组，退出码 2', async () => {
    const wrong = await run('plan', '--set', 'four', '--project', file('wrong.json', { ...project, code: '2026-1' }), '--json')
    assert.equal(wrong.code, 1)
    assert.match(JSON.parse(wrong.out[0] ?? '').error, /代码/)
    assert.deepEqual([
      (await run('plan', '--set', 'four', '--project', join(folder, 'none.json'))).code, (await run('plan', '--set', 'six', '--project', 'x')).code,
    ], [1, 2])
  })
})
