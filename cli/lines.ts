import { createReadStream } from 'node:fs'
import { Refusal } from '#platform/refusal'
import type { ExitCode, Invocation } from './command.ts'

/** A line of input may be long, but not endless. */
const LINE_CHARACTERS_MAX = 1_000_000

/** Answers every line of a file, or of standard input, with one line; exit code 1 when any was bad, 2 without a file to read. Empty lines are passed over. */
export async function answerLines({ words, out, note }: Invocation, answer: (line: string) => object): Promise<ExitCode> {
  if (words.length > 1) { note(`只能写一个文件，现有 ${words.length} 个：${words.join('、')}`); return 2 }
  let code: ExitCode = 0
  try {
    for await (const line of linesOf(words[0])) {
      if (line.trim() === '') continue
      const answered = line.length > LINE_CHARACTERS_MAX ? { error: '这一行太长了，请拆开' } : answer(line)
      if ('error' in answered) code = 1
      out(JSON.stringify(answered))
    }
    return code
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    note(error.message)
    return 2
  }
}

/** The lines of a file, or of standard input. Only a line feed ends a line: JSON may hold every other separator in a text. Of an endless line only the beginning is kept. */
export async function* linesOf(file: string | undefined): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of piecesOf(file)) {
    const [first = '', ...others] = piece.split('\n')
    rest = rest.length > LINE_CHARACTERS_MAX ? rest : rest + first
    for (const next of others) {
      yield rest
      rest = next
    }
  }
  if (rest !== '') yield rest
}

async function* piecesOf(file: string | undefined): AsyncGenerator<string> {
  const input = file === undefined || file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8')
  let isFirst = true
  try {
    for await (const piece of input) {
      // A byte order mark is no part of the first line.
      yield isFirst ? String(piece).replace(/^\uFEFF/, '') : String(piece)
      isFirst = false
    }
  } catch (error) {
    if (file === undefined || file === '-') throw error
    throw new Refusal('not-found', `读不到“${file}”，请核对文件名`)
  }
}
