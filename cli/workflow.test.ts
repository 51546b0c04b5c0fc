import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readBpmn } from '../kernel/drawing/read-bpmn.test-support.ts'
import { runCommand } from './command.ts'
import { workflowCommand } from './workflow.ts'

async function run(...args: string[]): Promise<{ code: number; out: string; note: string }> {
  const [lines, notes]: [string[], string[]] = [[], []]
  const code = await runCommand([workflowCommand], ['workflow', ...args], { out: (line) => lines.push(line), note: (line) => notes.push(line) })
  return { code, out: lines.join('\n'), note: notes.join('\n') }
}

describe('chunfeng workflow', () => {
  it('列出每个流程的每一版', async () => {
    const { code, out } = await run()
    assert.equal(code, 0)
    assert.match(out, /^application 第 1 版/m)
    for (const version of [2, 3]) assert.match(out, new RegExp(`^application 第 ${version} 版`, 'm'))
  })

  it('本系统声明的每个流程都能导出，读得进来没有警告，状态和步骤一个不少，对期限的影响都说得出', async () => {
    for (const { caseType, version, states, steps } of JSON.parse((await run('--json')).out)) {
      const { code, out } = await run(caseType, String(version), '--bpmn')
      assert.equal(code, 0)
      const { warnings, elements, shapes } = await readBpmn(out)
      assert.deepEqual(warnings, [])
      for (const id of [...states.map((name: string) => `state_${name}`), ...steps.map((name: string) => `step_${name}`)]) {
        assert.equal(elements.filter((one) => one.id === id).length, 1, id)
        assert.equal(shapes.filter((one) => one.id === id).length, 1, id)
      }
      assert.doesNotMatch(out, /视办件而定。|undefined|NaN/)
    }
  })

  it('没有写版本就是最新的一版；没有的流程、没有说导出哪个，退出码 2', async () => {
    assert.match((await run('application', '--bpmn')).out, /第 3 版/)
    assert.deepEqual([(await run('nothing')).code, (await run('--bpmn')).code, (await run('application', '9')).code], [2, 2, 2])
  })
})
