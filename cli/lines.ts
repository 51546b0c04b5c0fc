import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { ExitCode, Invocation } from './command.ts'

/** A line of input may be long, but not endless. */
const LINE_CHARACTERS_MAX = 1_000_000

/** Answers every line of a file, or of standard input, with one line; exit code 1 when any was bad. Empty lines are passed over. */
export async function answerLines({ words, out }: Invocation, answer: (line: string) => object): Promise<ExitCode> {
  let code: ExitCode = 0
  for await (const line of linesOf(words[0])) {
    if (line.trim() === '') continue
    const answered = line.length > LINE_CHARACTERS_MAX ? { error: '这一行太长了，请拆开' } : answer(line)
    if ('error' in answered) code = 1
    out(JSON.stringify(answered))
  }
  return code
}

export function linesOf(file: string | undefined): AsyncIterable<string> {
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file)
  return createInterface({ input, crlfDelay: Infinity })
}
