import { readFile } from 'node:fs/promises'
import { lineIdOf, readJsonLine, type LineId } from '#platform/json-line'
import { Refusal } from '#platform/refusal'
import { checkBundle, readBundle, type Verdict } from '#modules/bundled-eia'
import type { Command, Invocation } from './command.ts'

/** Far more than a thousand projects take. */
const FILE_CHARACTERS_MAX = 20_000_000

/** The rules are those of the bundle desk itself; no database is asked. */
export const bundleCheckCommand: Command = {
  name: 'bundle check',
  summary: '看几个项目的环评能不能打捆审批，不能的话差在哪一条、怎样补救',
  usage: 'bundle check FILE.json [--json]',
  options: { json: { type: 'boolean' } },
  details: [
    '  FILE.json      一捆项目 {"kind", "projects", "park", "lead", "mergedSections"}，写 - 就读标准输入；写成 JSON 行的，一行一捆',
    '  --json         每捆答一行 {"eligible", "failed", "reasons"}',
  ],
  examples: ['bundle check bundle.json', 'bundle check bundle.json --json'],
  exits: '0 答了（能打捆、不能打捆都是），1 文件读不到或内容不对（那一捆答 error），2 用法不对',
  run: async (invocation) => {
    const { words: [file, ...more], note } = invocation
    if (file === undefined || more.length > 0) { note(`请写一个文件。\n用法：chunfeng ${bundleCheckCommand.usage}`); return 2 }
    const text = await textOf(file)
    const answers = text === undefined ? [{ error: `读不到“${file}”，请核对文件名` }] : casesIn(text).map(answerTo)
    for (const answer of answers) tell(invocation, answer)
    return answers.some((answer) => 'error' in answer) ? 1 : 0
  },
}

type Answer = Verdict | { id?: LineId; error: string }

async function textOf(file: string): Promise<string | undefined> {
  const read = file === '-' ? standardInput() : readFile(file, 'utf8')
  // A byte order mark is no part of the text.
  return read.then((text) => text.replace(/^\uFEFF/, ''), () => undefined)
}

async function standardInput(): Promise<string> {
  let text = ''
  for await (const piece of process.stdin.setEncoding('utf8')) text += String(piece)
  return text
}

/** One bundle over many lines, or a bundle in each line: then a line that is none does not keep the others from their answers. */
function casesIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || readJsonLine(text) !== undefined) return [text]
  return lines.some((line) => isBundle(readJsonLine(line))) ? lines : [text]
}

function isBundle(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('kind' in value || 'projects' in value)
}

function answerTo(text: string): Answer {
  try {
    if (text.length > FILE_CHARACTERS_MAX) throw new Refusal('invalid', '内容太长了，请拆开')
    return checkBundle(readBundle(text))
  } catch (error) {
    if (error instanceof Refusal) return { ...lineIdOf(readJsonLine(text)), error: error.message }
    throw error
  }
}

function tell({ options, out, note }: Invocation, answer: Answer): void {
  if (options['json'] === true) { out(JSON.stringify(answer)); return }
  if ('error' in answer) { note(answer.error); return }
  out(answer.eligible ? '可以打捆。' : `不能打捆，有 ${answer.reasons.length} 条不符合：`)
  for (const { rule, text, clause, cure } of answer.reasons) out(`- ${rule}　${text}\n  条款：${clause}\n  怎样补救：${cure}`)
}
