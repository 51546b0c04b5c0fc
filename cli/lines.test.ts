import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { inProject } from '#platform/project'
import { answerLines, linesOf } from './lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-lines-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function file(content: string | Buffer): string {
  const path = join(folder, 'lines.jsonl')
  writeFileSync(path, content)
  return path
}

async function run(...words: string[]): Promise<{ code: number; answers: unknown[]; note: string }> {
  const [out, notes]: [string[], string[]] = [[], []]
  const invocation = { words, options: {}, out: (line: string) => out.push(line), note: (line: string) => notes.push(line) }
  const code = await answerLines(invocation, (line) => (line.includes('坏') ? { error: '坏' } : { read: JSON.parse(line) }))
  return { code, answers: out.map((line) => JSON.parse(line)), note: notes.join('\n') }
}

describe('一行一答', () => {
  it('文件开头的 BOM、行尾的回车、空行都不算内容；最后一行没有换行也读', async () => {
    const { code, answers } = await run(file('\ufeff{"id":1}\r\n\r\n   \n{"id":2}'))
    assert.deepEqual([code, answers], [0, [{ read: { id: 1 } }, { read: { id: 2 } }]])
  })

  it('只有换行符分行：文字里的行分隔符、段分隔符照 JSON 的规定是内容', async () => {
    const { code, answers } = await run(file('{"name":"甲\u2028乙\u2029丙"}\n{"id":\r2}\n'))
    assert.deepEqual([code, answers], [0, [{ read: { name: '甲\u2028乙\u2029丙' } }, { read: { id: 2 } }]])
  })

  it('坏的、太长的行答 error，别的照答，退出码 1', async () => {
    const { code, answers } = await run(file(`坏\n"${'长'.repeat(1_000_001)}"\n1`))
    assert.deepEqual([code, answers], [1, [{ error: '坏' }, { error: '这一行太长了，请拆开' }, { read: 1 }]])
  })

  it('没有这个文件、写了两个文件，用中文说清楚，退出码 2', async () => {
    const missing = await run(join(folder, '没有'))
    assert.deepEqual([missing.code, missing.answers, /读不到.*请核对文件名/.test(missing.note)], [2, [], true])
    const two = await run(file('1'), '又一个')
    assert.deepEqual([two.code, two.answers, /只能写一个文件/.test(two.note)], [2, [], true])
  })

  it('读答案的人先走了（| head），静静地结束，没有一大段报错', async () => {
    const lines = file('{"kind":"phone","value":"13800138000"}\n'.repeat(20_000))
    const program = spawn(process.execPath, [inProject('cli.ts'), 'validate', lines], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    program.stderr.setEncoding('utf8').on('data', (piece: string) => { said += piece })
    program.stdout.once('data', () => program.stdout.destroy())
    const [code] = await once(program, 'close')
    assert.deepEqual([code, said], [141, ''])
  })

  it('一个字跨两段也读得对', async () => {
    const text = `"${'字'.repeat(70_000)}"`
    const lines: string[] = []
    for await (const line of linesOf(file(`x${text}\n${text}`))) lines.push(line)
    assert.deepEqual(lines, [`x${text}`, text])
  })
})
