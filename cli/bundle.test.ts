import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { checkBundle, readBundle } from '#modules/bundled-eia'
import { bundleCheckCommand } from './bundle.ts'
import { runCommand } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-bundle-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; out: string[]; note: string }> {
  const [out, notes]: [string[], string[]] = [[], []]
  const code = await runCommand([bundleCheckCommand], ['bundle', 'check', ...args], { out: (line) => out.push(line), note: (line) => notes.push(line) })
  return { code, out, note: notes.join('\n') }
}

let files = 0
function file(text: string): string {
  const path = join(folder, `${files += 1}.json`)
  writeFileSync(path, text)
  return path
}

const plant = (name: string, ink: number) => ({ name, industry: '印刷', process: '胶印', park: 'p', solventTons: { ink } })
const bundle = (...tons: number[]) => ({
  kind: 'park-sme', projects: tons.map((ink, index) => plant(`厂${index}`, ink)),
  park: { id: 'p', name: '某园（示例）', planEia: '审查通过', implemented: true }, lead: '厂0',
  mergedSections: ['政策和规划符合性', '生产工艺及流程', '区域环境质量现状', '环境保护目标及评价标准'],
})

describe('chunfeng bundle check', () => {
  it('一个文件一捆：答一行 JSON，就是打捆用的那份规则；不能打捆也是答了，退出码 0', async () => {
    for (const tons of [[1, 2], [0.7, 7.6, 1.7]]) {
      const text = JSON.stringify(bundle(...tons), null, 2)
      const { code, out } = await run(file(text), '--json')
      assert.deepEqual([code, out.length, JSON.parse(out[0] ?? '')], [0, 1, checkBundle(readBundle(text))])
    }
  })

  it('写给人看的：差在哪里、条款、怎样补救', async () => {
    assert.deepEqual((await run(file(JSON.stringify(bundle(1, 2))))).out, ['可以打捆。'])
    const { out } = await run(file(JSON.stringify(bundle(5, 5))))
    assert.match(out.join('\n'), /不能打捆，有 1 条.*solvent　.*合计每年 10 吨.*条款：.*怎样补救：/s)
  })

  it('不对的内容答 error，退出码 1；有编号的带上编号；写成 JSON 行的，别的行照答', async () => {
    const wrong = await run(file('{"id": "x-1", "kind": "park"}'), '--json')
    assert.deepEqual([wrong.code, Object.keys(JSON.parse(wrong.out[0] ?? '')), JSON.parse(wrong.out[0] ?? '').id], [1, ['id', 'error'], 'x-1'])
    const lines = await run(file(`${JSON.stringify(bundle(1, 2))}\n{"kind"\n${JSON.stringify(bundle(6, 6))}\n`), '--json')
    assert.deepEqual([lines.code, lines.out.map((line) => JSON.parse(line).eligible)], [1, [true, undefined, false]])
    const broken = await run(file(`\ufeff{"kind"\r\n${JSON.stringify(bundle(1, 2))}\r\n`), '--json')
    assert.deepEqual([broken.code, broken.out.map((line) => JSON.parse(line).eligible)], [1, [undefined, true]])
    const half = await run(file(JSON.stringify(bundle(1, 2), null, 1).slice(0, -5)), '--json')
    assert.deepEqual([half.code, half.out.length], [1, 1])
    assert.deepEqual([(await run(join(folder, 'nowhere'), '--json')).code, (await run(file(''), '--json')).code], [1, 1])
  })

  it('没有写文件、多写了、选项不认得，退出码 2', async () => {
    for (const args of [[], ['a.json', 'b.json'], ['a.json', '--fast']]) assert.equal((await run(...args)).code, 2)
  })
})
